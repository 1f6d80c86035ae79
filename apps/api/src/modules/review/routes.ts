import * as api from '@linggong/contracts/api/review.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { managedGig } from '../gigs/public.ts';
import { claimReview, releaseReview } from './claim.ts';
import { decideReview } from './decide.ts';
import { actsOfEmployer } from './employer-record.ts';
import { undoableOf, undoDecision } from './held.ts';
import { listDeskGigs } from './public-gigs.ts';
import { readQueue, readReview } from './queue.ts';
import { liftSuspension, suspendEmployer } from './suspend.ts';

export function registerReviewRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.getQueue, ({ query, viewer }) => readQueue(deps, viewer, query));
  serve(app, api.getUndoables, ({ viewer }) => undoableOf(deps, viewer));
  serve(app, api.listDeskGigs, ({ query, viewer }) => listDeskGigs(deps, viewer, query));
  serve(app, api.getReview, ({ params: { id }, query, viewer }) => readReview(deps, viewer, id, query));
  serve(app, api.claimReview, ({ params: { id }, viewer }) => claimReview(deps, viewer, id));
  serve(app, api.releaseReview, ({ params: { id }, viewer }) => releaseReview(deps, viewer, id));
  serve(app, api.decideReview, async ({ params: { id }, body, viewer }) =>
    managedGig(deps, await decideReview(deps, viewer, id, body)),
  );
  serve(app, api.listEmployerActs, ({ params: { id }, viewer }) => actsOfEmployer(deps, viewer, id));
  serve(app, api.suspendEmployer, ({ params: { id }, body, viewer }) =>
    suspendEmployer(deps, viewer, id, body),
  );
  serve(app, api.liftSuspension, ({ params: { id }, body, viewer }) =>
    liftSuspension(deps, viewer, id, body),
  );
  serve(app, api.undoDecision, ({ params: { id }, viewer }) => undoDecision(deps, viewer, id));
}
