import type { BookingState } from '@linggong/contracts/booking.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import type { BookingRecord } from './model.ts';

/** Throws `booking.not_found`. */
export async function bookingById(deps: Deps, id: string): Promise<BookingRecord> {
  const booking = await deps.models.bookings.findById(id).lean<BookingRecord>();
  if (!booking) throw problem('booking.not_found');
  return booking;
}

/** What a person holds or waits for, over all gigs. */
export const activeBookingsOf = (deps: Deps, personId: Types.ObjectId | string) =>
  deps.models.bookings.find({ personId, active: true }).lean<BookingRecord[]>();

export const bookingOfGig = (deps: Deps, gigId: Types.ObjectId, personId: string) =>
  deps.models.bookings.findOne({ gigId, personId, active: true }).lean<BookingRecord>();

export const bookingsOfPerson = (deps: Deps, personId: string, limit: number) =>
  deps.models.bookings.find({ personId }).sort({ createdAt: -1 }).limit(limit).lean<BookingRecord[]>();

export const bookingsOfGig = (deps: Deps, gigId: Types.ObjectId) =>
  deps.models.bookings.find({ gigId }).sort({ createdAt: 1 }).lean<BookingRecord[]>();

/** Moves a booking on, if it is still in the state that was read; null when someone was faster. */
export const moveBooking = (deps: Deps, booking: BookingRecord, state: BookingState) =>
  deps.models.bookings
    .findOneAndUpdate(
      { _id: booking._id, state: booking.state },
      { state, active: state === 'requested' || state === 'confirmed', updatedAt: deps.clock() },
    )
    .lean<BookingRecord>();

/**
 * Serialises what is written for one person: two transactions that both touch the person's record conflict, and
 * the later one sees the earlier one's booking, or alert, when it runs again.
 */
export const touchPerson = (deps: Deps, personId: Types.ObjectId | string) =>
  deps.models.persons.updateOne({ _id: personId }, { $inc: { bookingLock: 1 } });
