import { setTimeout } from 'node:timers/promises';
import type { zImportMapping, zImportRowsQuery } from '@linggong/contracts/import.ts';
import * as z from 'zod';
import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import type { Upload } from '../../../platform/http/receive.ts';
import { decodeCursor, encodeCursor } from '../../../platform/paging.ts';
import { problem } from '../../../platform/problem.ts';
import { counting } from '../../caps/public.ts';
import { sentBackOfImport } from '../../gigs/public.ts';
import { regionIdsOf, requireMay } from '../../identity/public.ts';
import { regionById, regionsByIds } from '../../regions/public.ts';
import { gigsNow } from '../known.ts';
import type { ImportRecord } from '../model.ts';
import { importFor, importsOf } from '../repository/imports.ts';
import { rowsOf } from '../repository/rows.ts';
import { returnedOf } from '../returned.ts';
import { readAnew } from '../shown.ts';
import { countingUploads } from '../uploads.ts';
import { toImport, toRow } from '../views.ts';
import { readUpload } from './read-upload.ts';
import { inBackground } from './run.ts';

const PAGE = 50;
const LISTED = 50;
/** The line of the last row of a page. */
const zCursor = z.tuple([z.int().min(1)]);

const preview = async (deps: Deps, record: ImportRecord, query: z.output<typeof zImportRowsQuery> = {}) => {
  const [after] = query.cursor === undefined ? [0] : decodeCursor(query.cursor, zCursor);
  const only = query.only === 'returned' ? await sentBackOfImport(deps, record._id) : undefined;
  const rows = await rowsOf(deps, record._id, { after, limit: PAGE + 1, only: query.only, gigIds: only });
  const page = rows.slice(0, PAGE);
  const regions = await regionsByIds(
    deps,
    page.flatMap((row) => row.posting.workplace.regionId ?? []),
  );
  const gigIds = page.flatMap((row) => row.gigId ?? []);
  const [returned, gigs] = await Promise.all([returnedOf(deps, gigIds), gigsNow(deps, record, gigIds)]);
  return {
    import: toImport(record, deps.clock()),
    rows: page.map((row) => toRow(row, { regions, gigs, returned })),
    nextCursor: rows.length > PAGE ? encodeCursor([page.at(-1)!.line]) : null,
  };
};

/**
 * Reads a file and keeps its rows with what was made of them. Nothing becomes a gig before it is run. `receive` brings
 * what was sent to the disk, for who may send one. Throws `import.unreadable` with a sentence that says why. With
 * `waitMs` it answers so long after the file was opened at the latest, and the rest is read in the background.
 */
export async function uploadImport(
  deps: Deps,
  viewer: Viewer | null,
  receive: <T>(office: string, use: (upload: Upload) => Promise<T>) => Promise<T>,
  waitMs: number | null,
) {
  requireMay(viewer, 'import.upload');
  const operator = viewer;
  const desk = await regionById(deps, regionIdsOf(viewer)[0]!);
  if (!desk) throw problem('region.not_found');
  const open = Promise.withResolvers<ImportRecord>();
  let waits = true;
  const reading = countingUploads(deps, operator.accountId, () =>
    counting(deps, [{ cap: 'imports', by: operator.accountId }], () =>
      receive(desk._id.toHexString(), (upload) =>
        readUpload(deps, upload, { operator, desk, opened: open.resolve, waits: () => waits }),
      ),
    ),
  );
  if (waitMs === null) return preview(deps, await reading);
  const { _id } = await Promise.race([
    reading,
    open.promise.then((record) => setTimeout(waitMs, record, { ref: false })),
  ]);
  waits = false;
  inBackground(
    deps,
    _id,
    reading.then(() => undefined),
  );
  return getImport(deps, viewer, _id.toString(), {});
}

/** The latest imports of the operator's regions. */
export async function listImports(deps: Deps, viewer: Viewer | null) {
  requireMay(viewer, 'import.list');
  const records = await importsOf(deps, regionIdsOf(viewer), LISTED);
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
