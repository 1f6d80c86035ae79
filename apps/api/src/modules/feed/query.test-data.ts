import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { boxAround, distanceKm } from '@linggong/matching/distance.ts';
import { queryTerms } from '@linggong/matching/terms.ts';
import type { QueryFilter } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { GigRecord } from '../gigs/public.ts';
import { withinHours } from './hours-query.test-data.ts';

type Condition = QueryFilter<GigRecord>;

/** Public: published, and its validity is not over. Never swept, so a gig is gone the moment it ends. */
const publicNow = (now: Date): Condition => ({ state: 'published', validUntil: { $gt: now } });

/** Some shift that has not begun still has a place, or may have one: the rule of `placesToTake`. */
function stillOpen(now: Date): Condition {
  const toCome = { startsAt: { $not: { $lte: now } } };
  return {
    $or: [
      { shifts: { $size: 0 } },
      { together: false, shifts: { $elemMatch: { ...toCome, open: null } } },
      { together: false, shifts: { $elemMatch: { ...toCome, open: { $gt: 0 } } } },
      {
        together: true,
        $nor: [{ shifts: { $elemMatch: { startsAt: { $lte: now } } } }],
        $or: [
          { shifts: { $elemMatch: { open: null } } },
          { shifts: { $not: { $elemMatch: { open: { $lte: 0 } } } } },
        ],
      },
    ],
  };
}

function pays({ payMin, payUnit }: FeedFilter): Condition[] {
  if (payUnit === undefined) return payMin === undefined ? [] : [{ dayPayFen: { $gte: payMin } }];
  const unit = { 'posting.pay.unit': payUnit };
  if (payMin === undefined) return [unit];
  // What is paid for a piece may be several people's: one person's part counts, as `onePayFen` has it.
  const sharedBy = { $ifNull: ['$posting.pay.piece.sharedBy', 1] };
  const part = { $gte: ['$posting.pay.amountFen', { $multiply: [payMin, sharedBy] }] };
  const enough = { 'posting.pay.amountFen': { $gte: payMin } };
  return [{ ...unit, ...enough, ...(payUnit === 'piece' ? { $expr: part } : {}) }];
}

function includes({ needs = [] }: FeedFilter): Condition[] {
  return needs.map((need) => ({ [`posting.included.${need}`]: true }));
}

function inBox({ near, within }: FeedFilter): Condition[] {
  if (!near || within === undefined) return [];
  const { lng, lat } = boxAround(near, within);
  const known = { 'posting.workplace.point.1': { $gte: lat[0], $lte: lat[1] } };
  return [lng ? { ...known, 'posting.workplace.point.0': { $gte: lng[0], $lte: lng[1] } } : known];
}

/**
 * The public gigs of a filter as a query, as a second opinion for tests: the same gigs as by `matches`, except that `within` is a box here, from
 * which the caller takes out what is too far away.
 */
function feedQuery(filter: FeedFilter, now: Date): Condition {
  const terms = filter.q === undefined ? [] : queryTerms(filter.q);
  const conditions: Condition[] = [
    ...(filter.trade?.length ? [{ 'posting.tradeId': { $in: filter.trade } }] : []),
    ...(filter.day === undefined ? [] : [{ days: filter.day }]),
    ...(filter.hours === undefined ? [] : [withinHours(filter.hours, filter.day)]),
    ...(filter.settlement?.length ? [{ 'posting.pay.settlement': { $in: filter.settlement } }] : []),
    ...includes(filter),
    ...(terms.length > 0 ? [{ terms: { $all: terms } }] : []),
    ...(filter.open === undefined ? [] : [stillOpen(now)]),
    ...pays(filter),
    ...inBox(filter),
  ];
  return {
    ...publicNow(now),
    ...(filter.region === undefined ? {} : { regionPath: filter.region }),
    ...(conditions.length > 0 ? { $and: conditions } : {}),
  };
}

/** The public gigs of a filter, as the database finds them. */
export async function foundByDatabase(deps: Deps, filter: FeedFilter, now: Date): Promise<GigRecord[]> {
  const found = await deps.models.gigs.find(feedQuery(filter, now)).lean();
  const { near, within } = filter;
  if (!near || within === undefined) return found;
  return found.filter(({ posting: { workplace } }) => {
    return workplace.point !== null && distanceKm(near, workplace.point) <= within;
  });
}
