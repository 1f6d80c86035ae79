import type { zImportMapping, zImportRowsQuery } from '@linggong/contracts/import.ts';
import { zText } from '@linggong/contracts/scalars.ts';
import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../../deps.ts';
import { invalid } from '../../../platform/http/endpoint.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { problem } from '../../../platform/problem.ts';
import { requireOperator } from '../../identity/access.ts';
import { regionById, regionsByIds } from '../../regions/repository.ts';
import type { FileJob } from '../aside/messages.ts';
import { readAside } from '../aside/reader.ts';
import { countsOf } from '../counts.ts';
import { evaluateRows, namedRegions } from '../evaluate.ts';
import type { ImportRecord } from '../model.ts';
import type { FileRow } from '../read/limits.ts';
import { importFor, importsOf, insertRows, rowsOf } from '../repository.ts';
import { returnedGigIds, returnedOf } from '../returned.ts';
import { readAnew } from '../shown.ts';
import { toImport, toRow } from '../views.ts';

const PAGE = 50;
const LISTED = 50;
/** A form as it was sent, on the disk. */
export type Upload = { contentType: string; file: { fd: number } };
const UPLOADS = { points: 60, seconds: 3600 };

const zFields = z.object({ fileName: z.string(), sourceName: zText(60), sourceContact: zText(60) });

/** What was read of a form and its file. */
type Given = z.output<typeof zFields> & {
  encoding: string;
  columns: ImportRecord['columns'];
  blank: number;
  rows: FileRow[];
};

async function readGiven(deps: Deps, { contentType, file }: Upload): Promise<Given> {
  const job: FileJob = { contentType, regions: await namedRegions(deps) };
  const given: Partial<Given> & { rows: FileRow[] } = { rows: [] };
  await readAside({ input: [JSON.stringify(job)], fd: file.fd }, (message) => {
    if ('form' in message) {
      const fields = zFields.safeParse(message.form);
      if (!fields.success) throw invalid(fields.error.issues);
      Object.assign(given, fields.data);
    } else if ('table' in message) Object.assign(given, message.table);
    else if ('rows' in message) given.rows.push(...message.rows);
    else if ('unreadable' in message) throw problem('import.unreadable', { detail: message.unreadable });
    else if (message.malformed === 'form') throw problem('request.malformed');
    else throw invalid([{ path: ['file'], message: '选一个 CSV 或 XLSX 文件' }]);
  });
  return given as Given;
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
 * Reads a file and keeps its rows with what was made of them. Nothing becomes a gig before it is run. `receive` brings
 * what was sent to the disk, for who may send one. Throws `import.unreadable` with a sentence that says why.
 */
export async function uploadImport(
  deps: Deps,
  viewer: Viewer | null,
  receive: <T>(use: (upload: Upload) => Promise<T>) => Promise<T>,
) {
  const { viewer: operator, regionIds } = requireOperator(viewer);
  await deps.limits.take('imports', operator.accountId, UPLOADS);
  const desk = await regionById(deps, regionIds[0]!);
  if (!desk) throw problem('region.not_found');
  const given = await receive((upload) => readGiven(deps, upload));
  const { rows, columns, blank, encoding } = given;
  const base = { columns, sourceName: given.sourceName, deskPath: desk.path };
  const evaluated = await evaluateRows(deps, base, rows);
  const _id = new Types.ObjectId();
  await insertRows(
    deps,
    _id,
    rows.map((row, index) => ({ ...row, ...evaluated[index]! })),
  );
  const record: ImportRecord = {
    ...base,
    _id,
    state: 'preview',
    version: 1,
    shown: [],
    sourceContact: given.sourceContact,
    fileName: given.fileName.replace(/^.*[\\/]/, '').slice(0, 120),
    encoding,
    counts: countsOf(evaluated, blank),
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
