import type { FeedQuery } from '@linggong/contracts/feed.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { distanceKm } from '@linggong/matching/distance.ts';
import type { PublicGig } from './public-gigs.ts';

type Sort = FeedQuery['sort'];

/** The place of a gig in an order: its value, times as milliseconds, null where it has none, and its id. */
export type Position = { value: number | null; id: string };

const DIRECTION = { newest: -1, start: 1, pay: -1, distance: 1 } as const satisfies Record<Sort, 1 | -1>;

/** Kilometres to `near` in order of distance: the exact ones, so that no two lists differ by a rounding. */
function rankOf(sort: Sort, gig: PublicGig, near: Point | undefined): number | null {
  if (sort === 'newest') return gig.publishedAt;
  if (sort === 'start') return gig.startsAt;
  if (sort === 'pay') return gig.dayPayFen;
  return near && gig.point ? distanceKm(near, gig.point) : null;
}

/** Above zero where `a` comes after `b`. What has no value comes last, and ids decide among equals. */
function compare(direction: 1 | -1, a: Position, b: Position): number {
  if (a.value !== b.value) {
    if (a.value === null) return 1;
    if (b.value === null) return -1;
    return direction * (a.value - b.value);
  }
  if (a.id === b.id) return 0;
  return direction * (a.id > b.id ? 1 : -1);
}

/** The first `limit` of the gigs after a position (null: from the start) in the order of a sort, and whether more follow. */
export function firstAfter(
  gigs: Iterable<PublicGig>,
  order: { sort: Sort; near: Point | undefined; from: Position | null; limit: number },
): { page: Position[]; more: boolean } {
  const { sort, near, from, limit } = order;
  const direction = DIRECTION[sort];
  // A few of thousands: each is put in its place among the first so far, and most are behind all of them.
  const first: Position[] = [];
  let more = false;
  for (const gig of gigs) {
    const position = { value: rankOf(sort, gig, near), id: gig.id };
    if (from && compare(direction, position, from) <= 0) continue;
    const last = first.at(-1);
    if (first.length === limit) {
      more = true;
      if (last && compare(direction, position, last) > 0) continue;
      first.pop();
    }
    let at = first.length;
    while (at > 0 && compare(direction, first[at - 1]!, position) > 0) at -= 1;
    first.splice(at, 0, position);
  }
  return { page: first, more };
}
