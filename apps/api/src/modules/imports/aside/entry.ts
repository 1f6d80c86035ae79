import { handedIn, inside, lines, send } from '../../../platform/sandbox/inside.ts';
import { placeFinder } from '../cells/place.ts';
import { recogniseColumns } from '../columns/recognise.ts';
import { findRows } from '../columns/sheets.ts';
import { unprotected } from '../csv-out.ts';
import { FILE_BYTES, MAX_ROWS, tooManyRows, UnreadableFile } from '../read/limits.ts';
import { readTable } from '../read/table.ts';
import { batches } from './batches.ts';
import { zFormFields } from './form.ts';
import type { GivenRows, Job, Message } from './messages.ts';
import { rowReader } from './row-reader.ts';

type FileJob = Extract<Job, { contentType: string }>;
type RowsJob = Exclude<Job, FileJob>;

const say = (message: Message) => send(message);
const FIELD = 200;

async function formOf(contentType: string): Promise<FormData | null> {
  const body = new Uint8Array(handedIn(FILE_BYTES));
  return new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => null);
}

/** A form with a file: the fields, what the table is, then its rows. */
async function readForm({ contentType, regions, now }: FileJob): Promise<void> {
  const form = await formOf(contentType);
  if (!form) return say({ malformed: 'form' });
  const file = form.get('file');
  if (!(file instanceof File)) return say({ malformed: 'file' });
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, FIELD) : '';
  };
  const sent = {
    fileName: file.name.slice(-FIELD),
    sourceName: text('sourceName'),
    sourceContact: text('sourceContact'),
  };
  say({ form: sent });
  const fields = zFormFields.safeParse(sent);
  // Whoever gets them says what is wrong.
  if (!fields.success) return;
  const { encoding, sheets: all } = readTable(Buffer.from(await file.arrayBuffer()));
  const { rows, hiddenColumns, sheets, said, blank, ...table } = findRows(all);
  if (rows.length === 0) throw new UnreadableFile('表里没有岗位：只有空行或者表头。');
  if (rows.length > MAX_ROWS) throw tooManyRows();
  const columns = recogniseColumns({ ...table, rows }, placeFinder(regions), hiddenColumns);
  const ours = columns.some(({ why }) => why === 'own');
  say({ table: { encoding, columns, sheets, said, blank } });
  const { sourceName } = fields.data;
  const read = rowReader({ columns, sourceName, sheets, withHidden: false, regions, now: new Date(now) });
  const out = batches();
  for (const row of rows) out.add(read(ours ? { ...row, cells: row.cells.map(unprotected) } : row));
  out.flush();
}

/** Rows that were read before, under other columns. */
async function readRows({ now, ...job }: RowsJob, given: AsyncIterable<string>): Promise<void> {
  const read = rowReader({ ...job, now: new Date(now) });
  const out = batches();
  for await (const line of given)
    for (const row of JSON.parse(line) as GivenRows) out.add({ ...read(row), cells: [] });
  out.flush();
}

inside(async () => {
  const given = lines();
  const { value = '' } = await given.next();
  const job = JSON.parse(value) as Job;
  try {
    await ('contentType' in job ? readForm(job) : readRows(job, given));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    say({ unreadable: error.message });
  }
});
