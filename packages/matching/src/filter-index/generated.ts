import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { PAY_UNITS } from '@linggong/contracts/pay-unit.ts';
import { INCLUDED, SETTLEMENTS } from '@linggong/contracts/posting.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import fc from 'fast-check';
import type { MatchableGig } from '../filter.ts';
import { searchTerms } from '../terms.ts';

/** Filters and gigs of all kinds for the tests of the index: few values, so that they meet, and the odd ones. */

const COUNTIES = ['karuo', 'jiangda', 'dingqing'];
const PATHS = [
  [],
  ['tibet'],
  ['tibet', 'chamdo'],
  ...COUNTIES.map((county) => ['tibet', 'chamdo', county]),
  ...COUNTIES.flatMap((county) => [1, 2].map((n) => ['tibet', 'chamdo', county, `${county}-${n}`])),
  // A path that names a region twice, and one of a region that no filter knows.
  ['tibet', 'chamdo', 'chamdo', 'karuo'],
  ['elsewhere'],
];
const TRADES = Array.from({ length: 16 }, (_, i) => `trade-${i}`);
const DAYS = ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01', '2028-02-29'];
const TITLES = ['工地搬砖，管饭', '后厨洗碗', 'b2 驾照货车司机', '砖厂搬砖 洗碗', '', 'འབྲོག་པ'];
const QUERIES = ['搬砖', '砖', '洗碗', '搬砖 洗碗', '洗碗 搬砖', 'B2', 'b2 司机', '', '！？', '没有这个词'];
const FEN = [0, 1, 2000, 19_999, 20_000, 20_001, 32_768, 1_000_000_000];

const coordinate = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const EDGES: Point[] = [
  [180, 0],
  [-180, 0],
  [179.95, 66],
  [-179.95, 66],
  [97.18, 90],
  [0, -90],
  [0, 0],
  [-0, -0],
  [97.18, 31.14],
];
const point = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(coordinate(96.9, 97.5), coordinate(30.9, 31.4)) as fc.Arbitrary<Point> },
  { weight: 2, arbitrary: fc.constantFrom(...EDGES) },
  { weight: 1, arbitrary: fc.tuple(coordinate(-180, 180), coordinate(-90, 90)) as fc.Arbitrary<Point> },
);
/** No places: the form of a filter refuses them, the rule and the index must agree on them all the same. */
const nowhere = fc.constantFrom<Point>([457.18, 31.14], [-262.82, 31.14], [97.18, 99], [999, -99]);
const pay = fc.oneof(fc.constantFrom(...FEN), fc.nat({ max: 60_000 }));
const unit = fc.constantFrom(...PAY_UNITS);

const minutes = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1439 }) },
);
const included = fc.constantFrom(true, false, null);
/** Hardly a shift is as long as a day: most lie within some hours. */
const shift = fc
  .tuple(fc.constantFrom(...DAYS), minutes, fc.oneof(minutes, fc.double({ min: 1, max: 300, noNaN: true })))
  .map(([day, from, lasts]) => ({ day, from, to: from + Math.max(1, lasts) }));

/** Of each field whether it is there at all, `of` ten times. */
const some = <T>(value: fc.Arbitrary<T>, of: number) =>
  fc
    .integer({ min: 0, max: 9 })
    .chain((n) => (n < of ? value : (fc.constant(undefined) as fc.Arbitrary<T | undefined>)));

export const anyFilter: fc.Arbitrary<FeedFilter> = fc.record({
  region: some(fc.constantFrom(...PATHS.slice(1).map((path) => path.at(-1)!), 'unknown'), 6),
  trade: some(
    fc.oneof(
      { weight: 4, arbitrary: fc.array(fc.constantFrom(...TRADES.slice(0, 4)), { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.array(fc.constantFrom(...TRADES), { minLength: 10, maxLength: 20 }) },
    ),
    5,
  ),
  day: some(fc.constantFrom(...DAYS), 2),
  hours: some(
    fc.tuple(minutes, minutes).filter(([from, to]) => from !== to),
    1,
  ),
  payMin: some(pay, 3),
  payUnit: some(unit, 1),
  settlement: some(fc.array(fc.constantFrom(...SETTLEMENTS), { maxLength: 6 }), 1),
  needs: some(fc.array(fc.constantFrom(...INCLUDED), { maxLength: 3 }), 1),
  near: some(fc.oneof({ weight: 9, arbitrary: point }, { weight: 1, arbitrary: nowhere }), 4),
  within: some(
    fc.oneof(fc.constantFrom(1, 10, 50, 2000, 20_100), fc.double({ min: 1, max: 100, noNaN: true })),
    6,
  ),
  q: some(fc.constantFrom(...QUERIES), 2),
  open: some(fc.constant('1' as const), 3),
});

export const anyGig: fc.Arbitrary<MatchableGig> = fc.record({
  tradeId: fc.constantFrom(...TRADES.slice(0, 5), 'unknown'),
  regionPath: fc.constantFrom(...PATHS),
  days: fc.oneof(
    fc.subarray(DAYS),
    fc.constant(['2026-12-31', '2026-12-31', '2027-01-01']),
    fc.constant(
      Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2026, 10, 30 + i)).toISOString().slice(0, 10)),
    ),
  ),
  times: fc.array(shift, { maxLength: 4 }),
  pay: fc.record({
    amountFen: fc.option(pay, { freq: 6 }),
    unit: fc.option(unit, { freq: 6 }),
    settlement: fc.option(fc.constantFrom(...SETTLEMENTS), { freq: 6 }),
  }),
  included: fc.record({ meals: included, lodging: included, transport: included, tools: included }),
  dayPayFen: fc.option(pay, { freq: 6 }),
  point: fc.option(point, { freq: 6 }),
  terms: fc.constantFrom(...TITLES).map((title) => new Set(searchTerms(title))),
  open: fc.constantFrom(null, 0, 1, 20),
});
