import type { Import, zImportRowsQuery } from '@linggong/contracts/import.ts';
import { type QueryFilter, Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { asTheyAre } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { requireMay } from '../identity/public.ts';
import { countsOf } from './counts.ts';
import type { Evaluated } from './evaluate.ts';
import type { ImportRecord, ImportRowRecord } from './model.ts';
import type { FileRow } from './read/limits.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

const READ_AT_ONCE = 200;

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

/** Keeps rows of a new import. */
export async function insertRows(
  deps: Source,
  importId: Id,
  rows: readonly (FileRow & Evaluated)[],
): Promise<void> {
  const records = rows.map((row) => ({ _id: new Types.ObjectId(), importId, kept: false, ...row }));
  await deps.models.importRows.insertMany(records, asTheyAre());
}

export const removeRows = (deps: Source, importId: Id) => deps.models.importRows.deleteMany({ importId });

/** The cells of all rows, in the order of the file, some at a time. */
export async function* cellsOf(deps: Source, importId: Id): AsyncGenerator<FileRow[]> {
  for (let after = -1; ; ) {
    const rows = await deps.models.importRows
      .find({ importId, line: { $gt: after } }, { _id: 0, line: 1, cells: 1, hidden: 1 })
      .sort({ line: 1 })
      .limit(READ_AT_ONCE)
      .lean();
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)!.line;
  }
}

/** Writes what some rows have become under other columns; their cells stay. */
export async function updateRows(
  deps: Source,
  importId: Id,
  rows: readonly ({ line: number } & Evaluated)[],
): Promise<void> {
  await deps.models.importRows.bulkWrite(
    rows.map(({ line, ...change }) => ({
      updateOne: { filter: { importId, line }, update: { $set: change } },
    })),
    { ordered: false },
  );
}

type Only = z.output<typeof zImportRowsQuery>['only'];
const filterOf = (only: Only, gigIds: readonly Id[]): QueryFilter<ImportRowRecord> => {
  if (only === 'returned') return { outcome: 'imported', gigId: { $in: gigIds } };
  if (only === 'flagged') return { flagged: true };
  if (only === 'kept') return { kept: true };
  return only === 'duplicate'
    ? { outcome: { $in: ['duplicate', 'changed'] } }
    : only
      ? { outcome: only }
      : {};
};

/** A page of rows in the order of the file, after the row numbered `after`; with `returned`, those of these gigs. */
export const rowsOf = (
  deps: Source,
  importId: Id,
  page: { after: number; limit: number; only?: Only; gigIds?: readonly Id[] },
) =>
  deps.models.importRows
    .find({ importId, line: { $gt: page.after }, ...filterOf(page.only, page.gigIds ?? []) })
    .sort({ line: 1 })
    .limit(page.limit)
    .lean();

/** Rows in one of these outcomes, in the order of the file, after the row numbered `after`. */
export const rowsIn = (
  deps: Source,
  importId: Id,
  outcomes: readonly ImportRowRecord['outcome'][],
  after: number,
  limit: number,
) =>
  deps.models.importRows
    .find({ importId, outcome: { $in: [...outcomes] }, line: { $gt: after } })
    .sort({ line: 1 })
    .limit(limit)
    .lean();

/** All figures of an import, counted anew from its stored rows: after work on it was cut off. */
export async function recount(deps: Source, importId: Id, blank: number): Promise<Import['counts']> {
  const rows = await deps.models.importRows.find({ importId }, { outcome: 1, flagged: 1, kept: 1 }).lean();
  return { ...countsOf(rows, blank), kept: rows.filter((row) => row.kept).length };
}
