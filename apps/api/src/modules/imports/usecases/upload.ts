import type { zImportMapping, zImportRowsQuery } from '@linggong/contracts/import.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { problem } from '../../../platform/problem.ts';
import { requireOperator } from '../../identity/access.ts';
import { regionById, regionsByIds } from '../../regions/repository.ts';
import { recogniseColumns } from '../columns/recognise.ts';
import { findTable } from '../columns/table.ts';
import { countsOf } from '../counts.ts';
import { evaluateRows, regionFinder } from '../evaluate.ts';
import type { ImportRecord } from '../model.ts';
import { FILE_BYTES, type FileTable, MAX_ROWS, UnreadableFile } from '../read/limits.ts';
import { readFileAside } from '../read/read-file.ts';
import { importFor, importsOf, insertRows, rowsOf } from '../repository.ts';
import { returnedGigIds, returnedOf } from '../returned.ts';
import { readAnew } from '../shown.ts';
import { toImport, toRow } from '../views.ts';

const PAGE = 50;
const LISTED = 50;
const UPLOADS = { points: 60, seconds: 3600 };

async function readFile(file: File): Promise<FileTable> {
  if (file.size > FILE_BYTES) throw problem('request.too_large');
  try {
    return await readFileAside(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    if (error instanceof UnreadableFile) throw problem('import.unreadable', { detail: error.message });
    throw error;
  }
}

const preview = async (deps: Deps, record: ImportRecord, query: z.output<typeof zImportRowsQuery> = {}) => {
  const after = Number(query.cursor ?? 0);
  if (!Number.isInteger(after))
    throw problem('request.invalid', { errors: [{ path: 'cursor', message: '翻页位置不对，从头再看' }] });
  const gigIds = query.only === 'returned' ? await returnedGigIds(deps, record._id) : undefined;
  const rows = await rowsOf(deps, record._id, { after, limit: PAGE + 1, only: query.only, gigIds });
  const page = rows.slice(0, PAGE);
  const regions = await regionsByIds(
    deps,
    page.flatMap((row) => row.posting.workplace.regionId ?? []),
  );
  const returned = await returnedOf(
    deps,
    page.flatMap((row) => row.gigId ?? []),
  );
  return {
    import: toImport(record, deps.clock()),
    rows: page.map((row) => toRow(row, { regions, returned })),
    nextCursor: rows.length > PAGE ? String(page.at(-1)!.line) : null,
  };
};

/**
 * Reads a file and keeps its rows with what was made of them. Nothing becomes a gig before it is run. `read` gives
 * the form, for who may send one. Throws `import.unreadable` with a sentence that says why.
 */
export async function uploadImport(
  deps: Deps,
  viewer: Viewer | null,
  read: () => Promise<{ file: File; sourceName: string; sourceContact: string }>,
) {
  const { viewer: operator, regionIds } = requireOperator(viewer);
  await deps.limits.take('imports', operator.accountId, UPLOADS);
  const desk = await regionById(deps, regionIds[0]!);
  if (!desk) throw problem('region.not_found');
  const given = await read();
  const { encoding, rows: all } = await readFile(given.file);
  const table = findTable(all);
  if (table.rows.length === 0)
    throw problem('import.unreadable', { detail: '表里没有岗位：只有空行或者表头。' });
  if (table.rows.length > MAX_ROWS)
    throw problem('import.unreadable', { detail: `行太多了，一次最多 ${MAX_ROWS} 行，请分几次。` });
  const columns = recogniseColumns(table, await regionFinder(deps));
  const base = { columns, sourceName: given.sourceName, deskPath: desk.path };
  const evaluated = await evaluateRows(deps, base, table.rows);
  const _id = new Types.ObjectId();
  await insertRows(
    deps,
    _id,
    table.rows.map((row, index) => ({ ...row, ...evaluated[index]! })),
  );
  const record: ImportRecord = {
    ...base,
    _id,
    state: 'preview',
    version: 1,
    shown: [],
    sourceContact: given.sourceContact,
    fileName: given.file.name.replace(/^.*[\\/]/, '').slice(0, 120),
    encoding,
    counts: countsOf(evaluated, table.blank),
    ready: true,
    lease: null,
    byAccountId: new Types.ObjectId(operator.accountId),
    byName: operator.name,
    createdAt: deps.clock(),
  };
  await deps.models.imports.insertMany([record]);
  return preview(deps, record);
}

/** The latest imports of the operator's regions. */
export async function listImports(deps: Deps, viewer: Viewer | null) {
  const { regionIds } = requireOperator(viewer);
  const records = await importsOf(deps, regionIds, LISTED);
  return records.map((record) => toImport(record, deps.clock()));
}

/** An import with a page of its rows. */
export async function getImport(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  query: z.output<typeof zImportRowsQuery>,
) {
  return preview(deps, await importFor(deps, viewer, id), query);
}

/** Reads all rows anew with columns as the operator says; those that are not named stay as they are. */
export async function mapColumns(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  mapping: z.output<typeof zImportMapping>,
) {
  return deps.locks(`import:${id}`, async () => {
    const record = await importFor(deps, viewer, id);
    const said = new Map(mapping.columns.map(({ index, field }) => [index, field]));
    const columns = record.columns.map((column) => ({
      ...column,
      field: said.get(column.index) ?? column.field,
    }));
    const { sourceName, sourceContact = record.sourceContact } = mapping;
    const read = await readAnew(deps, { ...record, columns, sourceName, sourceContact });
    if (!read) throw problem('import.wrong_state');
    return preview(deps, read);
  });
}
