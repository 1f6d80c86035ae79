import { DAY_MS } from '@linggong/rules/time.ts';
import { type QueryFilter, Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { PersonMover } from '../people/public.ts';
import type { ShowingRecord } from './model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;
type Sides = Pick<ShowingRecord, 'whose' | 'employerId' | 'personId'>;

/** Whose number was shown: a person's, or that of one of the employers. */
export type Shown = { personId: string; employerIds: readonly string[] };

const numbersOf = ({ personId, employerIds }: Shown): QueryFilter<ShowingRecord> => ({
  $or: [
    { whose: 'person', personId: new Types.ObjectId(personId) },
    ...employerIds.map((id) => ({ whose: 'employer' as const, employerId: new Types.ObjectId(id) })),
  ],
});

/** The latest showings of these numbers, the latest first. */
export const latestShowingsOf = (deps: Source, shown: Shown, most: number): Promise<ShowingRecord[]> =>
  deps.models.showings.find(numbersOf(shown)).sort({ at: -1, _id: -1 }).limit(most).lean().exec();

/** How often these numbers were shown in all. */
export const countShowingsOf = (deps: Source, shown: Shown): Promise<number> =>
  deps.models.showings.countDocuments(numbersOf(shown)).exec();

/** Showings by gigs of these regions, the latest first. `after`: where a page goes on. */
export const showingsAtDesk = (
  deps: Source,
  regionIds: readonly string[],
  { after, most }: { after: object; most: number },
): Promise<ShowingRecord[]> => {
  const mine = { deskPath: { $in: regionIds.map((id) => new Types.ObjectId(id)) } };
  return deps.models.showings
    .find({ $and: [mine, after] })
    .sort({ at: -1, _id: -1 })
    .limit(most)
    .lean()
    .exec();
};

/** How many numbers an account was newly shown in the 24 hours that end then. */
export const newlyShownInDay = (deps: Source, accountId: Id, until: Date): Promise<number> =>
  deps.models.showings
    .countDocuments({
      accountId,
      fresh: true,
      at: { $gt: new Date(until.getTime() - DAY_MS), $lte: until },
    })
    .exec();

/** The bookings, of these, whose other side an account was shown. */
export async function bookingsShownTo(
  deps: Source,
  accountId: string,
  bookingIds: readonly Id[],
): Promise<Id[]> {
  const showings = await deps.models.showings
    .find({ bookingId: { $in: bookingIds }, accountId: new Types.ObjectId(accountId) }, { bookingId: 1 })
    .lean();
  return showings.map(({ bookingId }) => bookingId);
}

/** Whether an account was shown the other side of a booking before. */
export const wasShown = async (deps: Source, bookingId: Id, accountId: Id): Promise<boolean> =>
  (await deps.models.showings.exists({ bookingId, accountId })) !== null;

/** Whether one side was shown the other before, by whichever booking: they know the number. */
export const sidesMet = async (deps: Source, { whose, employerId, personId }: Sides): Promise<boolean> =>
  (await deps.models.showings.exists({ whose, employerId, personId })) !== null;

/** Records that were worked out elsewhere, as they are; in one transaction with what belongs to them. */
export const layInShowings = (deps: Source, showings: readonly Omit<ShowingRecord, '_id'>[]) =>
  deps.models.showings.insertMany(showings, { lean: true });

/** How showings follow when two records of one person become one, and when they are taken apart. */
export const showingMover = (deps: Source): PersonMover => ({
  move: async (from, to) => {
    const found = await deps.models.showings.find({ personId: from }, { _id: 1 }).lean();
    await deps.models.showings.updateMany({ personId: from }, { $set: { personId: to } });
    return found.map(({ _id }) => _id.toHexString());
  },
  putBack: async (ids, from, to) =>
    (await deps.models.showings.updateMany({ _id: { $in: ids }, personId: from }, { $set: { personId: to } }))
      .modifiedCount,
});

export const addShowing = (deps: Source, showing: ShowingRecord) =>
  deps.models.showings.insertMany([showing]);
