import type { BookingState, EndedShift } from '@linggong/contracts/booking.ts';
import type { HeldShift } from '@linggong/rules/booking-shifts.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import type { BookingRecord } from './model.ts';

/** Throws `booking.not_found`. */
export async function bookingById(deps: Deps, id: string): Promise<BookingRecord> {
  const booking = await deps.models.bookings.findById(id).lean();
  if (!booking) throw problem('booking.not_found');
  return booking;
}

/** What a person holds or waits for, over all gigs. */
export const activeBookingsOf = (deps: Deps, personId: Types.ObjectId | string) =>
  deps.models.bookings.find({ personId, active: true }).lean();

/** What several people hold or wait for. */
export const activeBookingsOfAll = (deps: Deps, personIds: readonly Types.ObjectId[]) =>
  deps.models.bookings.find({ personId: { $in: personIds }, active: true }).lean();

export const activeBookingsOfGig = (deps: Deps, gigId: Types.ObjectId) =>
  deps.models.bookings.find({ gigId, active: true }).sort({ _id: 1 }).lean();

export const bookingOfGig = (deps: Deps, gigId: Types.ObjectId, personId: string) =>
  deps.models.bookings.findOne({ gigId, personId, active: true }).lean();

/** What a person held of a gig last, whatever became of it. */
export const lastBookingOfGig = (deps: Deps, gigId: Types.ObjectId, personId: string) =>
  deps.models.bookings.findOne({ gigId, personId }).sort({ createdAt: -1 }).lean();

export const bookingsOfPerson = (deps: Deps, personId: string, limit: number) =>
  deps.models.bookings.find({ personId }).sort({ createdAt: -1 }).limit(limit).lean();

export const bookingsOfGig = (deps: Deps, gigId: Types.ObjectId) =>
  deps.models.bookings.find({ gigId }).sort({ createdAt: 1 }).lean();

/** A person is known by no name that they had before. */
export const forgetFormerNames = (deps: Deps, personId: Types.ObjectId) =>
  deps.models.bookings.updateMany({ personId, formerName: { $ne: null } }, { $set: { formerName: null } });

export const insertBooking = (deps: Deps, booking: BookingRecord) =>
  deps.models.bookings.insertMany([booking]);

/** Saves a change of a booking over the one that was read. Throws `booking.wrong_state` when someone was faster. */
export async function saveBooking(
  deps: Deps,
  booking: BookingRecord,
  change: Partial<BookingRecord>,
): Promise<BookingRecord> {
  const saved = { ...change, revision: booking.revision + 1, updatedAt: deps.clock() };
  const result = await deps.models.bookings.updateOne(
    { _id: booking._id, revision: booking.revision },
    { $set: saved },
  );
  if (result.matchedCount === 0) throw problem('booking.wrong_state');
  return { ...booking, ...saved };
}

/** Takes shifts out of a booking. It goes on while it holds another one; else it is over, in the state `to`. */
export function endShifts(
  deps: Deps,
  booking: BookingRecord,
  shifts: readonly HeldShift[],
  { how, to }: { how: EndedShift['how']; to: BookingState },
): Promise<BookingRecord> {
  const at = deps.clock();
  const moment = (time: HeldShift['startsAt']) => (time === null ? null : new Date(time));
  const ended = shifts.map(({ id, startsAt, endsAt }) => ({
    shiftId: new Types.ObjectId(id),
    startsAt: moment(startsAt),
    endsAt: moment(endsAt),
    how,
    at,
  }));
  const goes = (id: Types.ObjectId) => ended.some(({ shiftId }) => shiftId.equals(id));
  const shiftIds = booking.shiftIds.filter((id) => !goes(id));
  const over = shiftIds.length === 0;
  return saveBooking(deps, booking, {
    ended: [...booking.ended, ...ended],
    ...(over
      ? { state: to, active: false }
      : {
          shiftIds,
          times: booking.times.filter(({ shiftId }) => !goes(shiftId)),
          offered: booking.offered.filter(({ shiftId }) => !goes(shiftId)),
        }),
  });
}

/** In no order; those that there are not are left out. */
export const bookingsByIds = (deps: Pick<Deps, 'models'>, ids: readonly (Types.ObjectId | string)[]) =>
  deps.models.bookings.find({ _id: { $in: ids } }).lean();

/** What is held or waited for of these employers' gigs. */
export const activeBookingsAt = (deps: Pick<Deps, 'models'>, employerIds: readonly Types.ObjectId[]) =>
  deps.models.bookings.find({ employerId: { $in: employerIds }, active: true }).lean();

/** Whoever ever had a booking of a gig, as persons' ids. */
export async function bookedBy(deps: Pick<Deps, 'models'>, gigId: Types.ObjectId): Promise<string[]> {
  const booked = await deps.models.bookings.find({ gigId }, { personId: 1 }).lean();
  return booked.map(({ personId }) => String(personId));
}

/** Employers for whom a person held work to its end, some of them. */
export async function workedFor(
  deps: Pick<Deps, 'models'>,
  personId: Types.ObjectId,
  now: Date,
): Promise<Types.ObjectId[]> {
  const over = await deps.models.bookings
    .find({ personId, state: 'confirmed', 'times.endsAt': { $lte: now } }, { employerId: 1 })
    .limit(50)
    .lean();
  return over.map(({ employerId }) => employerId);
}

/** Whether a person is confirmed for a gig. */
export const isComing = async (deps: Pick<Deps, 'models'>, gigId: Types.ObjectId, personId: Types.ObjectId) =>
  (await deps.models.bookings.exists({ gigId, personId, state: 'confirmed' })) !== null;
