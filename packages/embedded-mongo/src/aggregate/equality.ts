import { compare, exact } from '../values/compare.ts';
import { encodeKey } from '../values/key.ts';

/** A name that two values share exactly when BSON's order holds them equal. */
export const keyOf = (value: unknown): string => Buffer.from(encodeKey([value])).toString('latin1');

/** The same for values that BSON holds equal: 1, 1.0 and a long 1 are one group. */
export function groupKey(value: unknown): unknown {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (value === undefined) return value;
  const key = keyOf(value);
  // The first byte of a key is its type; 20 is a number.
  if (key.charCodeAt(0) !== 20) return key;
  const n = exact(value);
  return typeof n === 'number' && compare(n, value) === 0 ? n : key;
}
