import type { Feature } from '../../feature.ts';
import { oldNumberTextJob } from './old-number-text.ts';
import { registerNumberRoutes } from './routes.ts';

export const number: Feature = {
  name: 'number',
  routes: registerNumberRoutes,
  jobs: (deps) => [oldNumberTextJob(deps)],
};
