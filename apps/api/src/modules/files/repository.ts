import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { FileRecord } from './model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

export const insertFile = (deps: Source, file: FileRecord) => deps.models.files.insertMany([file]);

export const fileById = (deps: Source, id: string | Id): Promise<FileRecord | null> =>
  deps.models.files.findById(id).lean().exec();

/** All of it is there now; false where it was removed meanwhile. */
export const markWhole = async (deps: Source, _id: Id): Promise<boolean> =>
  (await deps.models.files.updateOne({ _id, state: 'coming' }, { $set: { state: 'loose' } })).matchedCount >
  0;

/** Gives a loose file to its owner; false where it is none, of another kind, or somebody else put it. */
export const markKept = async (
  deps: Source,
  { _id, kind, byAccountId, ownerId }: Pick<FileRecord, '_id' | 'kind' | 'byAccountId'> & { ownerId: Id },
): Promise<boolean> =>
  (
    await deps.models.files.updateOne(
      { _id, kind, byAccountId, state: 'loose' },
      { $set: { state: 'kept', ownerId } },
    )
  ).matchedCount > 0;

export const markGone = (deps: Source, { kind, ownerId }: { kind: string; ownerId: Id }) =>
  deps.models.files.updateMany({ kind, ownerId, state: 'kept' }, { $set: { state: 'gone' } });

/** Those of these states that have been so since before then, some at a time: nothing takes them up any more. */
export async function takeOld(
  deps: Source,
  state: 'coming' | 'loose' | 'gone',
  before: Date,
  most: number,
): Promise<Id[]> {
  const { files } = deps.models;
  const found = await files
    .find({ state, at: { $lte: before } }, { _id: 1 })
    .limit(most)
    .lean();
  const ids = found.map(({ _id }) => _id);
  // Whoever attaches one at this moment keeps it.
  await files.updateMany({ _id: { $in: ids }, state }, { $set: { state: 'gone' } });
  const gone = await files.find({ _id: { $in: ids }, state: 'gone' }, { _id: 1 }).lean();
  return gone.map(({ _id }) => _id);
}

export const removeFile = (deps: Source, _id: Id) => deps.models.files.deleteOne({ _id });
