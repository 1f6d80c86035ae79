import { descending } from '../planner/bounds.ts';
import type { Index } from '../storage/index-spec.ts';
import type { Entry, Records } from '../storage/records.ts';
import { RANK } from '../values/compare.ts';
import { after, encodeKey } from '../values/key.ts';

const PER_SWEEP = 5000;

/** The documents that a TTL index lists with a date up to `limit` (milliseconds since 1970). */
export function datesBefore(records: Records, index: Index, limit: number): Entry[] {
  const bounds = { low: Uint8Array.of(RANK.date), high: after(encodeKey([new Date(limit)]))! };
  const { low, high } = index.fields[0]!.direction < 0 ? descending(bounds) : bounds;
  const seen = new Set<number>();
  return records
    .entries(index.id, { low: low!, high }, undefined, { reverse: false, keyed: false, limit: PER_SWEEP })
    .filter(({ rid }) => !seen.has(rid) && seen.add(rid));
}
