import { operatorsOf } from '../query/matcher.ts';
import { literalPrefix } from '../query/regex.ts';
import { bsonType, type Doc, isPlain } from '../values/bson.ts';
import { RANK, rankOf } from '../values/compare.ts';
import { after, encodeKey } from '../values/key.ts';

/** What one condition says about the key of a field: exact keys, or keys from `low` up to but without `high`. */
export type Bounds =
  | { points: Uint8Array[]; low?: undefined; high?: undefined }
  | { points?: undefined; low: Uint8Array; high: Uint8Array };

/** A condition of a conjunction: an operator on a path. */
export interface Term {
  path: string;
  operator: string;
  operand: unknown;
  options?: unknown;
}

/** The conditions that all must hold, and the `$or` lists among them. What isn't understood is left to the matcher. */
export function conjunction(
  filter: Doc,
  terms: Term[] = [],
  ors: Doc[][] = [],
): { terms: Term[]; ors: Doc[][] } {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value))
      for (const clause of value) conjunction(clause as Doc, terms, ors);
    else if (key === '$or' && Array.isArray(value)) {
      if (value.length === 1) conjunction(value[0] as Doc, terms, ors);
      else ors.push(value as Doc[]);
    } else if (!key.startsWith('$')) addTerms(key, operatorsOf(value), terms);
  }
  return { terms, ors };
}

function addTerms(path: string, operators: Doc, terms: Term[]): void {
  for (const [operator, operand] of Object.entries(operators)) {
    if (operator === '$elemMatch' && isPlain(operand)) {
      const first = Object.keys(operand)[0];
      if (first && !first.startsWith('$'))
        for (const [name, value] of Object.entries(operand)) {
          if (!name.startsWith('$')) addTerms(`${path}.${name}`, operatorsOf(value), terms);
        }
      if (first?.startsWith('$')) addTerms(path, operand, terms);
    }
    terms.push({ path, operator, operand, options: operators.$options });
  }
}

/** The keys that a condition admits, as a superset; undefined where it admits anything. */
function boundsOf({ operator, operand, options }: Term): Bounds | undefined {
  switch (operator) {
    case '$eq':
      return point([operand]);
    case '$in':
      return Array.isArray(operand) ? point(operand) : undefined;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(operator, operand);
    case '$regex': {
      const prefix = literalPrefix(operand, options);
      if (prefix === undefined) return undefined;
      const low = encodeKey([prefix]).slice(0, -1);
      return { low, high: after(low)! };
    }
    default:
      return undefined;
  }
}

function point(values: unknown[]): Bounds | undefined {
  if (
    values.some(
      (value) => Array.isArray(value) || bsonType(value) === 'BSONRegExp' || value instanceof RegExp,
    )
  )
    return undefined;
  const keys = values.map((value) => Buffer.from(encodeKey([value ?? null])));
  keys.sort(Buffer.compare);
  return { points: keys.filter((key, i) => i === 0 || Buffer.compare(key, keys[i - 1]!) !== 0) };
}

function range(operator: string, operand: unknown): Bounds | undefined {
  const rank = rankOf(operand ?? null);
  if (rank === RANK.null || rank === RANK.array || rank === RANK.MinKey || rank === RANK.MaxKey)
    return undefined;
  const key = encodeKey([operand]);
  const next = after(key)!;
  if (operator === '$gt') return { low: next, high: Uint8Array.of(rank + 1) };
  if (operator === '$gte') return { low: key, high: Uint8Array.of(rank + 1) };
  return { low: Uint8Array.of(rank), high: operator === '$lt' ? key : next };
}

/** The bounds that all of `terms` allow. With `multikey` each term may be met by another element: the best one counts. */
export function intersect(terms: readonly Term[], multikey: boolean): Bounds | undefined {
  let best: Bounds | undefined;
  for (const term of terms) {
    const bounds = boundsOf(term);
    if (!bounds) continue;
    if (!best) best = bounds;
    else if (multikey) {
      if (bounds.points && !best.points) best = bounds;
    } else best = both(best, bounds);
  }
  return best;
}

function both(a: Bounds, b: Bounds): Bounds {
  if (a.points) {
    const inside = (key: Uint8Array) =>
      b.points
        ? b.points.some((other) => Buffer.compare(key, other) === 0)
        : Buffer.compare(key, b.low) >= 0 && Buffer.compare(key, b.high) < 0;
    return { points: a.points.filter(inside) };
  }
  if (b.points) return both(b, a);
  return {
    low: Buffer.compare(a.low, b.low) > 0 ? a.low : b.low,
    high: Buffer.compare(a.high, b.high) < 0 ? a.high : b.high,
  };
}

/** The same bounds for a field that is indexed in descending order. */
export function descending(bounds: Bounds): Bounds {
  const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xff);
  if (bounds.points) return { points: bounds.points.map(flip).reverse() };
  // What begins with `high` is outside, and so is what begins with its inverse.
  return {
    low: after(flip(bounds.high)) ?? Uint8Array.of(0xff, 0xff),
    high: after(flip(bounds.low)) ?? Uint8Array.of(0xff, 0xff),
  };
}
