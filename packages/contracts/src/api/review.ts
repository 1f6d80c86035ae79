import * as z from 'zod';
import { zEmployer, zNewSuspension, zSuspensionEnd } from '../employer.ts';
import { zEmployerActs } from '../employer-acts.ts';
import { zGigKey, zManagedGig } from '../gig.ts';
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
} from '../review.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

const params = z.object({ id: zGigKey });
const problems = ['auth.forbidden', 'gig.not_found'] as const;

export const getQueue = operation({
  method: 'get',
  path: '/review/queue',
  tag: 'review',
  summary: 'Postings that wait for the viewer’s offices',
  who: 'account',
  query: zQueueQuery,
  answer: zQueue,
  problems: ['auth.forbidden'],
});

export const getUndoables = operation({
  method: 'get',
  path: '/review/undoable',
  tag: 'review',
  summary: 'The viewer’s own decisions that are held and can be undone',
  who: 'account',
  answer: zUndoables,
  problems: ['auth.forbidden'],
});

export const listDeskGigs = operation({
  method: 'get',
  path: '/review/gigs',
  tag: 'review',
  summary: 'Gigs that are public in the viewer’s regions, or were taken down',
  who: 'account',
  query: zDeskGigsQuery,
  answer: zDeskGigs,
  problems: ['auth.forbidden'],
});

export const getReview = operation({
  method: 'get',
  path: '/review/:id',
  tag: 'review',
  summary: 'A posting with all that an operator decides by',
  who: 'account',
  params,
  query: zReviewQuery,
  answer: zReview,
  problems,
});

export const claimReview = operation({
  method: 'post',
  path: '/review/:id/claim',
  tag: 'review',
  summary: 'Says that one has a posting open; renewed by repeating',
  who: 'account',
  params,
  answer: zClaim,
  problems: [...problems, 'review.taken', 'review.decided', 'gig.wrong_state'],
});

export const releaseReview = operation({
  method: 'post',
  path: '/review/:id/release',
  tag: 'review',
  summary: 'Gives a posting back',
  who: 'account',
  params,
  problems: [...problems, 'gig.wrong_state'],
});

export const decideReview = operation({
  method: 'post',
  path: '/review/:id/decisions',
  tag: 'review',
  summary: 'Approves, returns or refuses a posting, at once or held for a while',
  who: 'account',
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
    'employer.suspended',
  ],
});

export const undoDecision = operation({
  method: 'post',
  path: '/review/:id/undo',
  tag: 'review',
  summary: 'Takes one’s own decision back while it is held',
  who: 'account',
  params,
  problems: [...problems, 'review.too_late'],
});

const ofEmployer = z.object({ id: zId });

export const listEmployerActs = operation({
  method: 'get',
  path: '/employers/:id/acts',
  tag: 'review',
  summary: 'Reports, refusals, take-downs and suspensions of an employer, for the operators over its region',
  who: 'account',
  params: ofEmployer,
  answer: zEmployerActs,
  problems: ['auth.forbidden', 'employer.not_found'],
});

export const suspendEmployer = operation({
  method: 'post',
  path: '/employers/:id/suspension',
  tag: 'review',
  summary: 'Takes down what an employer has public or sent in, and lets it publish nothing for a while',
  who: 'account',
  params: ofEmployer,
  body: zNewSuspension,
  answer: zEmployer,
  problems: ['auth.forbidden', 'employer.not_found'],
});

export const liftSuspension = operation({
  method: 'post',
  path: '/employers/:id/suspension/end',
  tag: 'review',
  summary: 'Lets an employer publish again; what was taken down stays so',
  who: 'account',
  params: ofEmployer,
  body: zSuspensionEnd,
  answer: zEmployer,
  problems: ['auth.forbidden', 'employer.not_found', 'employer.not_suspended'],
});
