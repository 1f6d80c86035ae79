import { FEED_SORTS, type FeedFilter } from '@linggong/contracts/feed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MatchableGig, matches } from './filter.ts';
import { anyFilter, anyGig } from './filter-index/generated.ts';
import { comparePositions, type Position, positionOf } from './gig-index/order.ts';
import { createGigIndex, type IndexedGig } from './gig-index.ts';

type Gig = MatchableGig & IndexedGig & { isThere: boolean };
const isThere = (gig: IndexedGig) => (gig as Gig).isThere;

/** Few moments, so that many share a place in the order. */
const moment = fc.integer({ min: 1, max: 5 });
const anyListed = fc
  .record({ gig: anyGig, publishedAt: moment, startsAt: fc.option(moment), isThere: fc.nat({ max: 9 }) })
  .map(({ gig, isThere: there, ...times }) => ({ ...gig, ...times, isThere: there > 0 }));
const MOST = 150;
const anyId = fc.integer({ min: 1, max: MOST }).map((n) => `gig-${String(n).padStart(3, '0')}`);
const anyChange = fc.oneof(
  { weight: 6, arbitrary: fc.record({ id: anyId, gig: anyListed }) },
  { weight: 2, arbitrary: fc.record({ id: anyId, gig: fc.constant(null) }) },
  // What taking a place changes: it stays where it is.
  { weight: 4, arbitrary: fc.record({ id: anyId, open: fc.constantFrom(0, 1, null) }) },
);

function byHand(gigs: Iterable<Gig>, filter: FeedFilter): string[] {
  return [...gigs].flatMap((gig) => (isThere(gig) && matches(filter, gig) ? [gig.id] : [])).sort();
}

type Order = { sort: (typeof FEED_SORTS)[number]; near: FeedFilter['near']; after: Position | null };
function orderedByHand(gigs: Map<string, Gig>, filter: FeedFilter, order: Order, limit: number): string[] {
  const positions = byHand(gigs.values(), filter).map((id) => positionOf(gigs.get(id)!, order));
  return positions
    .filter((position) => !order.after || comparePositions(order.sort, position, order.after) > 0)
    .sort((a, b) => comparePositions(order.sort, a, b))
    .slice(0, limit)
    .map(({ id }) => id);
}

test('through adds, changes and removals it finds what looking at each gig finds, in every order', () => {
  const gigs = new Map<string, Gig>();
  const index = createGigIndex<IndexedGig>();
  const put = (gig: Gig) => {
    gigs.set(gig.id, gig);
    const { terms, ...rest } = gig;
    index.put(rest, [...terms]);
  };
  const changes = fc.sample(anyChange, { numRuns: 4000, seed: 20_261_130 });
  const filters = fc.sample(anyFilter, { numRuns: changes.length, seed: 20_261_201 });
  const found = new Set<number>();
  let narrow = 0;
  for (const [i, { id, ...change }] of changes.entries()) {
    const before = gigs.get(id);
    if ('open' in change) {
      if (before) put({ ...before, open: change.open });
    } else if (change.gig) {
      put({ ...change.gig, id });
    } else {
      gigs.delete(id);
      index.remove(id);
    }
    expect(index.size).toBe(gigs.size);
    const filter = filters[i]!;
    const matching: string[] = [];
    index.each(filter, isThere, (gig) => matching.push(gig.id));
    expect(matching.sort(), JSON.stringify(filter)).toEqual(byHand(gigs.values(), filter));
    found.add(matching.length);
    const one = gigs.get(id);
    expect(index.matched(id, filter) !== null).toBe(one !== undefined && matches(filter, one));
    const sort = FEED_SORTS[i % FEED_SORTS.length]!;
    const near = filter.near ?? [97.18, 31.14];
    const some = [...gigs.values()][(i * 31) % Math.max(1, gigs.size)];
    const after = i % 3 === 0 && some ? positionOf(some, { sort, near }) : null;
    const limit = [1, 5, 20][i % 3]!;
    const first = index.first(filter, { sort, near, after }, limit, isThere).map((gig) => gig.id);
    expect(first, `${sort} ${JSON.stringify(filter)}`).toEqual(
      orderedByHand(gigs, filter, { sort, near, after }, limit),
    );
    if (first.length === limit) narrow += 1;
  }
  expect(found.size).toBeGreaterThan(30);
  expect(narrow).toBeGreaterThan(500);
}, 60_000);

test('many that are put in at once stand in order', () => {
  const index = createGigIndex<IndexedGig>();
  const all = fc.sample(anyListed, { numRuns: 500, seed: 7 });
  for (const [i, { terms, ...gig }] of all.entries()) index.put({ ...gig, id: String(i) }, [...terms]);
  const times = index
    .first({}, { sort: 'newest', after: null }, 500, () => true)
    .map((gig) => gig.publishedAt);
  expect(times).toHaveLength(500);
  expect(times).toEqual([...times].sort((a, b) => b - a));
});
