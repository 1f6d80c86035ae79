import { type QueryFilter, Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { EntryRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId | string;

/** A person's entry in the register, also one that was put together with another; null: none. */
export const entryById = (deps: Source, id: Id): Promise<EntryRecord | null> =>
  deps.models.entries.findById(id).lean().exec();

/** In no order; of those that have one. */
export const entriesByIds = (deps: Source, ids: readonly Id[]): Promise<EntryRecord[]> =>
  deps.models.entries
    .find({ _id: { $in: ids } })
    .lean()
    .exec();

export const entryByIdHash = (deps: Source, idHash: string): Promise<EntryRecord | null> =>
  deps.models.entries.findOne({ idHash }).lean().exec();

/** Fails as a duplicate where somebody with the same identity number was registered by now. */
export const addEntry = (deps: Source, entry: EntryRecord) => deps.models.entries.insertMany([entry]);
export const addEntries = (deps: Source, entries: readonly EntryRecord[]) =>
  deps.models.entries.insertMany([...entries]);

/** Gives the entry as it is then; null: it has another revision by now. */
export const changeEntry = (
  deps: Source,
  _id: Types.ObjectId,
  revision: number,
  change: Partial<Omit<EntryRecord, '_id' | 'revision'>>,
): Promise<EntryRecord | null> =>
  deps.models.entries
    .findOneAndUpdate({ _id, revision, mergedInto: null }, { $set: change, $inc: { revision: 1 } })
    .lean()
    .exec();

const nameAt = (nameKey: string, regionId: Id) => `${String(regionId)}:${nameKey}`;

/** Nobody of that name is left in a place: it isn't kept there, and whoever comes is the first again. */
export const dropNameCount = (deps: Source, nameKey: string, regionId: Id) =>
  deps.models.nameCounts.deleteOne({ _id: nameAt(nameKey, regionId) });

/** The next ordinal of a name in a place; in the transaction that gives it to somebody. */
export async function nextOrdinal(deps: Source, nameKey: string, regionId: Id): Promise<number> {
  const counted = await deps.models.nameCounts
    .findOneAndUpdate({ _id: nameAt(nameKey, regionId) }, { $inc: { last: 1 } }, { upsert: true })
    .lean()
    .orFail();
  return counted.last;
}

type Search = {
  /** One of these is in charge. */
  deskIds: readonly Id[];
  /** Below this one; null: anywhere. */
  regionId: string | null;
  /** A part of a name, as `nameKey` has it; empty: any. */
  key: string;
};

const asPattern = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Entries that stand for themselves, the last registered first. `after`: where a page goes on. */
export function findEntries(
  deps: Source,
  { deskIds, regionId, key }: Search,
  { after, most }: { after: object; most: number },
): Promise<EntryRecord[]> {
  const all: QueryFilter<EntryRecord>[] = [
    { deskPath: { $in: deskIds.map((id) => new Types.ObjectId(id)) }, mergedInto: null },
    after,
  ];
  if (regionId) all.push({ deskPath: new Types.ObjectId(regionId) });
  if (key) {
    const $regex = asPattern(key);
    all.push({ $or: [{ nameKey: { $regex } }, { nameBoKey: { $regex } }] });
  }
  return deps.models.entries
    .find({ $and: all })
    .sort({ registeredAt: -1, _id: -1 })
    .limit(most)
    .lean()
    .exec();
}

/** How many stand for themselves of each of these names, as `nameKey@region`. */
export async function countNamesakes(
  deps: Source,
  names: readonly string[],
): Promise<(entry: Pick<EntryRecord, 'nameKey' | 'regionId'>) => number> {
  const keyOf = ({ nameKey, regionId }: Pick<EntryRecord, 'nameKey' | 'regionId'>) =>
    `${nameKey}@${regionId}`;
  const found =
    names.length === 0
      ? []
      : await deps.models.entries
          .find({ nameKey: { $in: [...new Set(names)] }, mergedInto: null }, { nameKey: 1, regionId: 1 })
          .lean();
  const counts = new Map<string, number>();
  for (const entry of found) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + 1);
  return (entry) => counts.get(keyOf(entry)) ?? 0;
}

/** The ids of the records that were put together with this one. */
export async function mergedWith(deps: Source, id: Id): Promise<Types.ObjectId[]> {
  const found = await deps.models.entries.find({ mergedInto: new Types.ObjectId(id) }, { _id: 1 }).lean();
  return found.map(({ _id }) => _id);
}

/** Whoever has one of these hashes, wherever, and whoever has one of these names below a region. */
export async function entriesLike(
  deps: Source,
  {
    idHashes,
    nameKeys,
    regionId,
  }: { idHashes: readonly string[]; nameKeys: readonly string[]; regionId: Types.ObjectId },
): Promise<EntryRecord[]> {
  const byHash = await deps.models.entries.find({ idHash: { $in: [...idHashes] } }).lean();
  const byName = await deps.models.entries
    .find({ nameKey: { $in: [...nameKeys] }, deskPath: regionId })
    .lean();
  return [...new Map([...byHash, ...byName].map((entry) => [entry._id.toHexString(), entry])).values()];
}

/** False where it is at another revision by now, or was put together with another. */
export const removeEntry = async (deps: Source, _id: Types.ObjectId, revision: number): Promise<boolean> =>
  (await deps.models.entries.deleteOne({ _id, revision, mergedInto: null })).deletedCount > 0;
