import type { Interval, Records } from '../storage/records.ts';
import type { Maybe } from '../values/maybe.ts';
import type { openSlice } from './read.ts';

/** So many entries are counted in about two milliseconds. */
const AT_ONCE = 20_000;

/** Counts the entries of an index within intervals, at once where they are few, else letting others in between. */
export function countEntries(
  records: Records,
  { idx, intervals }: { idx: number; intervals: Interval[] },
  slice: ReturnType<typeof openSlice>,
): Maybe<number> {
  const [only] = intervals;
  if (!only) return 0;
  if (intervals.length === 1 && !records.placeAfter(idx, only, AT_ONCE))
    return records.countWithin(idx, only);
  return countLong(records, idx, intervals, slice);
}

async function countLong(
  records: Records,
  idx: number,
  intervals: Interval[],
  slice: ReturnType<typeof openSlice>,
): Promise<number> {
  let n = 0;
  for (const interval of intervals)
    for (let from = { key: interval.low, rid: -1 }; ; ) {
      if (slice.overdue()) await slice.pause();
      const next = records.placeAfter(idx, interval, AT_ONCE, from);
      if (!next) {
        n += records.countWithin(idx, interval, from);
        break;
      }
      n += AT_ONCE;
      from = next;
    }
  return n;
}
