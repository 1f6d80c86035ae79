import { zFeedFilter } from '@linggong/contracts/feed.ts';
import type { MatchableGig } from '@linggong/matching/filter.ts';
import { createFilterIndex } from '@linggong/matching/filter-index.ts';
import { localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { nextRunningFilters, runningFilters, type SavedFilter } from './repository.ts';

/** So many are read with one question, and put in between two turns of the event loop. */
const BATCH = 200;

/**
 * All filters that people have saved and not paused, in memory: which of them a gig matches. Holds nothing but filters
 * and the ids of their alerts; whose they are, and how they stand now, is in the database.
 */
export function savedFilters(deps: Deps) {
  let filters = createFilterIndex<string>();
  /** Of filters that name a day: when they end. */
  let ends = new Map<string, number>();
  let sweptOn = '';

  function put({ _id, filter, endsAt }: SavedFilter): void {
    const id = _id.toHexString();
    const asked = zFeedFilter.safeParse(filter);
    if (!asked.success) deps.log.error({ alertId: id }, 'saved filter not understood: it matches nothing');
    if (!asked.success || (endsAt && endsAt <= deps.clock())) {
      remove(id);
      return;
    }
    filters.set(id, asked.data);
    if (endsAt) ends.set(id, endsAt.getTime());
  }

  function remove(id: string): void {
    filters.remove(id);
    ends.delete(id);
  }

  return {
    /** Forgets everything and reads all that is there. */
    async load(): Promise<void> {
      filters = createFilterIndex<string>();
      ends = new Map();
      let last: SavedFilter | undefined;
      do {
        const page = await nextRunningFilters(deps, last?._id, BATCH);
        for (const saved of page) put(saved);
        last = page.length === BATCH ? page.at(-1) : undefined;
      } while (last);
    },
    /** Takes over how these alerts stand now; one that is gone, or paused, is no longer there. */
    async refresh(ids: readonly string[]): Promise<void> {
      const known = byId(await runningFilters(deps, ids));
      for (const id of ids) {
        const saved = known.get(id);
        if (saved) put(saved);
        else remove(id);
      }
    },
    /** Whether there is one at all: what they look at of a gig need not be worked out for none. */
    any: (): boolean => filters.size > 0,
    /** The ids of the alerts that ask for the gig. Filters end at midnight, and are forgotten then. */
    matching(gig: MatchableGig): string[] {
      const now = deps.clock();
      const today = localDay(now);
      if (today !== sweptOn) for (const [id, end] of ends) if (end <= now.getTime()) remove(id);
      sweptOn = today;
      const ids: string[] = [];
      filters.match(gig, (id) => ids.push(id));
      return ids;
    },
  };
}
export type SavedFilters = ReturnType<typeof savedFilters>;
