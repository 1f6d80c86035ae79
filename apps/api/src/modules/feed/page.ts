import { createHash } from 'node:crypto';
import { FEED_SORTS, type FeedFilter, type FeedPage, type FeedQuery } from '@linggong/contracts/feed.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import { distanceKm } from '@linggong/matching/distance.ts';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { decodeCursor, encodeCursor, zMoment } from '../../platform/paging.ts';
import { problem } from '../../platform/problem.ts';
import { CARD_FIELDS, cardsOf, type FeedCard, QUERY_MS } from './cards.ts';
import { firstAfter } from './order.ts';
import type { PublicGigs } from './public-gigs.ts';

/** A cursor is good for the sort and the filter that it was given with. Moments, fen and kilometres are all within it. */
const zValue = z.number().min(zMoment.minValue!).max(zMoment.maxValue!).nullable();
const zCursor = z.tuple([z.enum(FEED_SORTS), z.string(), zValue, zId]);
const fingerprint = (filter: FeedFilter) =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(filter).sort()))
    .digest('base64url')
    .slice(0, 8);

/** The gigs of these ids that are still public, in their order, as they stand in the database. */
async function stillPublic(deps: Deps, ids: readonly string[], now: Date): Promise<FeedCard[]> {
  if (ids.length === 0) return [];
  const found = await deps.models.gigs
    .find({ _id: { $in: ids } }, CARD_FIELDS)
    .maxTimeMS(QUERY_MS)
    .lean();
  const byId = new Map(found.map((gig) => [gig._id.toHexString(), gig]));
  return ids.flatMap((id) => {
    const gig = byId.get(id);
    return gig?.state === 'published' && gig.validUntil && gig.validUntil > now ? [gig] : [];
  });
}

/** To the minute: an answer says no more than it knows, and stays the same while nothing happens. */
const minuteOf = (now: Date) => new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString();

/**
 * A page of public gigs: found and put in order in memory, so that the database reads no more than the page has,
 * whatever is asked for. One that was closed meanwhile is left out; the next page goes on where this one ended. `seq`
 * is read before the gigs: a live event after it is news or tells what the page already shows, never is one missed in
 * between. Throws `request.invalid` for a cursor of another sort or filter, and for a
 * sort by distance from nowhere.
 */
export async function readFeed(
  deps: Deps,
  publicGigs: PublicGigs,
  { sort, cursor, limit, ...filter }: FeedQuery,
): Promise<FeedPage> {
  const seal = fingerprint(filter);
  const zOwn = zCursor.refine(([of, by]) => of === sort && by === seal);
  const [, , value, id] = cursor ? decodeCursor(cursor, zOwn) : [];
  const from = id === undefined ? null : { value: value ?? null, id };
  const { near } = filter;
  if (sort === 'distance' && !near) {
    throw problem('request.invalid', { errors: [{ path: 'near', message: '按远近排，要先知道你在哪里' }] });
  }
  const seq = deps.position();
  await publicGigs.upToDate();
  const now = deps.clock();
  const { page, more } = firstAfter(publicGigs.of(filter, now), { sort, near, from, limit });
  const rows = await stillPublic(
    deps,
    page.map((position) => position.id),
    now,
  );
  const next = more ? page.at(-1) : undefined;
  const cards = await cardsOf(deps, rows, now);
  return {
    items: cards.map((card) => ({
      ...card,
      distanceKm: near && card.place.point ? Math.round(distanceKm(near, card.place.point) * 10) / 10 : null,
    })),
    nextCursor: next ? encodeCursor([sort, seal, next.value, next.id]) : null,
    asOf: minuteOf(now),
    seq,
  };
}
