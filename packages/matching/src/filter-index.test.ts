import type { FeedFilter } from '@linggong/contracts/feed.ts';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type MatchableGig, matches } from './filter.ts';
import { anyFilter, anyGig } from './filter-index/generated.ts';
import { createFilterIndex } from './filter-index.ts';

// Seconds of work, more where others want the processor too.
vi.setConfig({ testTimeout: 60_000 });

/** The index, and beside it what it must say: every filter asked, one by one. */
function sideBySide() {
  const index = createFilterIndex<number>();
  const filters = new Map<number, FeedFilter>();
  let pairs = 0;
  let hits = 0;
  let checked = 0;
  return {
    index,
    set(id: number, filter: FeedFilter) {
      index.set(id, filter);
      filters.set(id, filter);
    },
    remove(id: number) {
      expect(index.remove(id)).toBe(filters.delete(id));
    },
    agree(gig: MatchableGig) {
      const found = new Set<number>();
      let calls = 0;
      checked += index.match(gig, (id) => {
        calls += 1;
        found.add(id);
      });
      let wrong = calls - found.size;
      for (const [id, filter] of filters) {
        const expected = matches(filter, gig);
        if (expected) hits += 1;
        if (expected !== found.has(id)) wrong += 1;
      }
      for (const id of found) if (!filters.has(id)) wrong += 1;
      pairs += filters.size;
      if (wrong > 0) expect({ gig, wrong }).toEqual({ gig, wrong: 0 });
      expect(index.size).toBe(filters.size);
    },
    seen: () => ({ pairs, hits, checked }),
  };
}

describe('the index finds what a look at every filter finds', () => {
  test('whatever is added, changed and removed', () => {
    const id = fc.nat({ max: 40 });
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.tuple(id, anyFilter) },
      { weight: 2, arbitrary: fc.tuple(id) },
      { weight: 1, arbitrary: anyGig },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: 'max' }), fc.array(anyGig), (steps, gigs) => {
        const both = sideBySide();
        for (const step of steps)
          if (!Array.isArray(step)) both.agree(step);
          else if (step.length === 2) both.set(...step);
          else both.remove(step[0]);
        for (const gig of gigs) both.agree(gig);
      }),
      { numRuns: 150 },
    );
  });

  test('of two million pairs, while filters come and go', () => {
    const filters = fc.sample(anyFilter, { numRuns: 4000, seed: 20_261_123 });
    const gigs = fc.sample(anyGig, { numRuns: 800, seed: 20_261_124 });
    const both = sideBySide();
    let next = 0;
    for (const [round, gig] of gigs.entries()) {
      // Up to some thousands, down to a few, and up again.
      const growing = round % 400 < 250;
      for (let i = 0; i < 20; i += 1) {
        next += 1;
        const id = (next * 7919) % 5000;
        if (growing || i % 10 === 0) both.set(id, filters[(next * 31) % filters.length]!);
        else both.remove((next * 104_729) % 5000);
      }
      both.agree(gig);
    }
    const { pairs, hits, checked } = both.seen();
    expect(pairs).toBeGreaterThan(2_000_000);
    expect(hits).toBeGreaterThan(pairs / 100);
    expect(checked).toBeLessThan(pairs / 4);
  });
});

const gig: MatchableGig = {
  tradeId: 'loading',
  regionPath: ['tibet', 'chamdo', 'karuo'],
  days: ['2026-11-23', '2026-11-24'],
  times: [{ day: '2026-11-23', from: 540, to: 1020 }],
  pay: { amountFen: 20_000, unit: 'day', settlement: 'same_day' },
  dayPayFen: 20_000,
  included: { meals: true, lodging: false, transport: null, tools: true },
  point: [97.18, 31.14],
  terms: new Set(['搬', '砖', '搬砖', '工地']),
  open: 3,
};
const spread = (i: number, of: number) => ((i * 7919) % of) / of;

