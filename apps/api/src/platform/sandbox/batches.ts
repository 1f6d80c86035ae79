import { send } from './inside.ts';

/** Rows and characters of one message: to take it in must not hold up those who use the product. */
const MOST = 100;
const MOST_CHARACTERS = 100_000;

/** Says rows in messages of a handy size. */
export function batches<Row extends { cells: readonly string[] }>() {
  let rows: Row[] = [];
  let weighs = 0;
  const flush = () => {
    if (rows.length > 0) send({ rows });
    [rows, weighs] = [[], 0];
  };
  return {
    add(row: Row): void {
      rows.push(row);
      for (const cell of row.cells) weighs += cell.length + 1;
      if (rows.length >= MOST || weighs >= MOST_CHARACTERS) flush();
    },
    flush,
  };
}
