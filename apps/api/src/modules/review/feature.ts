import type { Feature } from '../../feature.ts';
import { heldJobs } from './carry-out-held.ts';
import { reviewClaimed, reviewReleased } from './events.ts';
import { reviewProblems } from './problems.ts';
import { registerReviewRoutes } from './routes.ts';
import { takeDownJob } from './suspend.ts';

export const review: Feature = {
  name: 'review',
  events: [reviewClaimed, reviewReleased],
  problems: reviewProblems,
  routes: registerReviewRoutes,
  jobs: (deps) => [...heldJobs(deps), takeDownJob(deps)],
};
