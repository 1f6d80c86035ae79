/** A merged block of cells, counted from 0; ends are included. */
export type Merge = { top: number; left: number; bottom: number; right: number };

/**
 * Writes the value of each block of one column's width into all its rows: a cell merged downwards speaks for all of them.
 * Blocks over several columns are titles and stay as they are. Changes `rows`.
 */
export function fillDown(rows: string[][], merges: readonly Merge[]): void {
  for (const { top, left, bottom, right } of merges) {
    const value = rows[top]?.[left];
    if (!value || left !== right) continue;
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row++) {
      const cells = rows[row]!;
      while (cells.length < left) cells.push('');
      cells[left] ||= value;
    }
  }
}
