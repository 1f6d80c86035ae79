import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { DoubleRecord, EntryRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** All who have the name of one of these at a place of one of these, they themselves too. */
export const sameNamesAndPlaces = (
  deps: Source,
  all: readonly Pick<EntryRecord, 'nameKey' | 'regionId'>[],
): Promise<EntryRecord[]> =>
  deps.models.entries
    .find({
      nameKey: { $in: [...new Set(all.map(({ nameKey }) => nameKey))] },
      regionId: { $in: all.map(({ regionId }) => regionId) },
      mergedInto: null,
    })
    .limit(2000)
    .lean()
    .exec();

/** Notes that each two look like one, unless it was said of them before, and which desks are in charge of both now. */
export async function addDoubles(deps: Source, doubles: readonly DoubleRecord[]): Promise<void> {
  for (const { _id, why, deskPath, ...double } of doubles)
    await deps.models.doubles.updateOne(
      { _id },
      { $setOnInsert: double, $set: { deskPath }, $addToSet: { why: { $each: why } } },
      { upsert: true },
    );
}

/** Nothing is asked any more of whoever is no longer in the register. */
export const removeDoubles = (deps: Source, personIds: readonly Id[]) =>
  deps.models.doubles.deleteMany({ personIds: { $in: [...personIds] } });

export const doubleById = (deps: Source, id: string): Promise<DoubleRecord | null> =>
  deps.models.doubles.findById(id).lean().exec();

/** Those that nobody has settled, which these regions are in charge of. */
export const openDoubles = (
  deps: Source,
  deskIds: readonly string[],
  most: number,
): Promise<DoubleRecord[]> =>
  deps.models.doubles
    .find({ deskPath: { $in: deskIds.map((id) => new Types.ObjectId(id)) }, settled: null })
    .sort({ at: -1 })
    .limit(most)
    .lean()
    .exec();

export const countDoublesOf = (deps: Source, personId: Id): Promise<number> =>
  deps.models.doubles.countDocuments({ personIds: personId, settled: null }).exec();

/** What is asked of somebody and another, and nobody has settled. */
export const openDoublesOf = (deps: Source, personId: Id): Promise<DoubleRecord[]> =>
  deps.models.doubles.find({ personIds: personId, settled: null }).lean().exec();

/** Which desks are in charge of both from now on. */
export const putDoublePath = (deps: Source, _id: string, deskPath: readonly Id[]) =>
  deps.models.doubles.updateOne({ _id }, { $set: { deskPath } });

/** Settles what is asked of two; null: it is asked again. */
export const settleDouble = (deps: Source, id: string, settled: DoubleRecord['settled']) =>
  deps.models.doubles.updateOne({ _id: id }, { $set: { settled } });
