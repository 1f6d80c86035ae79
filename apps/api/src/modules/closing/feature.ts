import type { Feature } from '../../feature.ts';
import { unnameJob } from './retention.ts';
import { registerClosingRoutes } from './routes.ts';

export const closing: Feature = {
  name: 'closing',
  routes: registerClosingRoutes,
  jobs: (deps) => [unnameJob(deps)],
};
