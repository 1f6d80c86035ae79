import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { problem } from '../../../platform/problem.ts';
import type { BookingRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;

export const insertBookings = (deps: Source, bookings: readonly BookingRecord[]) =>
  deps.models.bookings.insertMany(bookings);

/** Records that were worked out elsewhere, as they are; in one transaction with what belongs to them. */
export const layInBookings = (deps: Source, bookings: readonly BookingRecord[]) =>
  deps.models.bookings.insertMany(bookings, { lean: true });

/** Saves a change of a booking over the one that was read. Throws `booking.wrong_state` when someone was faster. */
export async function saveBooking(
  deps: Source & Pick<Deps, 'clock'>,
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

/** A part of a crew's booking goes on singly, as it is. */
export async function partFromCrew(
  deps: Source & Pick<Deps, 'clock'>,
  { _id, revision }: BookingRecord,
): Promise<void> {
  const { matchedCount } = await deps.models.bookings.updateOne(
    { _id, revision },
    { $unset: { crewBookingId: 1 }, $set: { revision: revision + 1, updatedAt: deps.clock() } },
  );
  if (matchedCount === 0) throw problem('booking.wrong_state');
}

/** The name under which the employer chose the person; null: the one that they have. */
export const keepFormerName = (deps: Source, _id: Types.ObjectId, formerName: string | null) =>
  deps.models.bookings.updateOne({ _id }, { $set: { formerName } });

/** Gives all bookings of one record to another; their ids. */
export async function moveBookings(
  deps: Source,
  from: Types.ObjectId,
  to: Types.ObjectId,
): Promise<string[]> {
  const found = await deps.models.bookings.find({ personId: from }, { _id: 1 }).lean();
  await deps.models.bookings.updateMany({ personId: from }, { $set: { personId: to } });
  return found.map(({ _id }) => _id.toHexString());
}

/** Gives these bookings, as far as `from` has them, to another record; how many. */
export async function giveBookings(
  deps: Source,
  ids: readonly string[],
  { from, to }: { from: Types.ObjectId; to: Types.ObjectId },
): Promise<number> {
  const { modifiedCount } = await deps.models.bookings.updateMany(
    { _id: { $in: ids }, personId: from },
    { $set: { personId: to } },
  );
  return modifiedCount;
}

/** A person is known by no name that they had before. */
export const forgetFormerNames = (deps: Source, personId: Types.ObjectId) =>
  deps.models.bookings.updateMany({ personId, formerName: { $ne: null } }, { $set: { formerName: null } });
