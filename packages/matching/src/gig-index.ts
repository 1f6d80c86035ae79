import type { FEED_SORTS, FeedFilter } from '@linggong/contracts/feed.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { type MatchableGig, matchesBesideWords } from './filter.ts';
import { DIMENSIONS } from './gig-index/dimensions.ts';
import { firstOf, type Ordered, type Position } from './gig-index/order.ts';
import { SlotList } from './gig-index/slot-list.ts';
import { sortedSlots } from './gig-index/sorted.ts';
import { queryTerms } from './terms.ts';

/** A gig as the index holds it, without the terms that it is found by. */
export type IndexedGig = Omit<MatchableGig, 'terms'> & Ordered;

export type GigOrder = {
  sort: (typeof FEED_SORTS)[number];
  near?: Point | undefined;
  after: Position | null;
};
type Lists = Map<string, SlotList>;
/** Gigs of which some may match, and all that do are. */
type Candidates = { count: number; each: (look: (slot: number) => void) => void };

const termsOf = ({ q }: FeedFilter) => (q === undefined ? [] : queryTerms(q));

/** So many places of gigs that are gone are nothing beside those that are there. */
const FEW_GONE = 1000;

/**
 * Gigs under their ids: one filter in, the gigs out that it matches, without looking at all of them. Finds what
 * `matches` says. Each gig stands in a slot; lists of slots say what has a word, a region, a day, and each order is kept.
 * A gig that is found by something else takes a new slot, so that lists only ever grow at their end.
 */
