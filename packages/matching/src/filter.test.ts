import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { describe, expect, test } from 'vitest';
import { type MatchableGig, matches } from './filter.ts';
import { searchTerms } from './terms.ts';

const CITY = 'c'.repeat(24);
const COUNTY = 'd'.repeat(24);
const gig: MatchableGig = {
  tradeId: 'loading',
  regionPath: [CITY, COUNTY],
  days: ['2026-11-23', '2026-11-24'],
  pay: { amountFen: 3000, unit: 'hour' },
  dayPayFen: 24_000,
  point: [97.18, 31.14],
  terms: new Set(searchTerms('工地搬砖')),
  open: 2,
};

const cases: [string, FeedFilter, Partial<MatchableGig>, boolean][] = [
  ['nothing asked', {}, {}, true],
  ['its county', { region: COUNTY }, {}, true],
  ['the city above', { region: CITY }, {}, true],
  ['another place', { region: 'e'.repeat(24) }, {}, false],
  ['its trade among others', { trade: ['courier', 'loading'] }, {}, true],
  ['another trade', { trade: ['courier'] }, {}, false],
  ['an empty list of trades', { trade: [] }, {}, true],
  ['its second day', { day: '2026-11-24' }, {}, true],
  ['another day', { day: '2026-11-25' }, {}, false],
  ['a day, of a gig without dates', { day: '2026-11-24' }, { days: [] }, false],
  ['day pay just enough', { payMin: 24_000 }, {}, true],
  ['day pay a fen short', { payMin: 24_001 }, {}, false],
  ['day pay, not known', { payMin: 1 }, { dayPayFen: null }, false],
  ['no pay asked, not known', { payMin: undefined }, { dayPayFen: null }, true],
  ['by the hour, enough', { payMin: 3000, payUnit: 'hour' }, {}, true],
  ['by the hour, too little', { payMin: 3001, payUnit: 'hour' }, {}, false],
  ['by the day, paid by the hour', { payMin: 1, payUnit: 'day' }, {}, false],
  [
    'by the hour, amount open',
    { payUnit: 'hour', payMin: 1 },
    { pay: { amountFen: null, unit: 'hour' } },
    false,
  ],
  ['only the unit', { payUnit: 'hour' }, { pay: { amountFen: null, unit: 'hour' } }, true],
  ['near enough', { near: [97.2, 31.1], within: 10 }, {}, true],
  ['too far', { near: [96.6, 31.2], within: 10 }, {}, false],
  ['near, place not known', { near: [97.2, 31.1], within: 10 }, { point: null }, false],
  ['near without a distance', { near: [90, 20] }, { point: null }, true],
  ['a word of it', { q: '搬砖' }, {}, true],
  ['a word that is not in it', { q: '洗碗' }, {}, false],
  ['places left', { open: '1' }, {}, true],
  ['places not known', { open: '1' }, { open: null }, true],
  ['full', { open: '1' }, { open: 0 }, false],
  ['full, but all wanted', {}, { open: 0 }, true],
  ['one of two conditions fails', { region: COUNTY, q: '洗碗' }, {}, false],
];

describe('matches', () => {
  test.each(cases)('%s', (_name, filter, change, expected) => {
    expect(matches(filter, { ...gig, ...change })).toBe(expected);
  });
});
