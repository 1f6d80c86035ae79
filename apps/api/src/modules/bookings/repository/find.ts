import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { problem } from '../../../platform/problem.ts';
import type { BookingRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** Throws `booking.not_found`. */
export async function bookingById(deps: Source, id: string): Promise<BookingRecord> {
  const booking = await deps.models.bookings.findById(id).lean();
  if (!booking) throw problem('booking.not_found');
  return booking;
}

/** What a person holds or waits for, over all gigs. */
export const activeBookingsOf = (deps: Source, personId: Id | string) =>
  deps.models.bookings.find({ personId, active: true }).lean();

/** What several people hold or wait for. */
export const activeBookingsOfAll = (deps: Source, personIds: readonly (Id | string)[]) =>
  deps.models.bookings.find({ personId: { $in: personIds }, active: true }).lean();

/** What others took for people by grants, of which something may be to come. */
export const heldByGrants = (deps: Source, now: Date): Promise<BookingRecord[]> =>
  deps.models.bookings
    .find({
      active: true,
      byGrantId: { $gt: new Types.ObjectId('000000000000000000000000') },
      $or: [{ times: { $size: 0 } }, { 'times.startsAt': { $gt: now } }],
    })
    .lean()
    .exec();

/** Which of these people hold or wait for work that begins at a moment or after it. */
export const heldAfter = (deps: Source, personIds: readonly Id[], from: Date): Promise<Id[]> =>
  deps.models.bookings
    .distinct('personId', {
      personId: { $in: personIds },
      active: true,
      'times.startsAt': { $gte: from },
    })
    .exec();

/** What was booked for a person after a moment, whatever became of it. */
export const bookingsMadeSince = (deps: Source, personId: Id, since: Date) =>
  deps.models.bookings
    .find({ personId, createdAt: { $gt: since } })
    .sort({ createdAt: 1 })
    .lean();

export const activeBookingsOfGig = (deps: Source, gigId: Id) =>
  deps.models.bookings.find({ gigId, active: true }).sort({ _id: 1 }).lean();

export const bookingOfGig = (deps: Source, gigId: Id, personId: string) =>
  deps.models.bookings.findOne({ gigId, personId, active: true }).lean();

/** What a person held of a gig last, whatever became of it. */
export const lastBookingOfGig = (deps: Source, gigId: Id, personId: string) =>
  deps.models.bookings.findOne({ gigId, personId }).sort({ createdAt: -1 }).lean();

export const bookingsOfPerson = (deps: Source, personId: string, limit: number) =>
  deps.models.bookings.find({ personId }).sort({ createdAt: -1 }).limit(limit).lean();

export const bookingsOfGig = (deps: Source, gigId: Id) =>
  deps.models.bookings.find({ gigId }).sort({ createdAt: 1 }).lean();

/** In no order; those that there are not are left out. */
export const bookingsByIds = async (deps: Source, ids: readonly (Id | string)[]): Promise<BookingRecord[]> =>
  ids.length === 0 ? [] : deps.models.bookings.find({ _id: { $in: ids } }).lean();

/** What is held or waited for of these employers' gigs. */
export const activeBookingsAt = (deps: Source, employerIds: readonly Id[]) =>
  deps.models.bookings.find({ employerId: { $in: employerIds }, active: true }).lean();

/** What is held or waited for as parts of crews' bookings, in a fixed order. */
export const activeBookingsOfCrews = (deps: Source, crewBookingIds: readonly Id[]) =>
  deps.models.bookings
    .find({ crewBookingId: { $in: crewBookingIds }, active: true })
    .sort({ personId: 1 })
    .lean();

/** All that was booked as parts of crews' bookings, whatever became of it. */
export const bookingsOfCrews = (deps: Source, crewBookingIds: readonly Id[]) =>
  deps.models.bookings
    .find({ crewBookingId: { $in: crewBookingIds } })
    .sort({ _id: 1 })
    .lean();

/** Whoever ever had a booking of a gig, as persons' ids. */
export async function bookedBy(deps: Source, gigId: Id): Promise<string[]> {
  const booked = await deps.models.bookings.find({ gigId }, { personId: 1 }).lean();
  return booked.map(({ personId }) => String(personId));
}

/** Employers for whom a person held work to its end, some of them. */
export async function workedFor(deps: Source, personId: Id, now: Date): Promise<Id[]> {
  const over = await deps.models.bookings
    .find({ personId, state: 'confirmed', 'times.endsAt': { $lte: now } }, { employerId: 1 })
    .limit(50)
    .lean();
  return over.map(({ employerId }) => employerId);
}

/** Whether a person is confirmed for a gig. */
export const isComing = async (deps: Source, gigId: Id, personId: Id) =>
  (await deps.models.bookings.exists({ gigId, personId, state: 'confirmed' })) !== null;

/** How many bookings a person has that are not over. */
export const countNotOver = (deps: Source, personId: Id, now: Date): Promise<number> =>
  deps.models.bookings
    .countDocuments({
      personId,
      active: true,
      $or: [{ times: { $size: 0 } }, { 'times.endsAt': { $gt: now } }],
    })
    .exec();

/** What is held of some gigs, as far as `stateNow` and who counts places ask for it. */
export type Held = Pick<BookingRecord, 'gigId' | 'state' | 'shiftIds' | 'times' | 'together'>;

export const heldOfGigs = (deps: Source, gigIds: readonly Id[]): Promise<Held[]> =>
  deps.models.bookings
    .find(
      { gigId: { $in: gigIds }, active: true },
      { gigId: 1, state: 1, shiftIds: 1, times: 1, together: 1 },
    )
    .lean()
    .exec();

/** For which of these people an account made bookings since then, and of which gigs: once for each booking. */
export const takenForSince = (
  deps: Source,
  personIds: readonly Id[],
  { byAccountId, since }: { byAccountId: string; since: Date },
): Promise<Pick<BookingRecord, 'personId' | 'gigId'>[]> =>
  deps.models.bookings
    .find(
      { personId: { $in: personIds }, createdAt: { $gte: since }, byAccountId },
      { personId: 1, gigId: 1 },
    )
    .lean()
    .exec();
