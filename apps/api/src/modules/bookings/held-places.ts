import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Held } from '../gigs/public.ts';
import { stateNow } from './held.ts';

type Source = Pick<Deps, 'models' | 'clock'>;
type Id = Types.ObjectId;

/** Who holds or asks for which of a gig's shifts, as bookings say it. */
export async function heldPlaces(deps: Source, gigId: Id): Promise<Held> {
  const bookings = await deps.models.bookings
    .find({ gigId, active: true }, { shiftIds: 1, times: 1, state: 1, together: 1 })
    .lean();
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
  const fewest = Math.min(...bookings.map(({ shiftIds }) => shiftIds.length));
  return { confirmed, active, fewest };
}

/** Active bookings by state, for several gigs. */
export async function bookingCounts(deps: Source, gigIds: readonly Id[]) {
  const counts = new Map<string, { requested: number; confirmed: number }>();
  const active = await deps.models.bookings
    .find(
      { gigId: { $in: gigIds }, active: true },
      { gigId: 1, state: 1, shiftIds: 1, times: 1, together: 1 },
    )
    .lean();
  const now = deps.clock();
  for (const booking of active) {
    const state = stateNow(booking, now);
    const known = counts.get(booking.gigId.toString()) ?? { requested: 0, confirmed: 0 };
    if (state === 'requested' || state === 'confirmed') known[state] += 1;
    counts.set(booking.gigId.toString(), known);
  }
  return counts;
}
