import { setTimeout } from 'node:timers/promises';

/** Rows of one transaction. Its commit holds the embedded database's thread, and who reads meanwhile waits for it. */
const PIECE = 25;
/** After each piece, so much of the time that it took belongs to others alone. */
const REST = 0.5;

/**
 * Does `work` for some rows after the others and gives the sum of what it says. In between it rests, so that those who
 * use the product find the database free.
 */
export async function inPieces<T>(
  rows: readonly T[],
  work: (some: readonly T[]) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (let from = 0; from < rows.length; from += PIECE) {
    const began = performance.now();
    sum += await work(rows.slice(from, from + PIECE));
    await setTimeout((performance.now() - began) * REST);
  }
  return sum;
}
