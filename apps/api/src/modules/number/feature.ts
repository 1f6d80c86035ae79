import type { Feature } from '../../feature.ts';
import { numberNotices, numberNoticesOn } from './notices.ts';
import { oldNumberTextJob } from './old-number-text.ts';
import { registerNumberRoutes } from './routes.ts';

export const number: Feature = {
  name: 'number',
  notices: numberNotices,
  noticesOn: numberNoticesOn,
  routes: registerNumberRoutes,
  jobs: (deps) => [oldNumberTextJob(deps)],
};
