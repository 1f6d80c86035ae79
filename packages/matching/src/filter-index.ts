import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { type MatchableGig, matches } from './filter.ts';
import { grown } from './filter-index/columns.ts';
import { askedOf } from './filter-index/dimensions.ts';
import { filterEntries } from './filter-index/entries.ts';
import { entrySubscribers } from './filter-index/subscribers.ts';
import { filterTree } from './filter-index/tree.ts';

/**
 * Filters under ids: one gig in, the ids of the filters that it matches out, without looking at all of them. Finds
 * what `matches` says; equal filters are kept and checked once. `set` and `remove` take the same
 * time however many filters there are.
 */
export function createFilterIndex<Id>() {
  const entries = filterEntries();
  const subscribers = entrySubscribers<Id>();
  const tree = filterTree(entries);
  let matching = false;
  let candidates = new Int32Array(64);
  let settledOf = new Int32Array(64);
  let count = 0;
  const gather = (entry: number, settled: number) => {
    candidates = grown(candidates, count + 1);
    settledOf = grown(settledOf, count + 1);
    candidates[count] = entry;
    settledOf[count] = settled;
    count += 1;
  };

  function mayChange(): void {
    if (matching) throw new Error('The index of filters was changed from within a match');
  }

  function forget(id: Id, entry: number): void {
    if (!subscribers.remove(id)) return;
    tree.remove(entry);
    entries.drop(entry);
  }

  return {
    /** Gives the id this filter, in place of any that it had. The filter is copied. */
    set(id: Id, filter: FeedFilter): void {
      mayChange();
      const { entry, isNew } = entries.put(filter);
      const before = subscribers.entryOf(id);
      if (before === entry) return;
      if (isNew) tree.add(entry);
      if (before !== undefined) forget(id, before);
      subscribers.add(id, entry, isNew);
    },
    /** Takes the id out; false: it had no filter. */
    remove(id: Id): boolean {
      mayChange();
      const entry = subscribers.entryOf(id);
      if (entry === undefined) return false;
      forget(id, entry);
      return true;
    },
    /**
     * Calls `found` with each id whose filter the gig matches, once, in no order. `found` must not change the index.
     * Returns how many different filters had to be checked.
     */
    match(gig: MatchableGig, found: (id: Id) => void): number {
      mayChange();
      const numbered = entries.numbered(gig);
      count = 0;
      tree.visit(askedOf(numbered), gather);
      entries.fetch(candidates, count);
      matching = true;
      try {
        for (let i = 0; i < count; i += 1) {
          const entry = candidates[i]!;
          if (matches(entries.filter(entry, settledOf[i]), numbered, entries.termsOf))
            subscribers.each(entry, found);
        }
      } finally {
        matching = false;
      }
      return count;
    },
    /** How many ids have a filter, and how many different filters these are. */
    get size(): number {
      return subscribers.size();
    },
    get distinct(): number {
      return entries.size();
    },
  };
}
export type FilterIndex<Id> = ReturnType<typeof createFilterIndex<Id>>;
