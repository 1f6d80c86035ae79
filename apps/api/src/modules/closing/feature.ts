import type { Feature } from '../../feature.ts';
import { closingProblems } from './problems.ts';
import { registerClosingRoutes } from './routes.ts';

export const closing: Feature = { name: 'closing', problems: closingProblems, routes: registerClosingRoutes };
