import type { Feature } from '../../feature.ts';
import { heldJobs } from './carry-out-held.ts';
import { registerReviewRoutes } from './routes.ts';

export const review: Feature = { name: 'review', routes: registerReviewRoutes, jobs: heldJobs };
