import type { Feature } from '../../feature.ts';
import { eventProblems } from './problems.ts';
import { registerEventRoutes } from './routes.ts';

export const events: Feature = { name: 'events', problems: eventProblems, routes: registerEventRoutes };
