import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Held } from '../gigs/public.ts';
import { stateNow } from './held.ts';
import { heldOfGigs } from './repository/find.ts';

type Source = Pick<Deps, 'models' | 'clock'>;
type Id = Types.ObjectId;

/** Who holds or asks for which of a gig's shifts, as bookings say it. */
export async function heldPlaces(deps: Source, gigId: Id): Promise<Held> {
  const bookings = await heldOfGigs(deps, [gigId]);
  const confirmed = new Map<string, number>();
  const active = new Set<string>();
  const now = deps.clock();
  for (const booking of bookings) {
    if (stateNow(booking, now) === 'lapsed') continue;
    for (const id of booking.shiftIds) {
      active.add(id.toString());
      if (booking.state === 'confirmed')
        confirmed.set(id.toString(), (confirmed.get(id.toString()) ?? 0) + 1);
    }
  }
  const parts = bookings.map(({ shiftIds }) => shiftIds.map(String));
  return { confirmed, active, parts };
}

/** Active bookings by state, for several gigs. */
export async function bookingCounts(deps: Source, gigIds: readonly Id[]) {
  const counts = new Map<string, { requested: number; confirmed: number }>();
  const now = deps.clock();
  for (const booking of await heldOfGigs(deps, gigIds)) {
    const state = stateNow(booking, now);
    const known = counts.get(booking.gigId.toString()) ?? { requested: 0, confirmed: 0 };
    if (state === 'requested' || state === 'confirmed') known[state] += 1;
    counts.set(booking.gigId.toString(), known);
  }
  return counts;
}