describe('a crowd under one key', () => {
  /** Filters of a crowd, how the gig differs that they are matched with, and how many may be checked in vain. */
  const crowds: [string, (i: number) => FeedFilter, Partial<MatchableGig>, number][] = [
    ['least pays', (i) => ({ payMin: i * 40 }), { dayPayFen: 12_345 }, 200],
    ['least pays by the unit', (i) => ({ payUnit: 'day', payMin: i * 40 }), {}, 300],
    ['one trade, many regions', (i) => ({ trade: ['loading'], region: `region-${i}` }), {}, 50],
    ['one region, many trades', (i) => ({ region: 'karuo', trade: ['courier', `trade-${i}`] }), {}, 50],
    [
      'trades in twos',
      (i) => ({ trade: [`trade-${i % 60}`, `trade-${60 + (i % 61)}`, `other-${i % 7}`] }),
      {},
      50,
    ],
    ['hours', (i) => ({ hours: [(i * 7) % 1440, (i * 7 + 60 + (i % 400)) % 1440] }), {}, 300],
    [
      'days, at hours',
      (i) => ({ day: `2026-11-${22 + (i % 3)}`, hours: [i % 700, 1000 + (i % 400)] }),
      {},
      1000,
    ],
    [
      'settlements',
      (i) => ({ settlement: [i % 2 ? 'weekly' : 'same_day'], payMin: i }),
      { dayPayFen: 1500 },
      400,
    ],
    [
      'needs',
      (i) => ({ needs: i % 2 ? ['meals', 'lodging'] : ['tools'], payMin: i }),
      { dayPayFen: 1500 },
      400,
    ],
    ['days', (i) => ({ region: 'karuo', day: `day-${i}` }), {}, 50],
    ['a second word', (i) => ({ q: `工地 word${i}` }), {}, 50],
    ['a third word', (i) => ({ q: `工地 搬砖 word${i}` }), {}, 50],
    [
      'circles in one town, the gig in the next',
      (i) => ({ near: [97.15 + 0.06 * spread(i, 3001), 31.1 + 0.06 * spread(i, 2999)], within: 10 }),
      { point: [97.35, 31.14] },
      200,
    ],
    [
      'circles all over the country',
      (i) => ({ near: [80 + 40 * spread(i, 3001), 20 + 25 * spread(i, 2999)], within: 20 }),
      {},
      100,
    ],
    [
      'circles across the date line',
      (i) => ({ near: [i % 2 ? 180 : -179.99, -80 + 160 * spread(i, 2999)], within: 30 }),
      { point: [-180, 10] },
      200,
    ],
    [
      'wide circles among narrow ones',
      (i) => ({ near: [97 + spread(i, 3001), 31 + spread(i, 2999)], within: i % 50 ? 2 : 500 }),
      { point: [98.3, 31.5] },
      200,
    ],
  ];
  test.each(crowds)('%s', (_name, filterOf, change, inVain) => {
    const both = sideBySide();
    for (let i = 0; i < 3000; i += 1) both.set(i, filterOf(i));
    expect(both.index.distinct).toBe(3000);
    both.agree({ ...gig, ...change });
    const { hits, checked } = both.seen();
    expect(hits).toBeLessThan(2000);
    expect(checked - hits).toBeLessThan(inVain);
    both.agree({ ...gig, ...change, point: null, dayPayFen: null, days: [], regionPath: [] });
    // Half of them leave, then all.
    for (let i = 0; i < 3000; i += 2) both.remove(i);
    both.agree({ ...gig, ...change });
    for (let i = 1; i < 3000; i += 2) both.remove(i);
    both.agree(gig);
    expect(both.index.distinct).toBe(0);
  });

  test.each<[string, (i: number) => FeedFilter]>([
    ['circles of one centre', (i) => ({ near: [97.18, 31.14], within: 1 + i / 1000 })],
    [
      'many trades each',
      (i) => ({ trade: Array.from({ length: 13 + (i % 3) }, (_, n) => `trade-${i * n}`) }),
    ],
  ])('that nothing tells apart: %s', (_name, filterOf) => {
    const both = sideBySide();
    for (let i = 0; i < 3000; i += 1) both.set(i, filterOf(i));
    both.agree({ ...gig, point: [97.2, 31.14], tradeId: 'trade-0' });
    for (let i = 0; i < 3000; i += 1) both.remove((i * 7) % 3000);
    expect(both.index.distinct).toBe(0);
  });
});

