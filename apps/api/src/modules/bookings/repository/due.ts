import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { BookingRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** Requests of which a shift has begun by `now`, the oldest first, by their ids. */
export async function requestsBegun(deps: Source, now: Date, most: number): Promise<Id[]> {
  const begun = await deps.models.bookings
    .find({ state: 'requested', 'times.startsAt': { $lte: now } }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(most)
    .lean();
  return begun.map(({ _id }) => _id);
}

/** Bookings of which what was changed could be answered until a moment that has come, the first first, by their ids. */
export async function leftUnanswered(deps: Source, now: Date, most: number): Promise<Id[]> {
  const due = await deps.models.bookings
    .find({ answerBy: { $type: 'date', $lte: now } }, { _id: 1 })
    .sort({ answerBy: 1 })
    .limit(most)
    .lean();
  return due.map(({ _id }) => _id);
}

/** The gigs of requests for work whose times are told in words alone. */
export async function gigsRequestedInWords(deps: Source, most: number): Promise<Id[]> {
  const waiting = await deps.models.bookings
    .find({ state: 'requested', times: { $size: 0 } }, { gigId: 1 })
    .limit(most)
    .lean();
  return waiting.map(({ gigId }) => gigId);
}

/** Requests for these gigs that nobody has answered. */
export const requestsFor = (deps: Source, gigIds: readonly Id[]): Promise<BookingRecord[]> =>
  deps.models.bookings
    .find({ gigId: { $in: gigIds }, state: 'requested' })
    .lean()
    .exec();

/**
 * Confirmed bookings with a shift that begins within `[from, to)` and that were made before `madeBefore`: a page of
 * them by their ids, behind `after`.
 */
export const confirmedThatBegin = (
  deps: Source,
  { from, to, madeBefore }: { from: Date; to: Date; madeBefore: Date },
  page: { after: Id; most: number },
): Promise<BookingRecord[]> =>
  deps.models.bookings
    .find({
      _id: { $gt: page.after },
      state: 'confirmed',
      times: { $elemMatch: { startsAt: { $gte: from, $lt: to } } },
      createdAt: { $lt: madeBefore },
    })
    .sort({ _id: 1 })
    .limit(page.most)
    .lean()
    .exec();
