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

/** Of records that are at these revisions: gives how many of them were changed. */
export async function changeEntries(
  deps: Source,
  all: readonly { _id: Types.ObjectId; revision: number; change: Partial<EntryRecord> }[],
): Promise<number> {
  const result = await deps.models.entries.bulkWrite(
    all.map(({ _id, revision, change }) => ({
      updateOne: {
        filter: { _id, revision, mergedInto: null },
        update: { $set: change, $inc: { revision: 1 } },
      },
    })),
  );
  return result.matchedCount;
}

type Named = { nameKey: string; regionId: Id };
const countOf = ({ nameKey, regionId }: Named) => nameAt(nameKey, regionId);

/** As `nextOrdinal`, of several in their order. */
export async function nextOrdinals(deps: Source, all: readonly Named[]): Promise<number[]> {
  const { nameCounts } = deps.models;
  const wanted = Map.groupBy(all, countOf);
  await nameCounts.bulkWrite(
    [...wanted].map(([_id, { length }]) => ({
      updateOne: { filter: { _id }, update: { $inc: { last: length } }, upsert: true },
    })),
  );
  const counted = await nameCounts.find({ _id: { $in: [...wanted.keys()] } }).lean();
  const last = new Map(counted.map((count) => [count._id, count.last - wanted.get(count._id)!.length]));
  return all.map((one) => {
    const ordinal = last.get(countOf(one))! + 1;
    last.set(countOf(one), ordinal);
    return ordinal;
  });
}

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

export const removeEntries = (deps: Source, ids: readonly Types.ObjectId[]) =>
  deps.models.entries.deleteMany({ _id: { $in: ids } });
