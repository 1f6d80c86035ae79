import type { Import, zImportRowsQuery } from '@linggong/contracts/import.ts';
import { type QueryFilter, Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../../deps.ts';
import { asTheyAre } from '../../../platform/database.ts';
import type { FileRow } from '../../../platform/sheets/read/limits.ts';
import { countsOf } from '../counts.ts';
import type { Evaluated, ImportRowRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

const READ_AT_ONCE = 200;

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

/** Says more of rows that are kept already. */
export async function addNotes(
  deps: Source,
  importId: Id,
  notes: readonly { line: number; note: string }[],
): Promise<void> {
  if (notes.length === 0) return;
  await deps.models.importRows.bulkWrite(
    notes.map(({ line, note }) => ({
      updateOne: {
        filter: { importId, line },
        update: { $push: { notes: { $each: [note], $position: 0 } } },
      },
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

const OF_ROW = {
  gigId: 1,
  posting: 1,
  employerName: 1,
  contactPhone: 1,
  unread: 1,
  likeKey: 1,
  begins: 1,
  rowNumber: 1,
} as const;
export type StoredRow = Pick<ImportRowRecord, keyof typeof OF_ROW>;

/** Rows that became gigs: those of these gigs, or like these. */
export const importedRows = (
  deps: Source,
  by: { gigId: { $in: Id[] } } | { likeKey: { $in: string[] } },
): Promise<StoredRow[]> =>
  deps.models.importRows
    .find({ ...by, outcome: 'imported' }, OF_ROW)
    .lean()
    .exec();

/** The ids in their source of the rows that are to become gigs. */
export const newExternalIds = async (deps: Source, importId: Id): Promise<string[]> =>
  (await deps.models.importRows.find({ importId, outcome: 'new' }, { externalId: 1 }).lean()).map(
    ({ externalId }) => externalId,
  );

/** Whom and where the rows name that are to become gigs. */
export const newPlaces = (
  deps: Source,
  importId: Id,
): Promise<Pick<ImportRowRecord, 'employerName' | 'posting'>[]> =>
  deps.models.importRows
    .find({ importId, outcome: 'new' })
    .select(['employerName', 'posting.workplace.regionId'])
    .lean()
    .exec();

/** Those of these rows that are still to become gigs, as hex strings. */
export async function stillNew(deps: Source, ids: readonly Id[]): Promise<Set<string>> {
  const found = await deps.models.importRows.find({ _id: { $in: ids }, outcome: 'new' }, { _id: 1 }).lean();
  return new Set(found.map(({ _id }) => _id.toString()));
}

type Made = Pick<ImportRowRecord, '_id' | 'gigId' | 'flags'>;

/** Writes which gigs rows have become. */
export const markImported = (deps: Source, made: readonly Made[]) =>
  deps.models.importRows.bulkWrite(
    made.map(({ _id, gigId, flags }) => ({
      updateOne: {
        filter: { _id },
        update: { $set: { outcome: 'imported', gigId, flags, flagged: flags.length > 0 } },
      },
    })),
  );

export const markDuplicate = (deps: Source, _id: Id, notes: readonly string[]) =>
  deps.models.importRows.updateOne(
    { _id, outcome: 'new' },
    { $set: { outcome: 'duplicate', notes: [...notes] } },
  );

export const markUndone = (deps: Source, ids: readonly Id[]) =>
  deps.models.importRows.updateMany({ _id: { $in: ids } }, { $set: { outcome: 'undone' } });

/** An undo left its gig; `notes` say why. */
export const markKept = (deps: Source, _id: Id, notes: readonly string[]) =>
  deps.models.importRows.updateOne({ _id }, { $set: { kept: true, notes: [...notes] } });

/** Of each row its gig, if any, and its id in the source. */
export const namedInRows = (
  deps: Source,
  importId: Id,
): Promise<Pick<ImportRowRecord, 'gigId' | 'externalId'>[]> =>
  deps.models.importRows.find({ importId }, { gigId: 1, externalId: 1 }).lean().exec();

/** The gigs that rows became, in the order of the file, with their employers. */
export async function gigsOfRows(deps: Source, importId: Id): Promise<{ gigId: Id; employerName: string }[]> {
  const rows = await deps.models.importRows
    .find({ importId, gigId: { $type: 'objectId' } }, { gigId: 1, employerName: 1 })
    .sort({ line: 1 })
    .lean();
  return rows.flatMap(({ gigId, employerName }) => (gigId ? { gigId, employerName } : []));
}
