import type { Index } from '../storage/index-spec.ts';
import type { Interval } from '../storage/records.ts';
import { after, concat } from '../values/key.ts';
import { type Bounds, descending, intersect, type Term } from './bounds.ts';

/** Ranges of an index that share their first `prefix` bytes, in the order of the keys and without overlap. */
export interface Stream {
  prefix: number;
  intervals: Interval[];
}

/** More combinations of values than this are read as a range instead. */
const MAX_POINTS = 20_000;

/** What the conditions say of field `i` of an index. */
export function boundsAt(index: Index, i: number, terms: readonly Term[]): Bounds | undefined {
  const field = index.fields[i]!;
  const multikey = (index.multikey & (1 << i)) !== 0;
  // Two fields of one array: their conditions may be met by different elements, so only the first is bound.
  if (multikey && (index.multikey & ((1 << i) - 1)) !== 0) return undefined;
  const bounds = intersect(
    terms.filter((term) => term.path === field.path),
    multikey,
  );
  return bounds && field.direction < 0 ? descending(bounds) : bounds;
}

/** What the conditions fix: how many fields in front, which of them to one value, and whether a range follows. */
export function leading(index: Index, terms: readonly Term[]) {
  const singles: boolean[] = [];
  let combinations = 1;
  let nullable = false;
  for (let i = 0; i < index.fields.length; i++) {
    const bounds = boundsAt(index, i, terms);
    if (bounds?.points && combinations * bounds.points.length <= MAX_POINTS) {
      combinations *= Math.max(1, bounds.points.length);
      nullable ||= bounds.points.some((key) => key[0] === NULL || key[0] === (NULL ^ 0xff));
      singles.push(bounds.points.length === 1);
    } else return { fixed: i, singles, range: bounds !== undefined, nullable, combinations };
  }
  return { fixed: index.fields.length, singles, range: false, nullable, combinations };
}

const NULL = 10;

/** The streams of a plan: one for each combination of the `fixed` fields' values, each with the ranges of all branches. */
export function intervalsFor(index: Index, fixed: number, terms: Term[], branches: Term[][]): Stream[] {
  const bases = branches.map((branch) => combine(index, 0, fixed, branch));
  // The fixed fields may be bound more tightly by a branch; the streams are those of the common conditions.
  const prefixes = branches.length === 1 ? bases[0]! : combine(index, 0, fixed, terms);
  return prefixes.map((prefix) => ({
    prefix: prefix.length,
    intervals: merged(branches.flatMap((branch) => rest(index, fixed, branch, prefix))),
  }));
}

/** The exact keys that conditions on all fields of an index name. */
export const pointsOf = (index: Index, terms: Term[]): Uint8Array[] =>
  combine(index, 0, index.fields.length, terms);

function combine(index: Index, from: number, to: number, terms: Term[]): Uint8Array[] {
  let prefixes: Uint8Array[] = [new Uint8Array(0)];
  for (let i = from; i < to; i++) {
    const points = boundsAt(index, i, terms)?.points ?? [];
    prefixes = prefixes.flatMap((prefix) => points.map((key) => concat(prefix, key)));
  }
  return prefixes;
}

function rest(index: Index, from: number, terms: Term[], prefix: Uint8Array): Interval[] {
  let prefixes = [prefix];
  for (let i = from; i < index.fields.length; i++) {
    const bounds = boundsAt(index, i, terms);
    if (bounds?.points && prefixes.length * bounds.points.length <= MAX_POINTS) {
      const { points } = bounds;
      prefixes = prefixes.flatMap((one) => points.map((key) => concat(one, key)));
      continue;
    }
    if (!bounds) break;
    const low = bounds.points ? bounds.points[0]! : bounds.low;
    const high = bounds.points ? after(bounds.points.at(-1)!)! : bounds.high;
    return prefixes.map((one) => ({ low: concat(one, low), high: concat(one, high) }));
  }
  return prefixes.map((one) => ({ low: one, high: after(one) }));
}

/** Intervals in order, those that touch joined. */
export function merged(intervals: Interval[]): Interval[] {
  const sorted = intervals
    .filter(({ low, high }) => !high || Buffer.compare(low, high) < 0)
    .sort((a, b) => Buffer.compare(a.low, b.low));
  const out: Interval[] = [];
  for (const next of sorted) {
    const last = out.at(-1);
    if (last && (!last.high || Buffer.compare(next.low, last.high) <= 0)) {
      if (last.high && (!next.high || Buffer.compare(next.high, last.high) > 0))
        out[out.length - 1] = { low: last.low, high: next.high };
    } else out.push(next);
  }
  return out;
}
