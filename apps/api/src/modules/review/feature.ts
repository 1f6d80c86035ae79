import type { Feature } from '../../feature.ts';
import { heldJobs } from './carry-out-held.ts';
import {
  reviewClaimed,
  reviewHeld,
  reviewLeft,
  reviewQueued,
  reviewReleased,
  tellLeft,
  tellQueued,
} from './events.ts';
import { registerReviewRoutes } from './routes.ts';
import { takeDownJob } from './suspend.ts';

export const review: Feature = {
  name: 'review',
  events: [reviewQueued, reviewClaimed, reviewReleased, reviewHeld, reviewLeft],
  routes: registerReviewRoutes,
  jobs: (deps) => [...heldJobs(deps), takeDownJob(deps)],
  hooks: (deps) => ({
    gigs: {
      waiting: (gigs) => tellQueued(deps, gigs),
      notWaiting: (gigs) => tellLeft(deps, gigs),
    },
  }),
};
