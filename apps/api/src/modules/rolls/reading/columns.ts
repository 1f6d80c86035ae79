import type { RollColumn, RollField } from '@linggong/contracts/roll.ts';
import { countsRows } from '../../../platform/sheets/serial.ts';
import type { Table } from '../../../platform/sheets/table.ts';
import { isNotKept } from './names.ts';

/** Of these several add to each other. */
const SHARED: ReadonlySet<RollField> = new Set(['skills', 'remarks', 'village']);

type Found = Pick<Table<RollField>, 'headers' | 'named' | 'rows'> & { hiddenColumns: ReadonlySet<number> };

/** What each column is, by its header alone: of people nothing is guessed from what their cells look like. */
export function rollColumns({ headers, named, rows, hiddenColumns }: Found): RollColumn[] {
  const holder = new Map<RollField, number>();
  named.forEach((one, index) => {
    if (!one || hiddenColumns.has(index)) return;
    const before = holder.get(one.field);
    if (before === undefined || (one.exact && !named[before]!.exact)) holder.set(one.field, index);
  });
  return headers.map((header, index): RollColumn => {
    if (hiddenColumns.has(index)) return { header, field: 'ignore', why: 'hidden' };
    const one = named[index];
    if (one && (holder.get(one.field) === index || SHARED.has(one.field)))
      return { header, field: one.field };
    if (one) return { header, field: 'ignore', why: 'second' };
    const cells = rows.map((row) => row.cells[index] ?? '');
    if (countsRows(header, cells)) return { header, field: 'rowNumber' };
    return { header, field: 'ignore', why: isNotKept(header) ? 'not_kept' : 'unknown' };
  });
}
