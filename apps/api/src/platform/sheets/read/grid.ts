import { MAX_CELL, MAX_COLUMNS, MAX_FILE_ROWS, tooManyColumns, tooManyRows } from './limits.ts';
import type { Merge } from './merges.ts';

/** A sheet as it is read: filled cells in rows without gaps, what is hidden of it, and what had no value to read. */
export type Grid = {
  name: string;
  /** The whole sheet is hidden. */
  hidden: boolean;
  rows: string[][];
  merges: Merge[];
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  filled: number;
  /** Cells that show an error, as #N/A; and formulas that nobody has worked out. */
  errors: number;
  unsolved: number;
};

export const newGrid = (name: string, hidden = false): Grid => ({
  name,
  hidden,
  rows: [],
  merges: [],
  hiddenRows: new Set(),
  hiddenColumns: new Set(),
  filled: 0,
  errors: 0,
  unsolved: 0,
});

/** Writes a cell, counted from 0. Room for it is only taken within the limits; beyond them it throws. Blank ones are left out. */
export function put(grid: Grid, row: number, column: number, text: string): void {
  const cell = text.slice(0, MAX_CELL).trim();
  if (!cell) return;
  if (row >= MAX_FILE_ROWS) throw tooManyRows();
  if (column >= MAX_COLUMNS) throw tooManyColumns();
  while (grid.rows.length <= row) grid.rows.push([]);
  const cells = grid.rows[row]!;
  while (cells.length < column) cells.push('');
  cells[column] = cell;
  grid.filled += 1;
}

/** Columns from and up to, counted from 0, as hidden; what lies beyond any table is left out. */
export function hideColumns(grid: Grid, from: number, to: number): void {
  for (let column = Math.max(0, from); column <= Math.min(to, MAX_COLUMNS); column++)
    grid.hiddenColumns.add(column);
}
