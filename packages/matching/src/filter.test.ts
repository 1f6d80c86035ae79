import { type FeedFilter, zFeedFilter } from '@linggong/contracts/feed.ts';
import { SETTLEMENTS } from '@linggong/contracts/posting.ts';
import { describe, expect, test } from 'vitest';
import { type MatchableGig, matches } from './filter.ts';
import type { WorkTime } from './hours.ts';
import { searchTerms } from './terms.ts';

const CITY = 'c'.repeat(24);
const COUNTY = 'd'.repeat(24);
const gig: MatchableGig = {
  tradeId: 'loading',
  regionPath: [CITY, COUNTY],
  days: ['2026-11-23', '2026-11-24'],
  // 8:00 to 17:30 on the first day; from 22:00 on the second to 4:00.
  times: [
    { day: '2026-11-23', from: 480, to: 1050 },
    { day: '2026-11-24', from: 1320, to: 1680 },
  ],
  pay: { amountFen: 3000, unit: 'hour', settlement: 'weekly' },
  dayPayFen: 24_000,
  included: { meals: true, lodging: false, transport: null, tools: true },
  point: [97.18, 31.14],
  terms: new Set(searchTerms('工地搬砖')),
  open: 2,
};

const PAY = gig.pay;
const [DAY_SHIFT, NIGHT_SHIFT] = gig.times as [WorkTime, WorkTime];
const EARLY_SHIFT = { day: '2026-11-25', from: 60, to: 300 };
const EVENING_SHIFT = { day: '2026-11-24', from: 1199, to: 1380 };
const MORNING_SHIFT = { day: '2026-11-24', from: 300, to: 361 };
const clock = (hours: string) => zFeedFilter.parse({ hours }).hours;

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
  ['hours that hold its first shift just so', { hours: clock('08:00-17:30') }, {}, true],
  ['hours that begin a minute late', { hours: clock('08:01-17:30') }, { times: [DAY_SHIFT] }, false],
  ['hours that end a minute early', { hours: clock('08:00-17:29') }, { times: [DAY_SHIFT] }, false],
  ['hours of the night', { hours: clock('20:00-06:00') }, { times: [NIGHT_SHIFT] }, true],
  ['hours of the night, ending too early', { hours: clock('20:00-03:59') }, { times: [NIGHT_SHIFT] }, false],
  ['hours of the night, after midnight', { hours: clock('20:00-06:00') }, { times: [EARLY_SHIFT] }, true],
  [
    'hours of the night, over their start',
    { hours: clock('20:00-06:00') },
    { times: [EVENING_SHIFT] },
    false,
  ],
  ['hours of the night, over their end', { hours: clock('20:00-06:00') }, { times: [MORNING_SHIFT] }, false],
  ['hours of the day, at night', { hours: clock('06:00-20:00') }, { times: [NIGHT_SHIFT] }, false],
  ['hours until midnight', { hours: clock('12:00-00:00') }, { times: [EVENING_SHIFT] }, true],
  ['nearly a day', { hours: clock('08:00-07:59') }, { times: [{ ...DAY_SHIFT, to: 480 + 1439 }] }, true],
  ['hours, of a gig without times', { hours: clock('08:00-07:59') }, { times: [] }, false],
  ['hours on the day of that shift', { hours: clock('20:00-06:00'), day: '2026-11-24' }, {}, true],
  ['hours on the day of another shift', { hours: clock('20:00-06:00'), day: '2026-11-23' }, {}, false],
  ['hours on the day on which a night ends', { hours: clock('20:00-06:00'), day: '2026-11-25' }, {}, false],
  ['its settlement among others', { settlement: ['same_day', 'weekly'] }, {}, true],
  ['another settlement', { settlement: ['same_day'] }, {}, false],
  ['an empty list of settlements', { settlement: [] }, {}, true],
  [
    'any settlement, not said',
    { settlement: [...SETTLEMENTS] },
    { pay: { ...PAY, settlement: null } },
    false,
  ],
  ['what is included', { needs: ['meals', 'tools'] }, {}, true],
  ['what is included, and what is not', { needs: ['meals', 'lodging'] }, {}, false],
  ['what may be included', { needs: ['transport'] }, {}, false],
  ['nothing needed', { needs: [] }, {}, true],
  ['day pay just enough', { payMin: 24_000 }, {}, true],
  ['day pay a fen short', { payMin: 24_001 }, {}, false],
  ['day pay, not known', { payMin: 1 }, { dayPayFen: null }, false],
  ['no pay asked, not known', { payMin: undefined }, { dayPayFen: null }, true],
  ['by the hour, enough', { payMin: 3000, payUnit: 'hour' }, {}, true],
  ['by the hour, too little', { payMin: 3001, payUnit: 'hour' }, {}, false],
  ['by the day, paid by the hour', { payMin: 1, payUnit: 'day' }, {}, false],
  ['by the hour, amount open', { payUnit: 'hour', payMin: 1 }, { pay: { ...PAY, amountFen: null } }, false],
  ['only the unit', { payUnit: 'hour' }, { pay: { ...PAY, amountFen: null } }, true],
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
