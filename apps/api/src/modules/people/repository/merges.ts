import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { EntryRecord, MergeRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

export const addMerge = (deps: Source, merge: MergeRecord) => deps.models.merges.insertMany([merge]);

export const mergeById = (deps: Source, id: string): Promise<MergeRecord | null> =>
  deps.models.merges.findById(id).lean().exec();

/** The merges that a record was kept in, the latest first. */
export const mergesInto = (deps: Source, keptId: Id): Promise<MergeRecord[]> =>
  deps.models.merges.find({ keptId }).sort({ at: -1 }).limit(50).lean().exec();

/** Whether any record was put into this one and is in it still. */
export const hasMerges = async (deps: Source, keptId: Id): Promise<boolean> =>
  (await deps.models.merges.exists({ keptId, undoneAt: null })) !== null;

/** False where it was undone before. */
export async function markUndone(deps: Source, _id: Id, undoneAt: Date): Promise<boolean> {
  const { modifiedCount } = await deps.models.merges.updateOne(
    { _id, undoneAt: null },
    { $set: { undoneAt } },
  );
  return modifiedCount === 1;
}

/** Writes an entry's fields whatever its revision: within a merge, which touches the person. Undefined: the field goes. */
export async function putEntry(deps: Source, _id: Id, fields: Partial<EntryRecord>): Promise<void> {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  const unset = Object.entries(fields).filter(([, value]) => value === undefined);
  await deps.models.entries.updateOne(
    { _id },
    {
      $set: Object.fromEntries(set),
      ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map(([name]) => [name, 1])) } : {}),
      $inc: { revision: 1 },
    },
  );
}
