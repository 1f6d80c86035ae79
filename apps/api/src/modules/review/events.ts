import type { Deps } from '../../deps.ts';
import { eventKind } from '../../platform/events/kind.ts';
import type { Around, GigRecord } from '../gigs/public.ts';
import { deskRooms } from '../identity/public.ts';
import { toQueueItem } from './queue-item.ts';

type OnDesk = Pick<GigRecord, '_id' | 'deskPath'>;
const desk = (gig: OnDesk) => deskRooms(gig);

export const reviewQueued = eventKind('review.queued.v1', desk);
export const reviewClaimed = eventKind('review.claimed.v1', desk);
export const reviewReleased = eventKind('review.released.v1', desk);
export const reviewHeld = eventKind('review.held.v1', desk);
export const reviewLeft = eventKind('review.left.v1', desk);

// All of these go to a gig's operators, and belong into the transaction of the change.

/** They wait for a decision, or what waits has changed. */
export const tellQueued = (deps: Deps, waiting: readonly { gig: GigRecord; around: Around }[]) =>
  reviewQueued.tellAll(
    deps,
    waiting.map(({ gig, around: { employer, region } }) => ({
      payload: { item: toQueueItem(gig, employer, region, deps.clock()) },
      of: gig,
    })),
  );

/** Nothing that was decided waits to be carried out. */
export const tellUnheld = (deps: Deps, gig: OnDesk) =>
  reviewHeld.tell(deps, { gigId: gig._id.toString(), held: null }, gig);

/** They no longer wait. */
export const tellLeft = (deps: Deps, gigs: readonly OnDesk[]) =>
  reviewLeft.tellAll(
    deps,
    gigs.map((gig) => ({ payload: { gigId: gig._id.toString() }, of: gig })),
  );
