import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { giveBack, lapseBegun } from '../bookings/public.ts';
import { gigById, inTurnOfGig } from '../gigs/public.ts';
import { heldBy } from './in-the-way.ts';

/**
 * Ends all that the person holds or waits for, in the transaction that closes the account: employers are told, places
 * free again. What of a request has begun unanswered lapses. What can't be given back was looked for before.
 */
export async function giveAllBack(deps: Deps, personId: string): Promise<void> {
  for (const { booking, gig: listed, fate } of await heldBy(deps, personId)) {
    // As the bookings before it have left it.
    const gig = await gigById(deps, listed._id);
    if (!gig) throw problem('gig.not_found');
    const left = await lapseBegun(deps, booking, gig);
    if (left.active && fate && fate.gives.length > 0)
      await giveBack(deps, { booking: left, gig }, fate.gives);
  }
}

/** Runs `work` while nobody else here moves a booking of the person's gigs: rivals would make it begin again. */
export async function withTheirGigs<T>(deps: Deps, personId: string, work: () => Promise<T>): Promise<T> {
  const held = await heldBy(deps, personId);
  // In one order for all, so that two of these never wait for each other.
  const gigIds = [...new Set(held.map(({ gig }) => gig._id.toHexString()))].sort();
  const locked = gigIds.reduceRight<() => Promise<T>>(
    (inner, id) => () => inTurnOfGig(deps, id, inner),
    work,
  );
  return locked();
}