describe('equal filters', () => {
  test.each<[string, FeedFilter, FeedFilter]>([
    ['trades in another order, and twice', { trade: ['a', 'b'] }, { trade: ['b', 'a', 'b'] }],
    [
      'settlements in another order, and twice',
      { settlement: ['weekly', 'same_day'] },
      { settlement: ['same_day', 'weekly', 'same_day'] },
    ],
    ['needs in another order', { needs: ['tools', 'meals'] }, { needs: ['meals', 'tools'] }],
    ['nothing needed, any settlement', {}, { needs: [], settlement: [] }],
    ['no trade', { region: 'karuo' }, { region: 'karuo', trade: [] }],
    ['a place without a distance', {}, { near: [97, 31] }],
    ['a distance without a place', {}, { within: 20 }],
    ['a query of blanks', {}, { q: '  ' }],
    ['fields that are undefined', {}, { region: undefined, payMin: undefined, open: undefined }],
  ])('are one: %s', (_name, a, b) => {
    const index = createFilterIndex<string>();
    index.set('a', a);
    index.set('b', b);
    expect([index.size, index.distinct]).toEqual([2, 1]);
    index.remove('a');
    expect([index.size, index.distinct]).toEqual([1, 1]);
  });

  test.each<[string, FeedFilter, FeedFilter]>([
    ['no least pay, and one of nothing', {}, { payMin: 0 }],
    ['by the hour, by the day', { payUnit: 'hour' }, { payUnit: 'day' }],
    ['a need and a settlement', { needs: ['meals'] }, { settlement: ['same_day'] }],
    ['hours turned round', { hours: [480, 1080] }, { hours: [1080, 480] }],
    ['no hours, and hours from midnight on', {}, { hours: [0, 1] }],
    ['a region named as a day', { region: '2026-11-23' }, { day: '2026-11-23' }],
    ['two trades, one with a comma', { trade: ['a', 'b'] }, { trade: ['a,b'] }],
    ['a hair farther', { near: [97, 31], within: 10 }, { near: [97, 31], within: 10.000_000_000_000_002 }],
  ])('are not: %s', (_name, a, b) => {
    const index = createFilterIndex<string>();
    index.set('a', a);
    index.set('b', b);
    expect(index.distinct).toBe(2);
  });
});

test('a filter is copied, an id has the last one only, and one who left gets nothing', () => {
  const index = createFilterIndex<object>();
  const [one, two] = [{}, {}];
  const found = (g: MatchableGig) => {
    const ids: object[] = [];
    index.match(g, (id) => ids.push(id));
    return ids;
  };
  const filter: FeedFilter = { trade: ['loading'], near: [97.18, 31.14], within: 1 };
  index.set(one, filter);
  filter.trade!.push('courier');
  filter.near![0] = 0;
  expect(found(gig)).toEqual([one]);
  expect(found({ ...gig, tradeId: 'courier' })).toEqual([]);
  index.set(one, { region: 'jiangda' });
  expect(found(gig)).toEqual([]);
  index.set(two, {});
  index.set(one, {});
  index.set(one, {});
  expect(found(gig)).toHaveLength(2);
  expect(index.remove(one)).toBe(true);
  expect(index.remove(one)).toBe(false);
  expect(found(gig)[0]).toBe(two);
});

test('a change from within a match is refused, and does no harm', () => {
  const index = createFilterIndex<string>();
  index.set('a', {});
  expect(() => index.match(gig, () => index.remove('a'))).toThrow('from within a match');
  expect(() => index.match(gig, () => index.set('b', {}))).toThrow('from within a match');
  index.set('b', {});
  const ids: string[] = [];
  index.match(gig, (id) => ids.push(id));
  expect(ids.sort()).toEqual(['a', 'b']);
});
