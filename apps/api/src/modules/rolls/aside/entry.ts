import { FILE_BYTES } from '@linggong/contracts/limits.ts';
import { batches } from '../../../platform/sandbox/batches.ts';
import { formHandedIn, inside, lines, send } from '../../../platform/sandbox/inside.ts';
import { unprotected } from '../../../platform/sheets/csv-out.ts';
import { tooManyRows, UnreadableFile } from '../../../platform/sheets/read/limits.ts';
import { readTable } from '../../../platform/sheets/read/table.ts';
import { findRows } from '../../../platform/sheets/sheets.ts';
import { rollColumns } from '../reading/columns.ts';
import { ROLLS } from '../reading/names.ts';
import { readRow } from '../reading/row.ts';
import type { RowRead } from '../reading/said.ts';
import type { Job, Message } from './messages.ts';

const FIELD = 200;
/** More than the largest township has of people who work. */
const MOST_ROWS = 5000;

const say = (message: Message) => send(message);

async function read({ contentType, today }: Job): Promise<void> {
  const form = await formHandedIn(contentType, FILE_BYTES);
  if (!form) return say({ malformed: 'form' });
  const file = form.get('file');
  if (!(file instanceof File) || file.name === '') return say({ malformed: 'file' });
  const regionId = form.get('regionId');
  const said = typeof regionId === 'string' ? regionId.slice(0, FIELD) : '';
  say({ form: { fileName: file.name.slice(-FIELD), regionId: said } });
  const { encoding, sheets: all } = readTable(Buffer.from(await file.arrayBuffer()));
  const found = findRows(all, ROLLS);
  if (found.rows.length === 0) throw new UnreadableFile({ key: 'noRows' });
  if (found.rows.length > MOST_ROWS) throw tooManyRows(MOST_ROWS);
  const columns = rollColumns(found);
  say({
    table: { encoding, columns, sheets: found.sheets, said: found.said, rowCount: found.rows.length },
  });
  const out = batches<RowRead>();
  for (const row of found.rows)
    out.add(readRow({ ...row, cells: row.cells.map(unprotected) }, columns, today));
  out.flush();
}

inside(async () => {
  const { value = '' } = await lines().next();
  try {
    await read(JSON.parse(value) as Job);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    say({ unreadable: error.why });
  }
});
