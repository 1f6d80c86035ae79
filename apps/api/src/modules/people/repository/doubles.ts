import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { DoubleRecord, EntryRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** Others of the same name at the same place. */
export const sameNameAndPlace = (
  deps: Source,
  { _id, nameKey, regionId }: Pick<EntryRecord, '_id' | 'nameKey' | 'regionId'>,
): Promise<EntryRecord[]> =>
  deps.models.entries
    .find({ nameKey, regionId, mergedInto: null, _id: { $ne: _id } })
    .limit(20)
    .lean()
    .exec();

/** Notes that two look like one, unless it was said of them before. */
export async function addDouble(deps: Source, { _id, why, ...double }: DoubleRecord): Promise<void> {
  await deps.models.doubles.updateOne(
    { _id },
    { $setOnInsert: double, $addToSet: { why: { $each: why } } },
    { upsert: true },
  );
}

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

/** Settles what is asked of two; null: it is asked again. */
export const settleDouble = (deps: Source, id: string, settled: DoubleRecord['settled']) =>
  deps.models.doubles.updateOne({ _id: id }, { $set: { settled } });
