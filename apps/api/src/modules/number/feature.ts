import type { Feature } from '../../feature.ts';
import { numberNotices, numberNoticesOn } from './notices.ts';
import { oldNumberTextJob } from './old-number-text.ts';
import { numberProblems } from './problems.ts';
import { registerNumberRoutes } from './routes.ts';

export const number: Feature = {
  name: 'number',
  notices: numberNotices,
  noticesOn: numberNoticesOn,
  problems: numberProblems,
  routes: registerNumberRoutes,
  jobs: (deps) => [oldNumberTextJob(deps)],
};
