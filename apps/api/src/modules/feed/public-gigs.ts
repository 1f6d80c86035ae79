import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { createGigIndex, type GigOrder } from '@linggong/matching/gig-index.ts';
import { DAY_MS, HOUR_MS } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { type GigRecord, listedByIds, listedGigs } from '../gigs/public.ts';
import { type PublicGig, presentAt, publicGig } from './public-gig.ts';
import { sharing } from './sharing.ts';

const BATCH = 500;

/** Hears of a gig's id while it stands in the index as it was, and again as it is; null: all may be otherwise. */
type Heard = (id: string | null) => void;

/**
 * The public gigs of the deployment in memory, as far as filters, orders and the summary look at them: read once, and of
 * each commit and each public event what it touched, before anybody is answered after it.
 */
export function publicGigs(deps: Deps) {
  let index = createGigIndex<PublicGig>();
  const shared = sharing();
  const touched = new Set<string>();
  const listeners: Heard[] = [];
  let isRead = false;
  /** What ended before this has been forgotten. */
  let forgotten = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> = Promise.resolve();
  let waiting = 0;

  deps.onChange((events) => {
    for (const { type, payload } of events) {
      if (!type.startsWith('gig.')) continue;
      const { gig, gigId } = payload as { gig?: { id: string }; gigId?: string };
      const id = gig?.id ?? gigId;
      if (id !== undefined) touched.add(id);
    }
  });

  const tell: Heard = (id) => {
    for (const heard of listeners) heard(id);
  };

  function keep(id: string, record: GigRecord | undefined): void {
    const gig = record ? publicGig(record, shared) : null;
    if (gig) index.put(gig, record!.terms);
    else index.remove(id);
  }

  async function readAll(): Promise<void> {
    // A clock may be set back a little.
    const from = deps.clock().getTime() - DAY_MS;
    index = createGigIndex();
    for await (const record of listedGigs(deps, new Date(from))) keep(record._id.toHexString(), record);
    isRead = true;
    forgotten = from;
    tell(null);
  }

  async function refresh(): Promise<void> {
    if (!isRead) {
      touched.clear();
      await readAll();
    }
    while (touched.size > 0) {
      const ids = [...touched].slice(0, BATCH);
      for (const id of ids) touched.delete(id);
      try {
        const found = await listedByIds(deps, ids);
        const records = new Map(found.map((record) => [record._id.toHexString(), record]));
        for (const id of ids) {
          tell(id);
          keep(id, records.get(id));
          tell(id);
        }
      } catch (error) {
        for (const id of ids) touched.add(id);
        throw error;
      }
    }
  }

  function forget(now: Date): void {
    const before = now.getTime() - DAY_MS;
    if (before < forgotten + HOUR_MS) return;
    forgotten = before;
    for (const { id, validUntil } of index.all()) if (validUntil <= before) index.remove(id);
  }

  const isUpToDate = () => isRead && waiting === 0 && touched.size === 0;

  return {
    listen: (heard: Heard): void => void listeners.push(heard),
    /** Whether it shows all that was committed here, and told by the log, before. */
    isUpToDate,
    /** Until it shows all that was committed here, and told by the log, before it was called. */
    upToDate(): Promise<void> | void {
      if (deps.clock().getTime() < forgotten) isRead = false;
      if (isUpToDate()) return;
      waiting += 1;
      refreshing = refreshing
        .catch(() => undefined)
        .then(refresh)
        .finally(() => {
          waiting -= 1;
        });
      return refreshing;
    },
    /** The first `limit` gigs, after a position, that are public at `now` and that a filter asks for. */
    first(filter: FeedFilter, order: GigOrder, limit: number, now: Date): PublicGig[] {
      forget(now);
      return index.first(filter, order, limit, presentAt(now));
    },
    /** Each gig that is public at `now` and that a filter asks for, in no order. */
    each(filter: FeedFilter, now: Date, found: (gig: PublicGig) => void): void {
      forget(now);
      index.each(filter, presentAt(now), found);
    },
    /** The gig of this id where a filter asks for it, whether or not its time is over. */
    matched: (id: string, filter: FeedFilter): PublicGig | null => index.matched(id, filter),
  };
}
export type PublicGigs = ReturnType<typeof publicGigs>;
