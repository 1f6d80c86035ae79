import type { EventPayload } from '@linggong/contracts/events.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import { eventKind } from '../../platform/events/kind.ts';
import { rooms, toEverybody } from '../identity/public.ts';
import type { Around } from './check.ts';
import type { GigRead, GigRecord } from './model.ts';
import { placesPayload, toCard } from './views.ts';

export const gigPublished = eventKind('gig.published.v1', toEverybody, 'feeds');
export const gigChanged = eventKind('gig.changed.v1', toEverybody);
export const gigClosed = eventKind('gig.closed.v1', toEverybody);
export const gigPlaces = eventKind('gig.places.v1', toEverybody);
export const gigReviewed = eventKind('gig.reviewed.v1', (gig: Pick<GigRecord, 'employerId'>) => [
  rooms.employer(gig.employerId),
]);

/**
 * A gig became public, or has a new public version; that one is told to those too whose list it does not belong on any
 * more. All of these belong into the transaction of the change.
 */
export async function tellPublished(deps: Deps, gig: GigRecord, { employer, region }: Around): Promise<void> {
  const card = toCard(gig, employer, region, deps.clock());
  await gigPublished.tell(deps, { gig: card }, undefined);
  const { id: gigId, number, version } = card;
  if (version > 1) await gigChanged.tell(deps, { gigId, number, version }, undefined);
}

/** A gig that was public no longer is. */
export const tellClosed = (deps: Deps, gig: GigRecord) =>
  gigClosed.tell(deps, { gigId: gig._id.toString(), number: gig.number, state: gig.state }, undefined);

type Decided = Omit<EventPayload<'gig.reviewed.v1'>, 'gigId' | 'state'>;

/** To its employer: what state it is in now, and what was decided if that is why. */
export const tellEmployer = (
  deps: Deps,
  gig: GigRecord,
  decided: Decided = { decision: null, reason: null, article: null },
) => gigReviewed.tell(deps, { gigId: gig._id.toString(), state: gig.state, ...decided }, gig);

/**
 * Tells everybody who looks how many places are left, and whether there are any again since it was as `before`; nothing
 * of a gig that isn't public.
 */
export async function tellPlaces(
  deps: Deps,
  before: GigRead,
  gig: GigRead,
  { back }: { back?: true } = {},
): Promise<void> {
  if (gig.state !== 'published') return;
  const now = deps.clock();
  const freed = gigState(before, now) === 'full' && gigState(gig, now) === 'published';
  await gigPlaces.tell(
    deps,
    { ...placesPayload(gig, now), ...(freed ? { freed } : {}), ...(back && { back }) },
    undefined,
  );
}
