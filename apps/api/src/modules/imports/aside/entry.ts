import { FILE_BYTES } from '@linggong/contracts/limits.ts';
import { batches } from '../../../platform/sandbox/batches.ts';
import { formHandedIn, inside, lines, send } from '../../../platform/sandbox/inside.ts';
import { UnreadableFile } from '../../../platform/sheets/read/limits.ts';
import { zFormFields } from './form.ts';
import type { GivenColumns, GivenRows, Job, Message } from './messages.ts';
import { openFile } from './open-file.ts';
import { type RowRead, rowReader } from './row-reader.ts';

type FileJob = Extract<Job, { contentType: string }>;
type RowsJob = Exclude<Job, FileJob>;

const say = (message: Message) => send(message);
const FIELD = 200;

/** A form with a file: the fields, what the table is, then its rows; under other columns, if these are given by then. */
async function readForm({ contentType, regions, now }: FileJob, given: AsyncIterator<string>): Promise<void> {
  const form = await formHandedIn(contentType, FILE_BYTES);
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
  const { table, rowsUnder } = openFile(Buffer.from(await file.arrayBuffer()), regions);
  say({ table });
  const { value } = await given.next();
  const columns = value ? (JSON.parse(value) as GivenColumns) : table.columns;
  const out = batches<RowRead>();
  for (const row of rowsUnder({ columns, sourceName: fields.data.sourceName, now: new Date(now) }))
    out.add(row);
  out.flush();
}

/** Rows that were read before, under other columns. */
async function readRows({ now, ...job }: RowsJob, given: AsyncIterable<string>): Promise<void> {
  const read = rowReader({ ...job, now: new Date(now) });
  const out = batches<RowRead>();
  for await (const line of given)
    for (const row of JSON.parse(line) as GivenRows) out.add({ ...read(row), cells: [] });
  out.flush();
}

inside(async () => {
  const given = lines();
  const { value = '' } = await given.next();
  const job = JSON.parse(value) as Job;
  try {
    await ('contentType' in job ? readForm(job, given) : readRows(job, given));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    say({ unreadable: error.why });
  }
});
