import type { EndedShift } from '@linggong/contracts/booking.ts';
import { type HeldShift, lapsedShifts, shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { GigRecord } from '../gigs/public.ts';
import { tellBooking } from './events.ts';
import { heldShifts, heldShiftsIn } from './held.ts';
import type { BookingRecord } from './model.ts';
import { givePlacesBack } from './places.ts';
import { endShifts } from './repository.ts';

type Ending = { booking: BookingRecord; gig: Pick<GigRecord, 'number'>; how: EndedShift['how'] };
type OfGig = Ending & { gig: Pick<GigRecord, 'number' | 'validUntil'> };

/** Takes shifts out of a booking and tells both sides: of the whole booking, or of the days that are off. Places stay as they are. */
export async function endAndTell(deps: Deps, { booking, gig, how }: Ending, shifts: readonly HeldShift[]) {
  const after = await endShifts(deps, booking, shifts, how);
  const ended = after.active ? shifts.map(({ id }) => ({ shiftId: id, how })) : undefined;
  await tellBooking(deps, after, gig.number, { was: booking.state, ended });
  return after;
}

/** Ends what of a booking has not begun; one without anything to come stays as it is. */
export async function endToCome(deps: Deps, ending: OfGig): Promise<BookingRecord> {
  const now = deps.clock();
  const shifts = shiftsToCome(heldShiftsIn(ending.booking, ending.gig, now), now);
  return shifts.length === 0 ? ending.booking : endAndTell(deps, ending, shifts);
}

/** Takes out of a request what has begun unanswered. */
export async function lapseBegun(
  deps: Deps,
  booking: BookingRecord,
  gig: Pick<GigRecord, 'number'>,
): Promise<BookingRecord> {
  if (booking.state !== 'requested') return booking;
  const { together } = booking;
  const lapsed = lapsedShifts({ shifts: heldShifts(booking), together }, deps.clock());
  return lapsed.length === 0 ? booking : endAndTell(deps, { booking, gig, how: 'lapsed' }, lapsed);
}

/** As `endToCome`, and the places of a confirmed booking are free again. Gives back the gig as it is then. */
export async function endWithPlaces(deps: Deps, ending: Ending & { gig: GigRecord }): Promise<GigRecord> {
  const { booking, gig } = ending;
  const now = deps.clock();
  const gives = shiftsToCome(heldShiftsIn(booking, gig, now), now).map(({ id }) => new Types.ObjectId(id));
  await endToCome(deps, ending);
  if (booking.state !== 'confirmed' || gives.length === 0) return gig;
  return (await givePlacesBack(deps, gig, gives)) ?? gig;
}
