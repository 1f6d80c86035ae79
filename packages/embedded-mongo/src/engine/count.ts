import type { Collection } from '../storage/catalog.ts';
import { type Interval, type Place, type Records, RIDS_PER_COLLECTION } from '../storage/records.ts';
import type { Maybe } from '../values/maybe.ts';
import type { Slice } from './slice.ts';

/** So many entries are counted in about two milliseconds. */
const AT_ONCE = 20_000;
/** A collection that never had more documents than this is counted in one go. */
const SMALL = 150_000;

/** Counts the entries of an index within intervals; in a large collection it lets others in between. */
export function countEntries(
  records: Records,
  collection: Collection,
  { idx, intervals }: { idx: number; intervals: Interval[] },
  slice: Slice,
): Maybe<number> {
  if (collection.nextRid - collection.id * RIDS_PER_COLLECTION > SMALL)
    return countLong(records, idx, intervals, slice);
  return intervals.reduce((sum, interval) => sum + records.countWithin(idx, interval), 0);
}

async function countLong(
  records: Records,
  idx: number,
  intervals: Interval[],
  slice: Slice,
): Promise<number> {
  let n = 0;
  for (const interval of intervals)
    for (let from: Place | undefined; ; ) {
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
