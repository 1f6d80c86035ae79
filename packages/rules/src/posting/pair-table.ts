/** Free places for each that is taken. */
const ROOM = 2;
const MIX = 0x9e3779b1;

/** One number for two, each from 1 to 65,535. */
export const pairOf = (first: number, second: number): number => (first << 16) | second;

/**
 * Values from 0 on by pairs, -1 for all others: a table with open addresses, since it is asked at each character of each
 * text and a map takes several times as long.
 */
export function pairTable(pairs: ReadonlyMap<number, number>): (pair: number) => number {
  const bits = 32 - Math.clz32(Math.max(1, pairs.size * ROOM));
  const shift = 32 - bits;
  const mask = (1 << bits) - 1;
  const keys = new Int32Array(1 << bits);
  const values = new Int32Array(1 << bits).fill(-1);
  const placeOf = (pair: number) => {
    let at = Math.imul(pair, MIX) >>> shift;
    while (keys[at] !== pair && keys[at] !== 0) at = (at + 1) & mask;
    return at;
  };
  for (const [pair, value] of pairs) {
    const at = placeOf(pair);
    keys[at] = pair;
    values[at] = value;
  }
  return (pair) => values[placeOf(pair)]!;
}
