import type { FeedFilter } from '@linggong/contracts/feed.ts';
import type { Included, Pay } from '@linggong/contracts/posting.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { distanceKm } from './distance.ts';
import { liesWithin, type WorkTime } from './hours.ts';
import { queryTerms } from './terms.ts';

/** What a filter looks at in a public gig. `Key`: what names trades, regions and days; equal is all that counts. */
export type MatchableGig<Key = string> = {
  tradeId: Key;
  /** Ids from the root to the region of the workplace. */
  regionPath: readonly Key[];
  /** Days with a shift, in the deployment's zone. */
  days: readonly Key[];
  /** Of its shifts those that say when they begin and end, and are shorter than a day. */
  times: readonly WorkTime<Key>[];
  /** `amountFen`: what one person gets of it. */
  pay: Pick<Pay, 'amountFen' | 'unit' | 'settlement'>;
  dayPayFen: number | null;
  included: Included;
  point: Point | null;
  /** By `searchTerms`. */
  terms: ReadonlySet<string>;
  /** Places left; null: not known, which counts as open. */
  open: number | null;
};

/** A filter that names trades, regions and days in the way of the gigs that it is matched with. */
export type KeyedFilter<Key> = Omit<FeedFilter, 'trade' | 'region' | 'day'> & {
  trade?: readonly Key[] | undefined;
  region?: Key | undefined;
  day?: Key | undefined;
};

function hasTime<Key>(
  { day, hours }: KeyedFilter<Key>,
  { days, times }: Pick<MatchableGig<Key>, 'days' | 'times'>,
): boolean {
  if (day !== undefined && !days.includes(day)) return false;
  if (hours === undefined) return true;
  return times.some((time) => (day === undefined || time.day === day) && liesWithin(hours, time));
}

type Pays = Pick<MatchableGig, 'pay' | 'dayPayFen'>;
function paysEnough(filter: Pick<FeedFilter, 'payMin' | 'payUnit'>, gig: Pays): boolean {
  const { payMin, payUnit } = filter;
  if (payUnit === undefined)
    return payMin === undefined || (gig.dayPayFen !== null && gig.dayPayFen >= payMin);
  if (gig.pay.unit !== payUnit) return false;
  return payMin === undefined || (gig.pay.amountFen !== null && gig.pay.amountFen >= payMin);
}

function isNear(filter: Pick<FeedFilter, 'near' | 'within'>, gig: Pick<MatchableGig, 'point'>): boolean {
  if (!filter.near || filter.within === undefined) return true;
  return gig.point !== null && distanceKm(filter.near, gig.point) <= filter.within;
}

/** As `matches`, whatever words the filter asks for. */
export function matchesBesideWords<Key = string>(
  filter: KeyedFilter<NoInfer<Key>>,
  gig: Omit<MatchableGig<Key>, 'terms'>,
): boolean {
  return (
    (filter.open === undefined || gig.open === null || gig.open > 0) &&
    (filter.region === undefined || gig.regionPath.includes(filter.region)) &&
    (!filter.trade?.length || filter.trade.includes(gig.tradeId)) &&
    hasTime(filter, gig) &&
    paysEnough(filter, gig) &&
    (!filter.settlement?.length ||
      (gig.pay.settlement !== null && filter.settlement.includes(gig.pay.settlement))) &&
    (filter.needs === undefined || filter.needs.every((need) => gig.included[need])) &&
    isNear(filter, gig)
  );
}

/**
 * Whether a public gig is one that the filter asks for. Pay counts from the lower end of a range; with `payUnit` only
 * gigs paid by that unit are meant, without it the estimated day pay decides. `within` needs `near` and leaves out
 * gigs whose point isn't known. Exact: the listing's query finds the same gigs. `termsOf` is for who has the terms of
 * a query at hand already.
 */
export function matches<Key = string>(
  filter: KeyedFilter<NoInfer<Key>>,
  gig: MatchableGig<Key>,
  termsOf: (query: string) => readonly string[] = queryTerms,
): boolean {
  return (
    matchesBesideWords(filter, gig) &&
    (filter.q === undefined || termsOf(filter.q).every((term) => gig.terms.has(term)))
  );
}
