import type { ImportField } from '@linggong/contracts/import.ts';
import { madeDate } from '../../../platform/sheets/cells/made-date.ts';
import { called, type Notes, type RowCells } from '../cells/row.ts';

/** Where no date can stand: it was `8-12`, `18-45`, `3-5` before a spreadsheet program took it for one. */
const NO_DATES: ReadonlySet<ImportField> = new Set([
  'hours',
  'headcount',
  'age',
  'pay',
  'experience',
  'landmark',
  'title',
]);
/** Where a bare number of five digits is the number of a day; elsewhere it is money. */
const NO_LARGE_NUMBERS: ReadonlySet<ImportField> = new Set(['hours', 'headcount', 'age']);

/** A row without cells that a spreadsheet program turned into dates; each is named with what it may have been. */
export function withoutMadeDates(row: RowCells, notes: Notes): RowCells {
  return (field) => {
    const cells = row(field);
    if (!NO_DATES.has(field)) return cells;
    return cells.filter((cell) => {
      if (/^\d+$/.test(cell.text) && !NO_LARGE_NUMBERS.has(field)) return true;
      const was = madeDate(cell.text);
      if (was === null) return true;
      notes.add(`${called(cell)}里是“${cell.text}”，多半是表格软件把“${was}”变成了日期，先空着。`);
      return false;
    });
  };
}
