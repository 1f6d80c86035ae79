import type { Feature } from '../../feature.ts';
import { registerAboutRoutes } from './routes.ts';

export const about: Feature = { name: 'about', routes: registerAboutRoutes };
