import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { grown } from './columns.ts';
import { type NumberedFilter, ROW_WHOLES, ROW_WORDS, type Rows, rowCodec, rowsOn } from './row.ts';

const NONE = -1;

/**
 * The different filters there are, each once, as rows of one array: 64 bytes, nothing for the garbage collector to
 * follow. Found by their content through a hash table of chains. An entry is the number of a row; rows are reused.
 */
export function filterEntries() {
  const codec = rowCodec();
  const fetched = new Int32Array(1);
  const fresh = rowsOn(new Float64Array(ROW_WORDS));
  let rows = rowsOn(new Float64Array(64 * ROW_WORDS));
  /** The next row of the same chain, or of the chain of free rows. */
  let next = new Int32Array(64);
  let heads = new Int32Array(64).fill(NONE);
  let free = NONE;
  let used = 0;
  let size = 0;

  function chainOf({ wholes }: Rows, row: number): number {
    let hash = 0;
    for (let i = row * ROW_WHOLES; i < (row + 1) * ROW_WHOLES; i += 1) {
      hash = Math.imul(hash ^ wholes[i]!, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash & (heads.length - 1);
  }

  function isFresh(entry: number): boolean {
    const start = entry * ROW_WHOLES;
    for (let i = 0; i < ROW_WHOLES; i += 1) if (rows.wholes[start + i] !== fresh.wholes[i]) return false;
    return true;
  }

  function lengthenChains(): void {
    const old = heads;
    heads = new Int32Array(2 * old.length).fill(NONE);
    for (const head of old)
      for (let entry = head; entry !== NONE; ) {
        const after = next[entry]!;
        const chain = chainOf(rows, entry);
        next[entry] = heads[chain]!;
        heads[chain] = entry;
        entry = after;
      }
  }

  function newRow(): number {
    if (free !== NONE) {
      const entry = free;
      free = next[entry]!;
      return entry;
    }
    const entry = used;
    used += 1;
    const doubles = grown(rows.doubles, used * ROW_WORDS);
    if (doubles !== rows.doubles) rows = rowsOn(doubles);
    next = grown(next, used);
    return entry;
  }

  return {
    /** The entry of this filter; `isNew` where there was none. */
    put(filter: FeedFilter): { entry: number; isNew: boolean } {
      codec.write(fresh, filter);
      const known = chainOf(fresh, 0);
      for (let entry = heads[known]!; entry !== NONE; entry = next[entry]!)
        if (isFresh(entry)) {
          codec.release(fresh, 0);
          return { entry, isNew: false };
        }
      size += 1;
      if (size > heads.length) lengthenChains();
      const entry = newRow();
      rows.doubles.set(fresh.doubles, entry * ROW_WORDS);
      const chain = chainOf(fresh, 0);
      next[entry] = heads[chain]!;
      heads[chain] = entry;
      return { entry, isNew: true };
    },
    /** Forgets the entry; its number will be another filter's. */
    drop(entry: number): void {
      const chain = chainOf(rows, entry);
      if (heads[chain] === entry) heads[chain] = next[entry]!;
      else {
        let before = heads[chain]!;
        while (next[before] !== entry) before = next[before]!;
        next[before] = next[entry]!;
      }
      codec.release(rows, entry);
      next[entry] = free;
      free = entry;
      size -= 1;
    },
    /** The filter itself, but for what is settled; until the next call. */
    filter: (entry: number, settled = 0): NumberedFilter => codec.read(rows, entry, settled),
    /**
     * Reads a little of each of these entries, and nothing else: such reads don't wait for each other, so that the
     * rows, which lie scattered, are near the processor when they are looked at one by one.
     */
    fetch(some: Int32Array, count: number): void {
      const { wholes } = rows;
      let seen = 0;
      for (let i = 0; i < count; i += 1) seen ^= wholes[some[i]! * ROW_WHOLES]!;
      // Kept, or the reads would be found to be for nothing and left out.
      fetched[0] = seen;
    },
    numbered: codec.numbered,
    termsOf: codec.termsOf,
    size: () => size,
  };
}
export type FilterEntries = ReturnType<typeof filterEntries>;
