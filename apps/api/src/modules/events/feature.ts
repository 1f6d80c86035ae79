import type { Feature } from '../../feature.ts';
import { registerEventRoutes } from './routes.ts';

export const events: Feature = { name: 'events', routes: registerEventRoutes };
