import { MongoError } from '../errors.ts';
import { CODE_BYTES, type CodeRange, cellAt, codeOf, LEVELS } from '../geo/cells.ts';
import { onSphere, storedPoint } from '../geo/points.ts';
import { toVector } from '../geo/sphere.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { after, concat, encodeKey } from '../values/key.ts';
import { valuesAt } from '../values/path.ts';
import type { Interval } from './records.ts';

/**
 * The codes of the points that a path leads to. Missing, null and empty mean that there is none; anything else that is
 * no point is BadValue with the reason.
 */
export function cellsOf(doc: Doc, parts: readonly string[]): Uint8Array[] {
  const values = valuesAt(doc, parts).filter((value) => value !== undefined);
  if (values.length === 0 || (values.length === 1 && isNothing(values[0]))) return [];
  return values.map((value) => {
    const { point } = storedPoint(value);
    if (!onSphere(point))
      throw new MongoError('BadValue', `can't project geometry into spherical CRS: ${String(point)}`);
    return codeOf(cellAt(toVector(point), LEVELS));
  });
}

const isNothing = (value: unknown) =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isPlain(value) && Object.keys(value).length === 0);

/** The index keys that begin with `prefix` and hold a code of `range` behind it. */
export const intervalOf = (prefix: Uint8Array, { low, high }: CodeRange): Interval => ({
  low: concat(prefix, encodeKey([low])),
  high: after(concat(prefix, encodeKey([high])))!,
});

const HEAD = encodeKey([new Uint8Array(1)]).length - 1;

/** The code in an index key, behind `prefix` bytes. */
export const codeIn = (key: Uint8Array, prefix: number): Uint8Array =>
  key.subarray(prefix + HEAD, prefix + HEAD + CODE_BYTES);
