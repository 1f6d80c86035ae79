import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { problem } from '../../../platform/problem.ts';
import { requireMay } from '../../identity/public.ts';
import type { ImportRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/**
 * The import, for operators of the region where it was made and of those above; to others there is none
 * (`import.not_found`).
 */
export async function importFor(deps: Source, viewer: Viewer | null, id: string): Promise<ImportRecord> {
  requireMay(viewer, 'import.list');
  const found = await deps.models.imports.findById(id).lean();
  if (!found) throw problem('import.not_found');
  requireMay(viewer, 'import.manage', found);
  return found;
}

/** Newest first, of the regions and all below them. */
export const importsOf = (deps: Source, regionIds: readonly string[], limit: number) =>
  deps.models.imports
    .find({ deskPath: { $in: regionIds.map((id) => new Types.ObjectId(id)) } })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit)
    .lean();

export const insertImport = (deps: Source, record: ImportRecord) => deps.models.imports.insertMany([record]);

export const removeImport = (deps: Source, _id: Id) => deps.models.imports.deleteOne({ _id });

/** Of a file that wasn't read to its end: why. */
export const markUnread = (deps: Source, _id: Id, why: string) =>
  deps.models.imports.updateOne({ _id }, { $set: { state: 'unread', said: [why], lease: null } });

/** Changes a preview and gives it as it is then; null where it is none any more. */
export const changePreview = (
  deps: Source,
  _id: Id,
  change: Partial<Omit<ImportRecord, '_id' | 'state'>>,
): Promise<ImportRecord | null> =>
  deps.models.imports.findOneAndUpdate({ _id, state: 'preview' }, { $set: change }).lean().exec();

/** Who imported it, for which desk, and how to reach whom it was sent by; null where it is gone. */
export const importedBy = (
  deps: Source,
  id: Id,
): Promise<Pick<ImportRecord, 'byAccountId' | 'deskPath' | 'sourceContact'> | null> =>
  deps.models.imports.findById(id, { byAccountId: 1, deskPath: 1, sourceContact: 1 }).lean().exec();

/** What was only looked at, or was taken back, says nothing about the next file. */
const RUN: ImportRecord['state'][] = ['running', 'done'];

/** The columns of the office's last file of a source with these headers that it ran. */
export async function lastColumns(
  deps: Source,
  { sourceName, shape, deskPath }: Pick<ImportRecord, 'sourceName' | 'shape' | 'deskPath'>,
): Promise<ImportRecord['columns'] | null> {
  const last = await deps.models.imports
    .findOne({ sourceName, shape, deskPath, state: { $in: RUN } }, { columns: 1 })
    .sort({ createdAt: -1 })
    .lean();
  return last?.columns ?? null;
}

/** The sender's last file before this one that this desk imported. */
export const lastDone = (
  deps: Source,
  { sourceName, deskPath, createdAt }: Pick<ImportRecord, 'sourceName' | 'deskPath' | 'createdAt'>,
): Promise<Pick<ImportRecord, '_id' | 'fileName' | 'createdAt'> | null> =>
  deps.models.imports
    .findOne(
      { sourceName, deskPath, state: 'done', createdAt: { $lt: createdAt } },
      { fileName: 1, createdAt: 1 },
    )
    .sort({ createdAt: -1 })
    .lean()
    .exec();
