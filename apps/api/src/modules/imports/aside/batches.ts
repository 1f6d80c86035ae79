import { send } from '../../../platform/sandbox/inside.ts';

const MOST = 50;
const MOST_CHARACTERS = 200_000;

/** Says rows in messages of a handy size, and what they hold by `weight`. */
export function batches<T>(say: (rows: T[]) => object, weight: (row: T) => number) {
  let rows: T[] = [];
  let weighs = 0;
  const flush = () => {
    if (rows.length > 0) send(say(rows));
    [rows, weighs] = [[], 0];
  };
  return {
    add(row: T): void {
      rows.push(row);
      weighs += weight(row);
      if (rows.length >= MOST || weighs >= MOST_CHARACTERS) flush();
    },
    flush,
  };
}

export const weightOf = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + cell.length, 0);
