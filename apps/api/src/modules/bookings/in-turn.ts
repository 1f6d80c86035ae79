import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { type GigRead, gigById, inTurnOfGig } from '../gigs/public.ts';
import type { BookingRecord } from './model.ts';
import { bookingById } from './repository/find.ts';

export type InTurn = { booking: BookingRecord; gig: GigRead };

/**
 * Runs `act` on a booking and its gig as they are now, one after the other for each gig and in one transaction.
 * Throws `booking.not_found`.
 */
export async function inItsTurn(
  deps: Deps,
  id: string,
  act: (now: InTurn) => Promise<BookingRecord>,
): Promise<BookingRecord> {
  const { gigId } = await bookingById(deps, id);
  return inTurnOfGig(deps, gigId, () =>
    deps.transaction(async () => {
      const booking = await bookingById(deps, id);
      const gig = await gigById(deps, booking.gigId);
      if (!gig) throw problem('gig.not_found');
      return act({ booking, gig });
    }),
  );
}
