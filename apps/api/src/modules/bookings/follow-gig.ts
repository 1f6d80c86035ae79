import type { Deps } from '../../deps.ts';
import type { GigRecord } from '../gigs/model.ts';
import { tellBooking } from './events.ts';
import type { BookingRecord } from './model.ts';
import { moveBooking } from './repository.ts';

const activeBookings = (deps: Deps, gig: GigRecord) =>
  deps.models.bookings.find({ gigId: gig._id, active: true }).sort({ _id: 1 }).lean<BookingRecord[]>();

/** The dated shifts of a booking, as the gig has them. */
export const timesOf = (gig: Pick<GigRecord, 'shifts'>, shiftIds: BookingRecord['shiftIds']) =>
  gig.shifts.flatMap(({ _id, startsAt, endsAt }) =>
    startsAt && endsAt && shiftIds.some((id) => id.equals(_id)) ? [{ startsAt, endsAt }] : [],
  );

/**
 * Its pay, place or time changed: bookings stay, take over the new times, and whoever took it is told.
 * In the transaction that changes the gig.
 */
export async function bookingsFollowChange(deps: Deps, gig: GigRecord): Promise<void> {
  for (const booking of await activeBookings(deps, gig)) {
    await deps.models.bookings.updateOne(
      { _id: booking._id },
      { times: timesOf(gig, booking.shiftIds), updatedAt: deps.clock() },
    );
    await tellBooking(deps, booking, gig.number, { was: booking.state, changed: true });
  }
}

/** The work is off: every booking is cancelled and its person told. In the transaction that withdraws the gig. */
export async function bookingsFollowWithdrawal(deps: Deps, gig: GigRecord): Promise<void> {
  for (const booking of await activeBookings(deps, gig)) {
    const cancelled = await moveBooking(deps, booking, 'cancelled');
    if (cancelled) await tellBooking(deps, cancelled, gig.number, { was: booking.state });
  }
}

/** Nobody more is taken: who was confirmed stays, who still waited is declined. In the transaction that closes the gig. */
export async function bookingsFollowClosing(deps: Deps, gig: GigRecord): Promise<void> {
  for (const booking of await activeBookings(deps, gig)) {
    if (booking.state !== 'requested') continue;
    const declined = await moveBooking(deps, booking, 'declined');
    if (declined) await tellBooking(deps, declined, gig.number, { was: booking.state });
  }
}
