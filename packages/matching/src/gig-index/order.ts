import type { FEED_SORTS } from '@linggong/contracts/feed.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { distanceKm } from '../distance.ts';

type Sort = (typeof FEED_SORTS)[number];

/** What orders look at: times in milliseconds, null where it says none. */
export type Ordered = {
  id: string;
  publishedAt: number;
  startsAt: number | null;
  dayPayFen: number | null;
  point: Point | null;
};

/** The place of a gig in an order: its value, null where it has none, and its id. */
export type Position = { value: number | null; id: string };

/** From where distances count. */
type From = { sort: Sort; near?: Point | undefined };

const DIRECTION = { newest: -1, start: 1, pay: -1, distance: 1 } as const satisfies Record<Sort, 1 | -1>;

/** Kilometres to `near` in order of distance: the exact ones, so that no two lists differ by a rounding. */
function valueIn(gig: Ordered, { sort, near }: From): number | null {
  if (sort === 'newest') return gig.publishedAt;
  if (sort === 'start') return gig.startsAt;
  if (sort === 'pay') return gig.dayPayFen;
  return near && gig.point ? distanceKm(near, gig.point) : null;
}

export const positionOf = (gig: Ordered, from: From): Position => ({ value: valueIn(gig, from), id: gig.id });

/** Above zero where `a` comes after `b`. What has no value comes last, and ids decide among equals. */
export function comparePositions(sort: Sort, a: Position, b: Position): number {
  const direction = DIRECTION[sort];
  if (a.value !== b.value) {
    if (a.value === null) return 1;
    if (b.value === null) return -1;
    return direction * (a.value - b.value);
  }
  if (a.id === b.id) return 0;
  return direction * (a.id > b.id ? 1 : -1);
}

/** Gigs that are put in an order one by one, of which the first so many are wanted. */
export function firstOf<Gig extends Ordered>(order: From & { after: Position | null }, limit: number) {
  const { sort, after } = order;
  const first: { gig: Gig; position: Position }[] = [];
  return {
    /** Most of thousands are behind all of the few so far. */
    take(gig: Gig): void {
      const position = positionOf(gig, order);
      if (after && comparePositions(sort, position, after) <= 0) return;
      if (first.length === limit) {
        if (comparePositions(sort, position, first.at(-1)!.position) > 0) return;
        first.pop();
      }
      let at = first.length;
      while (at > 0 && comparePositions(sort, first[at - 1]!.position, position) > 0) at -= 1;
      first.splice(at, 0, { gig, position });
    },
    gigs: () => first.map(({ gig }) => gig),
  };
}
