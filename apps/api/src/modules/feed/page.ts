import { createHash } from 'node:crypto';
import { FEED_SORTS, type FeedFilter, type FeedQuery } from '@linggong/contracts/feed.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import { type Position, positionOf } from '@linggong/matching/gig-index/order.ts';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { decodeCursor, encodeCursor, zMoment } from '../../platform/paging.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import type { CardTexts } from './card-texts.ts';
import type { PublicGigs } from './public-gigs.ts';

/** A cursor is good for the sort and the filter that it was given with. Moments, fen and kilometres are all within it. */
const zValue = z.number().min(zMoment.minValue!).max(zMoment.maxValue!).nullable();
const zCursor = z.tuple([z.enum(FEED_SORTS), z.string(), zValue, zId]);
const fingerprint = (filter: FeedFilter) =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(filter).sort()))
    .digest('base64url')
    .slice(0, 8);

const MINUTE_MS = 60_000;

/** A page as it goes out, and what it depends on. */
export type ReadPage = {
  body: Buffer<ArrayBuffer>;
  /** The gigs on it, and the one behind it, by which it says that more follow. */
  ids: ReadonlySet<string>;
  /** Where its last gig stands: what others come after that is nothing to it. Null: all there are are on it. */
  end: Position | null;
  /**
   * It says what is so from then until then, if nothing happens: for its minute, or until the first beginning or end of
   * what is on it.
   */
  from: number;
  until: number;
};

/**
 * A page of public gigs: found and put in order in memory, so that the database is asked for what no card is kept of
 * and for employers alone, whatever is asked for. One that was closed meanwhile is left out; the next page goes on
 * where this one ended. `seq` is read before the gigs: a live event after it is news or tells what the page already
 * shows, never is one missed in between. Throws `request.invalid` for a cursor of another sort or filter, and for a
 * sort by distance from nowhere.
 */
export async function readFeed(
  deps: Deps,
  { publicGigs, cardTexts }: { publicGigs: PublicGigs; cardTexts: CardTexts },
  { sort, cursor, limit, ...filter }: FeedQuery,
): Promise<ReadPage> {
  const seal = fingerprint(filter);
  const zOwn = zCursor.refine(([of, by]) => of === sort && by === seal);
  const [, , value, id] = cursor ? decodeCursor(cursor, zOwn) : [];
  const after = id === undefined ? null : { value: value ?? null, id };
  const { near } = filter;
  if (sort === 'distance' && !near) {
    throw problem('request.invalid', { errors: [{ path: 'near', message: wordsOf('feed').nearNeedsPlace }] });
  }
  const seq = deps.position();
  await publicGigs.upToDate();
  const now = deps.clock();
  const from = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const found = publicGigs.first(filter, { sort, near, after }, limit + 1, now);
  const shown = found.slice(0, limit);
  const [last, next] = [shown.at(-1), found[limit]];
  const until = Math.min(from + MINUTE_MS, ...shown.flatMap((gig) => [gig.until, gig.validUntil]));
  const place = next && last && positionOf(last, { sort, near });
  const items = await cardTexts(shown, now, near);
  // To the minute: an answer says no more than it knows, and stays the same while nothing happens.
  const rest = JSON.stringify({
    nextCursor: place ? encodeCursor([sort, seal, place.value, place.id]) : null,
    asOf: new Date(from).toISOString(),
    seq,
  });
  return {
    body: Buffer.from(`{"items":${items},${rest.slice(1)}`, 'latin1'),
    ids: new Set(found.map((gig) => gig.id)),
    end: place ?? null,
    from,
    until,
  };
}
