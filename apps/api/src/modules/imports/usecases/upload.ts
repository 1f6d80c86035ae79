import { PassThrough } from 'node:stream';
import type { zImportMapping, zImportRowsQuery } from '@linggong/contracts/import.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../../deps.ts';
import { invalid } from '../../../platform/http/endpoint.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { ProblemError, problem } from '../../../platform/problem.ts';
import { counting } from '../../caps/caps.ts';
import { requireOperator } from '../../identity/access.ts';
import { regionById, regionsByIds } from '../../regions/repository.ts';
import { type FormFields, zFormFields } from '../aside/form.ts';
import type { GivenColumns, Job } from '../aside/messages.ts';
import { readAside } from '../aside/reader.ts';
import { type Counted, countsOf } from '../counts.ts';
import { besideStored, jobRegions } from '../evaluate.ts';
import type { ImportRecord } from '../model.ts';
import { asRemembered, shapeOf } from '../remembered.ts';
import { importFor, importsOf, insertRows, removeRows, rowsOf } from '../repository.ts';
import { returnedGigIds, returnedOf } from '../returned.ts';
import { readAnew } from '../shown.ts';
import { toImport, toRow } from '../views.ts';

const PAGE = 50;
const LISTED = 50;
/** A form as it was sent, on the disk. */
export type Upload = { contentType: string; file: { fd: number } };
const UPLOADS = { points: 60, seconds: 3600 };

/** What was read of a form and its file, besides the rows. */
type Given = FormFields &
  Pick<ImportRecord, 'encoding' | 'columns' | 'sheets' | 'said'> & { blank: number; counted: Counted[] };

/** Reads a form and keeps the rows of its file under `importId`, as they come. */
async function readGiven(
  deps: Deps,
  importId: Types.ObjectId,
  { contentType, file }: Upload,
): Promise<Given> {
  const job: Job = { contentType, regions: await jobRegions(deps), now: deps.clock().toISOString() };
  const input = new PassThrough();
  input.write(`${JSON.stringify(job)}\n`);
  const given: Partial<Given> = {};
  const counted: Counted[] = [];
  let sent: Record<string, string> | undefined;
  await readAside({ input, fd: file.fd }, async (message) => {
    if ('rows' in message) {
      const evaluated = await besideStored(deps, given.sourceName!, message.rows, false);
      const rows = message.rows.map(({ line, cells, hidden }, index) => {
        return { line, cells, hidden, ...evaluated[index]! };
      });
      await insertRows(deps, importId, rows);
      counted.push(...evaluated.map(({ outcome, flagged }) => ({ outcome, flagged })));
    } else if ('table' in message) {
      const { rowCount, ...table } = message.table;
      const sourceName = given.sourceName!;
      const columns = await asRemembered(deps, { sourceName, columns: table.columns, rowCount });
      Object.assign(given, table, { columns });
      input.end(JSON.stringify(columns satisfies GivenColumns));
    } else if ('form' in message) {
      const { fileName: _, ...beside } = message.form;
      sent = beside;
      const fields = zFormFields.safeParse(message.form);
      if (!fields.success) throw invalid(fields.error.issues);
      Object.assign(given, fields.data);
    } else if ('unreadable' in message) throw problem('import.unreadable', { detail: message.unreadable });
    else if (message.malformed === 'form') throw problem('request.malformed');
    else throw invalid([{ path: ['file'], message: '选一个 CSV 或 XLSX 文件' }]);
  }).catch((error: unknown) => {
    // Whoever sends the page's form gets back what was typed into it: nothing else has read it.
    throw error instanceof ProblemError ? problem(error.code, { ...error.extras, sent }) : error;
  });
  return { ...(given as Given), counted };
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
  const _id = new Types.ObjectId();
  const given = await counting(deps, [{ cap: 'imports', by: operator.accountId }], () =>
    receive((upload) => readGiven(deps, _id, upload)).catch(async (error: unknown) => {
      await removeRows(deps, _id);
      throw error;
    }),
  );
  const record: ImportRecord = {
    _id,
    columns: given.columns,
    sheets: given.sheets,
    said: given.said,
    withHidden: false,
    withEnded: false,
    shape: shapeOf(given.columns),
    sourceName: given.sourceName,
    deskPath: desk.path,
    state: 'preview',
    version: 1,
    shown: [],
    sourceContact: given.sourceContact,
    fileName: given.fileName.replace(/^.*[\\/]/, '').slice(0, 120),
    encoding: given.encoding,
    counts: countsOf(given.counted, given.blank),
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

/** What an operator says of a column that was taken for something else. */
const asSaid = ({ field, why }: ImportRecord['columns'][number], said = field) =>
  said === field ? { field, why } : { field: said, why: 'chosen' as const, instead: undefined };

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
      ...asSaid(column, said.get(column.index)),
    }));
    const { sourceName, sourceContact = record.sourceContact } = mapping;
    const { withHidden = record.withHidden, withEnded = record.withEnded } = mapping;
    const target = { ...record, columns, sourceName, sourceContact, withHidden, withEnded };
    const read = await readAnew(deps, target);
    if (!read) throw problem('import.wrong_state');
    return preview(deps, read);
  });
}