export function createGigIndex<Gig extends IndexedGig>() {
  let gigs: (Gig | undefined)[] = [];
  /** By how many lists it is found. */
  let listed: number[] = [];
  const slots = new Map<string, number>();
  let words: Lists = new Map();
  let dimensions: Lists[] = DIMENSIONS.map(() => new Map());
  const at = (slot: number) => gigs[slot]!;
  const orders = {
    newest: sortedSlots('newest', at),
    start: sortedSlots('start', at),
    pay: sortedSlots('pay', at),
  };

  function eachKey(gig: Gig, terms: ReadonlySet<string>, look: (lists: Lists, key: string) => void): void {
    for (const term of terms) look(words, term);
    for (const [i, { of }] of DIMENSIONS.entries()) for (const key of of(gig)) look(dimensions[i]!, key);
  }

  /** Whether what stands in a slot is found by the very same. */
  function isListed(slot: number, gig: Gig, terms: ReadonlySet<string>): boolean {
    let keys = 0;
    let all = true;
    eachKey(gig, terms, (lists, key) => {
      keys += 1;
      all &&= lists.get(key)?.has(slot) ?? false;
    });
    return all && keys === listed[slot];
  }

  function list(slot: number, gig: Gig, terms: ReadonlySet<string>): void {
    let keys = 0;
    eachKey(gig, terms, (lists, key) => {
      keys += 1;
      const known = lists.get(key);
      if (known) known.add(slot);
      else lists.set(key, new SlotList(slot));
    });
    listed[slot] = keys;
  }

  function take(slot: number): void {
    for (const order of Object.values(orders)) order.remove(slot);
    gigs[slot] = undefined;
  }

  /** Forgets the slots of what is gone, once they are as many as those of what is there. */
  function tidy(): void {
    if (gigs.length < 2 * slots.size + FEW_GONE) return;
    const numbers = new Int32Array(gigs.length).fill(-1);
    let next = 0;
    for (const [slot, gig] of gigs.entries()) {
      if (!gig) continue;
      numbers[slot] = next;
      slots.set(gig.id, next);
      next += 1;
    }
    for (const order of Object.values(orders)) order.renumber(numbers);
    listed = listed.filter((_, slot) => numbers[slot]! >= 0);
    gigs = gigs.filter((gig) => gig !== undefined);
    const renumbered = (lists: Lists): Lists =>
      new Map(
        [...lists].flatMap(([key, list]) => {
          const left = list.renumbered(numbers);
          return left ? [[key, left]] : [];
        }),
      );
    words = renumbered(words);
    dimensions = dimensions.map(renumbered);
  }

  const inLists = (lists: readonly SlotList[]): Candidates => ({
    count: lists.reduce((sum, { length }) => sum + length, 0),
    each(look) {
      for (const list of lists) for (let i = 0; i < list.length; i += 1) look(list.at(i));
    },
  });

  /** Those that pay as much: the first of that order. */
  function payingEnough(payMin: number): Candidates {
    const count = orders.pay.upTo({ value: payMin, id: '' });
    return {
      count,
      each(look) {
        for (const slot of orders.pay.all().slice(0, count)) look(slot);
      },
    };
  }

  const everything = (): Candidates => ({
    count: gigs.length,
    each(look) {
      for (let slot = 0; slot < gigs.length; slot += 1) look(slot);
    },
  });

  /** The fewest found in which all must be that match. */
  function candidates(filter: FeedFilter): Candidates {
    const { payMin, payUnit } = filter;
    const all = [
      ...termsOf(filter).map((term) => inLists([words.get(term) ?? []].flat())),
      ...DIMENSIONS.flatMap(({ asked }, i) => {
        const keys = asked(filter);
        return keys.length > 0 ? [inLists(keys.flatMap((key) => dimensions[i]!.get(key) ?? []))] : [];
      }),
      ...(payMin === undefined || payUnit !== undefined ? [] : [payingEnough(payMin)]),
    ];
    return all.reduce((a, b) => (a.count <= b.count ? a : b), everything());
  }

  /** The gig in a slot, where the filter asks for it. */
  function matcher(filter: FeedFilter, isThere: (gig: Gig) => boolean): (slot: number) => Gig | null {
    const lists = termsOf(filter).map((term) => words.get(term));
    return (slot) => {
      const gig = gigs[slot];
      if (!gig || !isThere(gig) || !matchesBesideWords(filter, gig)) return null;
      return lists.every((list) => list?.has(slot)) ? gig : null;
    };
  }

  function each(filter: FeedFilter, isThere: (gig: Gig) => boolean, found: (gig: Gig) => void): void {
    const matched = matcher(filter, isThere);
    candidates(filter).each((slot) => {
      const gig = matched(slot);
      if (gig) found(gig);
    });
  }

  return {
    get size(): number {
      return slots.size;
    },
    all: (): Gig[] => gigs.filter((gig) => gig !== undefined),
    /** Puts a gig in, in place of what has its id; it is found by these terms. */
    put(gig: Gig, terms: readonly string[]): void {
      const unlike = new Set(terms);
      const before = slots.get(gig.id);
      if (before !== undefined) take(before);
      const isSame = before !== undefined && isListed(before, gig, unlike);
      const slot = isSame ? before : gigs.length;
      gigs[slot] = gig;
      slots.set(gig.id, slot);
      if (!isSame) list(slot, gig, unlike);
      for (const order of Object.values(orders)) order.add(slot);
      tidy();
    },
    remove(id: string): void {
      const slot = slots.get(id);
      if (slot === undefined) return;
      take(slot);
      slots.delete(id);
      tidy();
    },
    /** The gig of this id where the filter asks for it. */
    matched(id: string, filter: FeedFilter): Gig | null {
      const slot = slots.get(id);
      return slot === undefined ? null : matcher(filter, () => true)(slot);
    },
    /** Each gig that the filter asks for, in no order; `isThere` is asked first, and may bring `open` up to date. */
    each,
    /**
     * The first `limit` of the gigs of a filter after a position (null: from the start). Goes through the order as long
     * as that may be the shorter way, then looks at the fewest in which all of them must be.
     */
    first(filter: FeedFilter, order: GigOrder, limit: number, isThere: (gig: Gig) => boolean): Gig[] {
      const { sort, after } = order;
      if (sort !== 'distance') {
        const matched = matcher(filter, isThere);
        const sorted = orders[sort].all();
        const from = after ? orders[sort].upTo(after) : 0;
        const until = Math.min(sorted.length, from + candidates(filter).count);
        const found: Gig[] = [];
        for (let i = from; i < until && found.length < limit; i += 1) {
          const gig = matched(sorted[i]!);
          if (gig) found.push(gig);
        }
        if (found.length === limit || until === sorted.length) return found;
      }
      const first = firstOf<Gig>(order, limit);
      each(filter, isThere, first.take);
      return first.gigs();
    },
  };
}
export type GigIndex<Gig extends IndexedGig> = ReturnType<typeof createGigIndex<Gig>>;
