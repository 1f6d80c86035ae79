import type { EventPayload } from '@linggong/contracts/events.ts';
import type { Deps } from '../../deps.ts';
import { rooms } from '../../platform/events/log.ts';
import { toQueueItem } from '../review/queue-item.ts';
import type { Around } from './check.ts';
import type { GigRecord } from './model.ts';
import { toCard } from './views.ts';

/** The rooms of every operator in charge of a gig. */
export const deskRooms = (gig: Pick<GigRecord, 'deskPath'>) =>
  gig.deskPath.map((id) => rooms.desk(id.toString()));

/**
 * A gig became public, or has a new public version; that one is told to those too whose list it does not belong on any
 * more. All of these belong into the transaction of the change.
 */
export async function tellPublished(deps: Deps, gig: GigRecord, { employer, region }: Around): Promise<void> {
  const card = toCard(gig, employer, region, deps.clock());
  await deps.events.append('gig.published.v1', { gig: card }, [rooms.public]);
  const { id: gigId, number, version } = card;
  if (version > 1) await deps.events.append('gig.changed.v1', { gigId, number, version }, [rooms.public]);
}

/** A gig that was public no longer is. */
export const tellClosed = (deps: Deps, gig: GigRecord) =>
  deps.events.append('gig.closed.v1', { gigId: gig._id.toString(), number: gig.number, state: gig.state }, [
    rooms.public,
  ]);

type Decided = Pick<EventPayload<'gig.reviewed.v1'>, 'decision' | 'reason' | 'article'>;

/** To its employer: what state it is in now, and what was decided if that is why. */
export const tellEmployer = (
  deps: Deps,
  gig: GigRecord,
  decided: Decided = { decision: null, reason: null, article: null },
) =>
  deps.events.append('gig.reviewed.v1', { gigId: gig._id.toString(), state: gig.state, ...decided }, [
    rooms.employer(gig.employerId.toString()),
  ]);

/** To its operators: it waits for a decision, or what waits has changed. */
export const tellQueued = (deps: Deps, gig: GigRecord, { employer, region }: Around) =>
  deps.events.append(
    'review.queued.v1',
    { item: toQueueItem(gig, employer, region, deps.clock()) },
    deskRooms(gig),
  );

/** To its operators: nothing that was decided waits to be carried out. */
export const tellUnheld = (deps: Deps, gig: Pick<GigRecord, '_id' | 'deskPath'>) =>
  deps.events.append('review.held.v1', { gigId: gig._id.toString(), held: null }, deskRooms(gig));

/** To its operators: it no longer waits for them. */
export const tellLeft = (deps: Deps, gig: Pick<GigRecord, '_id' | 'deskPath'>) =>
  deps.events.append('review.left.v1', { gigId: gig._id.toString() }, deskRooms(gig));
