import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { activeBookingsOfCrews, type BookingRecord } from '../bookings/public.ts';
import { type GigRead, gigById, inTurnOfGig } from '../gigs/public.ts';
import type { CrewBookingRecord } from './model.ts';
import { crewBookingById } from './repository.ts';

export type CrewInTurn = { booked: CrewBookingRecord; gig: GigRead; parts: BookingRecord[] };

/** Runs `act` on a crew's booking, its gig and who is of it, as they are now; one after the other, in one transaction. */
export async function crewInTurn(
  deps: Deps,
  id: string,
  act: (now: CrewInTurn) => Promise<CrewBookingRecord>,
): Promise<CrewBookingRecord> {
  const { gigId } = await crewBookingById(deps, id);
  return inTurnOfGig(deps, gigId, () =>
    deps.transaction(async () => {
      const booked = await crewBookingById(deps, id);
      const gig = await gigById(deps, booked.gigId);
      if (!gig) throw problem('gig.not_found');
      return act({ booked, gig, parts: await activeBookingsOfCrews(deps, [booked._id]) });
    }),
  );
}
