import { handedIn, inside, lines, send } from '../../../platform/sandbox/inside.ts';
import { placeFinder } from '../cells/place.ts';
import { recogniseColumns } from '../columns/recognise.ts';
import { findTable } from '../columns/table.ts';
import { FILE_BYTES, MAX_ROWS, tooManyRows, UnreadableFile } from '../read/limits.ts';
import { readTable } from '../read/table.ts';
import { batches, weightOf } from './batches.ts';
import type { FileJob, FileMessage } from './messages.ts';

const say = (message: FileMessage) => send(message);
const NAME = 200;

async function formOf(contentType: string): Promise<FormData | null> {
  const body = new Uint8Array(handedIn(FILE_BYTES));
  return new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => null);
}

/** A form with a file, read as far as it can be without knowing what is stored. */
async function read(job: FileJob): Promise<void> {
  const form = await formOf(job.contentType);
  if (!form) return say({ malformed: 'form' });
  const file = form.get('file');
  if (!(file instanceof File)) return say({ malformed: 'file' });
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, NAME) : '';
  };
  const [fileName, sourceName, sourceContact] = [
    file.name.slice(-NAME),
    text('sourceName'),
    text('sourceContact'),
  ];
  say({ form: { fileName, sourceName, sourceContact } });
  const { encoding, rows: all } = readTable(Buffer.from(await file.arrayBuffer()));
  const table = findTable(all);
  if (table.rows.length === 0) throw new UnreadableFile('表里没有岗位：只有空行或者表头。');
  if (table.rows.length > MAX_ROWS) throw tooManyRows();
  say({
    table: { encoding, columns: recogniseColumns(table, placeFinder(job.regions)), blank: table.blank },
  });
  const out = batches(
    (rows: typeof table.rows) => ({ rows }),
    (row) => weightOf(row.cells),
  );
  for (const row of table.rows) out.add(row);
  out.flush();
}

await inside(async () => {
  const { value = '' } = await lines().next();
  try {
    await read(JSON.parse(value) as FileJob);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    say({ unreadable: error.message });
  }
});
