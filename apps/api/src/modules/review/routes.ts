import { zGigKey, zManagedGig } from '@linggong/contracts/gig.ts';
import type { ProblemCode } from '@linggong/contracts/problem.ts';
import {
  zClaim,
  zDeskGigs,
  zDeskGigsQuery,
  zNewDecision,
  zQueue,
  zQueueQuery,
  zReview,
  zReviewQuery,
  zUndoables,
} from '@linggong/contracts/review.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { managedGig } from '../gigs/managed.ts';
import { claimReview, releaseReview } from './claim.ts';
import { decideReview } from './decide.ts';
import { undoableOf, undoDecision } from './held.ts';
import { listDeskGigs } from './public.ts';
import { readQueue, readReview } from './queue.ts';

const tag = 'review';
const params = z.object({ id: zGigKey });
const problems: ProblemCode[] = ['auth.required', 'auth.forbidden', 'gig.not_found'];

export function registerReviewRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/review/queue',
      tag,
      summary: 'Postings that wait for the viewer’s offices',
      query: zQueueQuery,
      answer: zQueue,
      problems: ['auth.required', 'auth.forbidden'],
    },
    ({ query, viewer }) => readQueue(deps, viewer, query),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/review/undoable',
      tag,
      summary: 'The viewer’s own decisions that are held and can be undone',
      answer: zUndoables,
      problems: ['auth.required', 'auth.forbidden'],
    },
    ({ viewer }) => undoableOf(deps, viewer),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/review/gigs',
      tag,
      summary: 'Gigs that are public in the viewer’s regions, or were taken down',
      query: zDeskGigsQuery,
      answer: zDeskGigs,
      problems: ['auth.required', 'auth.forbidden'],
    },
    ({ query, viewer }) => listDeskGigs(deps, viewer, query),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/review/:id',
      tag,
      summary: 'A posting with all that an operator decides by',
      params,
      query: zReviewQuery,
      answer: zReview,
      problems,
    },
    ({ params: { id }, query, viewer }) => readReview(deps, viewer, id, query),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/review/:id/claim',
      tag,
      summary: 'Says that one has a posting open; renewed by repeating',
      params,
      answer: zClaim,
      problems: [...problems, 'review.taken', 'review.decided', 'gig.wrong_state'],
    },
    ({ params: { id }, viewer }) => claimReview(deps, viewer, id),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/review/:id/release',
      tag,
      summary: 'Gives a posting back',
      params,
      problems: [...problems, 'gig.wrong_state'],
    },
    async ({ params: { id }, viewer }) => {
      await releaseReview(deps, viewer, id);
      return undefined;
    },
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/review/:id/decisions',
      tag,
      summary: 'Approves, returns or refuses a posting, at once or held for a while',
      params,
      body: zNewDecision,
      answer: zManagedGig,
      status: 201,
      problems: [
        ...problems,
        'review.taken',
        'review.decided',
        'review.unread_flags',
        'gig.wrong_state',
        'gig.changed_meanwhile',
        'gig.blocked',
      ],
    },
    async ({ params: { id }, body, viewer }) => managedGig(deps, await decideReview(deps, viewer, id, body)),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/review/:id/undo',
      tag,
      summary: 'Takes one’s own decision back while it is held',
      params,
      problems: [...problems, 'review.too_late'],
    },
    async ({ params: { id }, viewer }) => {
      await undoDecision(deps, viewer, id);
      return undefined;
    },
  );
}
