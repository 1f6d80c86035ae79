import type { Import } from '@linggong/contracts/import.ts';
import { unprotected } from '../../../platform/sheets/csv-out.ts';
import { MAX_ROWS, tooManyRows, UnreadableFile } from '../../../platform/sheets/read/limits.ts';
import { readTable } from '../../../platform/sheets/read/table.ts';
import { findRows } from '../../../platform/sheets/sheets.ts';
import { placeFinder } from '../cells/place.ts';
import { POSTINGS } from '../columns/postings.ts';
import { recogniseColumns } from '../columns/recognise.ts';
import type { Table } from './messages.ts';
import { type JobRegion, type RowRead, rowReader } from './row-reader.ts';

type Under = { sourceName: string; columns: Import['columns']; now: Date };

/**
 * What a file is, and its rows as they are read under columns: those that were recognised, or others as somebody said
 * of them. Throws `UnreadableFile`.
 */
export function openFile(
  bytes: Buffer,
  regions: readonly JobRegion[],
): { table: Table; rowsUnder: (under: Under) => Iterable<RowRead> } {
  const { encoding, sheets: all } = readTable(bytes);
  const { rows, hiddenColumns, sheets, said, blank, ...found } = findRows(all, POSTINGS);
  if (rows.length === 0) throw new UnreadableFile({ key: 'noRows' });
  if (rows.length > MAX_ROWS) throw tooManyRows();
  const recognised = recogniseColumns({ ...found, rows }, placeFinder(regions), hiddenColumns);
  const ours = recognised.some(({ why }) => why === 'own');
  return {
    table: { encoding, columns: recognised, sheets, said, blank, rowCount: rows.length },
    *rowsUnder(under) {
      const read = rowReader({ ...under, sheets, withHidden: false, regions });
      for (const row of rows) yield read(ours ? { ...row, cells: row.cells.map(unprotected) } : row);
    },
  };
}
