import type { Feature } from '../../feature.ts';
import { registerClosingRoutes } from './routes.ts';

export const closing: Feature = { name: 'closing', routes: registerClosingRoutes };
