import { PassThrough } from 'node:stream';
import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import type { Upload } from '../../../platform/http/receive.ts';
import { inPieces } from '../../../platform/pieces.ts';
import { invalid, ProblemError, problem } from '../../../platform/problem.ts';
import { inSource, wordsOf } from '../../../words/words.ts';
import type { RegionRecord } from '../../regions/public.ts';
import { type FormFields, zFormFields } from '../aside/form.ts';
import type { GivenColumns, Job, Table } from '../aside/messages.ts';
import { readAside } from '../aside/reader.ts';
import { type RowRead, twinsOf } from '../aside/row-reader.ts';
import { type Counted, countsOf } from '../counts.ts';
import { besideStored, jobRegions } from '../evaluate.ts';
import type { ImportRecord } from '../model.ts';
import { asRemembered, shapeOf } from '../remembered.ts';
import { insertImport, markUnread, removeImport } from '../repository/imports.ts';
import { endLease, extendLease, firstLease } from '../repository/lease.ts';
import { addNotes, insertRows, removeRows } from '../repository/rows.ts';
import { UnreadableProblem, unreadableWords } from '../unreadable.ts';

type By = {
  operator: Viewer;
  desk: RegionRecord;
  /** Hears of the import as soon as it is known what the file is. */
  opened: (record: ImportRecord) => void;
  /** Whether somebody still waits for the end, and hears of it where it breaks off. */
  waits: () => boolean;
};

/** What an operator who no longer waits finds where the rest couldn't be read; kept, for the whole office. */
const brokenOff = (error: unknown) =>
  inSource(() =>
    error instanceof UnreadableProblem ? unreadableWords(error.why) : wordsOf('imports').brokeOff,
  );

/** The new import of a file that was opened, before any of its rows is read. */
async function openImport(
  deps: Deps,
  fields: FormFields,
  { rowCount, blank, ...table }: Table,
  { operator, desk }: By,
): Promise<ImportRecord> {
  const { sourceName, sourceContact, fileName } = fields;
  const { path: deskPath } = desk;
  const columns = await asRemembered(deps, { sourceName, deskPath, columns: table.columns, rowCount });
  const record: ImportRecord = {
    _id: new Types.ObjectId(),
    ...table,
    columns,
    withHidden: false,
    withEnded: false,
    shape: shapeOf(columns),
    sourceName,
    deskPath,
    state: 'reading',
    version: 1,
    shown: [],
    sourceContact,
    fileName: fileName.replace(/^.*[\\/]/, '').slice(0, 120),
    counts: { ...countsOf([], blank), rows: rowCount },
    ready: true,
    lease: firstLease(deps),
    byAccountId: new Types.ObjectId(operator.accountId),
    byName: operator.name,
    createdAt: deps.clock(),
  };
  await insertImport(deps, record);
  return record;
}

/** Of a file that was not read to its end nothing is kept but, where nobody waits for it, why. */
async function breakOff(deps: Deps, { _id }: ImportRecord, waits: boolean, error: unknown): Promise<void> {
  await removeRows(deps, _id);
  if (waits) await removeImport(deps, _id);
  else await markUnread(deps, _id, brokenOff(error));
}

/** Keeps some rows of an import, and how far it is by then. */
async function keepRows(
  deps: Deps,
  record: ImportRecord,
  read: readonly RowRead[],
  counted: Counted[],
): Promise<void> {
  const { _id, counts, lease } = record;
  const evaluated = await besideStored(deps, record, read, false);
  const rows = read.map(({ line, cells, hidden }, index) => {
    return { line, cells, hidden, ...evaluated[index]! };
  });
  await inPieces(rows, async (some) => {
    await insertRows(deps, _id, some);
    return some.length;
  });
  await addNotes(deps, _id, twinsOf(read));
  counted.push(...evaluated.map(({ outcome, flagged }) => ({ outcome, flagged })));
  const soFar = { ...countsOf(counted, counts.blank), rows: counts.rows, done: counted.length };
  if (!(await extendLease(deps, _id, lease!.token, soFar))) throw new Error('the import is gone');
}

/**
 * Reads a form and keeps its import, then the rows of its file, as they come. Where that breaks off nothing of it is
 * kept. Throws `import.unreadable`, and what else is wrong with the form.
 */
export async function readUpload(deps: Deps, { contentType, file }: Upload, by: By): Promise<ImportRecord> {
  const job: Job = { contentType, regions: await jobRegions(deps), now: deps.clock().toISOString() };
  const input = new PassThrough();
  input.write(`${JSON.stringify(job)}\n`);
  const counted: Counted[] = [];
  const given: { fields?: FormFields; record?: ImportRecord; sent?: Record<string, string> } = {};
  await readAside({ owner: by.desk._id.toHexString(), input, fd: file.fd }, async (message) => {
    if ('rows' in message) await keepRows(deps, given.record!, message.rows, counted);
    else if ('table' in message) {
      const record = await openImport(deps, given.fields!, message.table, by);
      given.record = record;
      by.opened(record);
      input.end(JSON.stringify(record.columns satisfies GivenColumns));
    } else if ('form' in message) {
      const { fileName: _, ...beside } = message.form;
      given.sent = beside;
      const read = zFormFields.safeParse(message.form);
      if (!read.success) throw invalid(read.error.issues);
      given.fields = read.data;
    } else if ('unreadable' in message) throw new UnreadableProblem(message.unreadable);
    else if (message.malformed === 'form') throw problem('request.malformed');
    else throw invalid([{ path: ['file'], message: wordsOf('imports').noFile }]);
  }).catch(async (error: unknown) => {
    if (given.record) await breakOff(deps, given.record, by.waits(), error);
    // Whoever sends the page's form gets back what was typed into it: nothing else has read it.
    throw error instanceof ProblemError ? problem(error.code, { ...error.extras, sent: given.sent }) : error;
  });
  const record = given.record!;
  const counts = countsOf(counted, record.counts.blank);
  await endLease(deps, record._id, record.lease!.token, { state: 'preview', counts });
  return { ...record, state: 'preview', counts, lease: null };
}
