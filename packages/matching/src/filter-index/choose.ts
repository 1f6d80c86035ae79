import { DIMENSIONS, type Dimension, type Key } from './dimensions.ts';
import type { NumberedFilter } from './row.ts';
import { type Bounds, circleBounds, mayHold } from './scales.ts';

/** So many entries stand for all of a leaf when it is split. */
const SAMPLE = 32;
/** A split must spare at least so much of the leaf. */
const WORTH = 0.75;
const CROWD = 100;

type Filters = { filter: (entry: number) => NumberedFilter; termsOf: (query: string) => readonly string[] };

/** How many of the sample a gig still meets, if gigs are spread over the keys as the filters are. */
function metByKeys(dimension: Dimension, sample: readonly number[], filters: Filters): number {
  const counts = new Map<Key, number>();
  let silent = 0;
  for (const entry of sample) {
    const keys = dimension.keys(filters.filter(entry), filters.termsOf);
    if (keys.length === 0) silent += 1;
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const asking = sample.length - silent;
  if (counts.size < 2) return sample.length;
  // Of the steps of pay a gig meets its own and all below; of hours those around its own; and so on.
  if (dimension.kind === 'reach') return silent + asking / 2;
  let [all, squares] = [0, 0];
  for (const count of counts.values()) {
    all += count;
    squares += count * count;
  }
  return silent + squares / all;
}

/** The same of circles: how many of them a gig meets that lies where one of them has its centre. */
function metByCircles(sample: readonly number[], filters: Filters): number {
  const circles: { centre: [number, number]; bounds: Bounds }[] = [];
  for (const entry of sample) {
    const { near, within } = filters.filter(entry);
    if (near && within !== undefined)
      circles.push({ centre: [near[0], near[1]], bounds: circleBounds(near, within) });
  }
  if (circles.length < 2) return sample.length;
  let met = 0;
  for (const { centre } of circles) for (const { bounds } of circles) if (mayHold(bounds, centre)) met += 1;
  return sample.length - circles.length + met / circles.length;
}

function sampleOf(entries: readonly number[]): number[] {
  const step = Math.max(1, Math.floor(entries.length / SAMPLE));
  return entries.filter((_, i) => i % step === 0).slice(0, SAMPLE);
}

/** The dimensions not yet used; of the levels of circles only the coarsest. */
function unused(used: number): number[] {
  const left = [...DIMENSIONS.keys()].filter((i) => !(used & (1 << i)));
  const circles = left.find((i) => DIMENSIONS[i]!.kind === 'circle');
  return left.filter((i) => DIMENSIONS[i]!.kind !== 'circle' || i === circles);
}

/**
 * The dimension by which a leaf is best split, of those not yet used above it; null: none is worth it. A crowd that
 * its neighbours' gigs would all meet is split by anything that most of it says: other gigs then pass it by.
 */
export function chooseDimension(entries: readonly number[], used: number, filters: Filters): number | null {
  const sample = sampleOf(entries);
  let best: number | null = null;
  let least = sample.length * WORTH;
  for (const i of unused(used)) {
    const dimension = DIMENSIONS[i]!;
    const met =
      dimension.kind === 'circle' ? metByCircles(sample, filters) : metByKeys(dimension, sample, filters);
    if (met >= least) continue;
    least = met;
    best = i;
  }
  if (best !== null || entries.length < CROWD) return best;
  const says = (i: number) => (entry: number) =>
    DIMENSIONS[i]!.keys(filters.filter(entry), filters.termsOf).length > 0;
  return unused(used).find((i) => sample.filter(says(i)).length > sample.length * WORTH) ?? null;
}
