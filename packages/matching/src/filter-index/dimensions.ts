import type { MatchableGig } from '../filter.ts';
import { includedMask, needMasks, settlementMasks } from './masks.ts';
import { type NumberedFilter, SETTLED } from './row.ts';
import { circleCell, hoursReach, hoursStep, payStep } from './scales.ts';

export type Key = string | number;
type TermsOf = (query: string) => readonly string[];

/**
 * One way to tell filters apart. A filter stands under each of its `keys`; without keys it says nothing here, and
 * every gig may match it. What a gig must be looked for under:
 * - `exact`: the keys that `asked` gives, and no other. A filter with several keys is found once only where a gig
 *   asks for one key at most.
 * - `reach`: every key that the gig `reaches`.
 * - `circle`: every key whose circles, taken together in a box, have the gig's point within.
 *
 * It may let through what doesn't match, never keep back what does: `matches` decides. Only what a dimension `settles`
 * it is not asked again, where the filter stands under a key that the gig asked for: fields of which the rule wants
 * nothing but this equality. A new field of the filter is found without a line here, and found fast with one more
 * dimension.
 */
export type Dimension =
  | {
      kind: 'exact';
      keys: (filter: NumberedFilter, termsOf: TermsOf) => readonly Key[];
      asked: AskedFor;
      settles?: number;
    }
  | {
      kind: 'reach';
      keys: (filter: NumberedFilter) => readonly Key[];
      reaches: (asked: Asked, key: number) => boolean;
    }
  | { kind: 'circle'; keys: (filter: NumberedFilter) => readonly Key[] };
type AskedFor = (asked: Asked) => ReadonlySet<Key>;

/** More trades than this tell little: a filter of many trades stands under none. */
const TRADES_MOST = 12;
const NOTHING: readonly Key[] = [];
/** A filter that asks for nothing here has no key. */
const keyOf = (mask: number): readonly Key[] => (mask === 0 ? NOTHING : [mask]);
const oneOf = (value: Key | undefined): readonly Key[] => (value === undefined ? NOTHING : [value]);

/** By the nth term of the query, for queries that have so many. */
const byTerm = (n: number): Dimension => ({
  kind: 'exact',
  keys: ({ q }, termsOf) => (q === undefined ? NOTHING : oneOf(termsOf(q)[n])),
  asked: ({ terms }) => terms,
});

const byCircle = (level: number): Dimension => ({
  kind: 'circle',
  keys: ({ near, within }) =>
    near === undefined || within === undefined ? NOTHING : [circleCell(near, within, level)],
});

/** Circles are told apart coarsely first, so that the cells of one level within one of the next are never many. */
export const DIMENSIONS: readonly Dimension[] = [
  {
    kind: 'exact',
    keys: ({ region }) => oneOf(region),
    asked: ({ regions }) => regions,
    settles: SETTLED.region,
  },
  {
    kind: 'exact',
    keys: ({ trade }) => (trade && trade.length <= TRADES_MOST ? trade : NOTHING),
    asked: ({ trades }) => trades,
    settles: SETTLED.trade,
  },
  { kind: 'exact', keys: ({ day }) => oneOf(day), asked: ({ days }) => days, settles: SETTLED.day },
  byTerm(0),
  byTerm(1),
  byTerm(2),
  { kind: 'exact', keys: ({ payUnit }) => oneOf(payUnit), asked: ({ units }) => units },
  {
    kind: 'reach',
    keys: ({ settlement }) => keyOf(settlementMasks.of(settlement)),
    reaches: (asked, key) => (key & asked.settlement) !== 0,
  },
  {
    kind: 'reach',
    keys: ({ needs }) => keyOf(needMasks.of(needs)),
    reaches: ({ included }, key) => (key & ~included) === 0,
  },
  {
    kind: 'reach',
    keys: ({ payMin, payUnit }) =>
      payMin === undefined || !(payMin >= 0) ? NOTHING : [2 * payStep(payMin) + (payUnit ? 1 : 0)],
    reaches: ({ steps }, key) => steps[key % 2]! >= Math.floor(key / 2),
  },
  {
    kind: 'reach',
    keys: ({ hours }) => (hours === undefined ? NOTHING : [hoursStep(hours)]),
    reaches: ({ times }, key) => times.some((time) => hoursReach(key, time)),
  },
  ...[0, 1, 2, 3, 4].map(byCircle),
];

/** What a gig is looked for under, worked out once for all of the index. */
export type Asked = {
  regions: ReadonlySet<number>;
  trades: ReadonlySet<number>;
  days: ReadonlySet<number>;
  units: ReadonlySet<string>;
  /** As masks. */
  settlement: number;
  included: number;
  times: MatchableGig<number>['times'];
  terms: ReadonlySet<string>;
  point: MatchableGig['point'];
  /** Highest steps that the gig's pay reaches: of filters by estimated day pay, and of those by a unit. */
  steps: readonly [day: number, unit: number];
};

export function askedOf(gig: MatchableGig<number>): Asked {
  const step = (fen: number | null) => (fen === null ? -1 : payStep(fen));
  return {
    regions: new Set(gig.regionPath),
    trades: new Set([gig.tradeId]),
    days: new Set(gig.days),
    units: new Set(gig.pay.unit === null ? [] : [gig.pay.unit]),
    settlement: gig.pay.settlement === null ? 0 : settlementMasks.of([gig.pay.settlement]),
    included: includedMask(gig.included),
    times: gig.times,
    terms: gig.terms,
    point: gig.point,
    steps: [step(gig.dayPayFen), step(gig.pay.amountFen)],
  };
}
