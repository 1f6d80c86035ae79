import { createHash } from 'node:crypto';
import type { FeedFilter, FeedPage, FeedQuery } from '@linggong/contracts/feed.ts';
import { FEED_SORTS } from '@linggong/contracts/feed.ts';
import { type Point, zId } from '@linggong/contracts/scalars.ts';
import { distanceKm } from '@linggong/matching/distance.ts';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { collect, decodeCursor, encodeCursor, zMoment } from '../../platform/paging.ts';
import { problem } from '../../platform/problem.ts';
import { CARD_FIELDS, cardsOf, type FeedCard, QUERY_MS } from './cards.ts';
import { pageByDistance } from './nearest.ts';
import { type IndexedSort, type Position, positionOf, stretchesAfter } from './order.ts';
import { feedQuery } from './query.ts';

/** A cursor is good for the sort and the filter that it was given with. Moments, fen and kilometres are all within it. */
const zValue = z.number().min(zMoment.minValue!).max(zMoment.maxValue!).nullable();
const zCursor = z.tuple([z.enum(FEED_SORTS), z.string(), zValue, zId]);
const fingerprint = (filter: FeedFilter) =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(filter).sort()))
    .digest('base64url')
    .slice(0, 8);

const pointOf = (gig: FeedCard): Point | null => gig.posting.workplace.point;

async function pageByIndex(
  deps: Deps,
  filter: FeedFilter,
  sort: IndexedSort,
  from: Position | null,
  limit: number,
  now: Date,
) {
  const query = feedQuery(filter, now);
  const { near, within } = filter;
  const { rows, more } = await collect<FeedCard>({
    limit,
    keep: (gig) => {
      const point = pointOf(gig);
      return !near || within === undefined || (point !== null && distanceKm(near, point) <= within);
    },
    fetch: async (last, count) => {
      const found: FeedCard[] = [];
      for (const { condition, sort: order } of stretchesAfter(sort, last ? positionOf(sort, last) : from)) {
        if (found.length === count) break;
        const rest = await deps.models.gigs
          .find({ $and: [query, condition] }, CARD_FIELDS)
          .sort(order)
          .limit(count - found.length)
          .maxTimeMS(QUERY_MS)
          .lean<FeedCard[]>();
        found.push(...rest);
      }
      return found;
    },
  });
  const last = rows.at(-1);
  return { rows, next: more && last ? positionOf(sort, last) : null };
}

/** To the minute: an answer says no more than it knows, and stays the same while nothing happens. */
const minuteOf = (now: Date) => new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString();

/**
 * A page of public gigs. `seq` is read before the gigs: a live event after it is news or tells what the page already
 * shows, never is one missed in between. Throws `request.invalid` for a cursor of another sort or filter, and for a
 * sort by distance from nowhere.
 */
export async function readFeed(deps: Deps, { sort, cursor, limit, ...filter }: FeedQuery): Promise<FeedPage> {
  const seal = fingerprint(filter);
  const zOwn = zCursor.refine(([of, by]) => of === sort && by === seal);
  const [, , value, id] = cursor ? decodeCursor(cursor, zOwn) : [];
  const from = id === undefined ? null : { value: value ?? null, id };
  const { near } = filter;
  if (sort === 'distance' && !near) {
    throw problem('request.invalid', { errors: [{ path: 'near', message: '按远近排，要先知道你在哪里' }] });
  }
  const seq = deps.position();
  const now = deps.clock();
  const { rows, next } =
    sort === 'distance' && near
      ? await pageByDistance(deps, { ...filter, near }, from, limit, now)
      : await pageByIndex(deps, filter, sort as IndexedSort, from, limit, now);
  const cards = await cardsOf(deps, rows, now);
  return {
    items: cards.map((card) => ({
      ...card,
      distanceKm: near && card.place.point ? Math.round(distanceKm(near, card.place.point) * 10) / 10 : null,
    })),
    nextCursor: next && encodeCursor([sort, seal, next.value, next.id]),
    asOf: minuteOf(now),
    seq,
  };
}
