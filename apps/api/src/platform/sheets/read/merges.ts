/** A merged block of cells, counted from 0; ends are included. */
export type Merge = { top: number; left: number; bottom: number; right: number };

/** Writes the value of each block into all its rows, in its first column: a cell merged downwards speaks for all of them. Changes `rows`. */
export function fillDown(rows: string[][], merges: readonly Merge[]): void {
  for (const { top, left, bottom } of merges) {
    const value = rows[top]?.[left];
    if (!value) continue;
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row++) {
      const cells = rows[row]!;
      while (cells.length < left) cells.push('');
      cells[left] ||= value;
    }
  }
}
