import type { DeskGigs, NewDecision, Queue, Review, Undoables } from '@linggong/contracts/review.ts';
import type { Answer, Call } from './client.ts';

export type Claim = NonNullable<Review['claim']>;

export const getQueue = (call: Call, importId?: string | null): Promise<Answer<Queue>> =>
  call('GET', '/review/queue', { query: { importId } });

/** With `since`: also what it said at that revision. */
export const getReview = (call: Call, gigId: string, since?: number): Promise<Answer<Review>> =>
  call('GET', `/review/${encodeURIComponent(gigId)}`, { query: { since } });

/** What is public in one's regions, or was taken down there. */
export const listDeskGigs = (
  call: Call,
  query: { q?: string; show?: string; cursor?: string },
): Promise<Answer<DeskGigs>> => call('GET', '/review/gigs', { query });

/** One's own decisions that can still be undone. */
export const getUndoables = (call: Call): Promise<Answer<Undoables>> => call('GET', '/review/undoable');

export const undoDecision = (call: Call, gigId: string): Promise<Answer<unknown>> =>
  call('POST', `/review/${encodeURIComponent(gigId)}/undo`, { body: {} });

/** `review.taken` where somebody else has it open. Claiming again makes it last longer. */
export const claimReview = (call: Call, gigId: string): Promise<Answer<unknown>> =>
  call('POST', `/review/${encodeURIComponent(gigId)}/claim`, { body: {} });

export const releaseReview = (call: Call, gigId: string): Promise<Answer<unknown>> =>
  call('POST', `/review/${encodeURIComponent(gigId)}/release`, { body: {} });

export const decideReview = (call: Call, gigId: string, decision: NewDecision): Promise<Answer<unknown>> =>
  call('POST', `/review/${encodeURIComponent(gigId)}/decisions`, { body: decision });
