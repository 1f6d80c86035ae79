import type { FeedFilter } from '@linggong/contracts/feed.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { distanceKm } from '@linggong/matching/distance.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { CARD_FIELDS, type FeedCard, QUERY_MS } from './cards.ts';
import type { Position } from './order.ts';
import { feedQuery } from './query.ts';

/** So many of the newest gigs are put in order of distance; a prefecture has fewer at a time. */
const CANDIDATES = 5000;

type Candidate = { _id: Types.ObjectId; posting: { workplace: { point: Point | null } } };

/** Null, not known, comes after every distance. */
function isAfter(a: Position, b: Position): boolean {
  if (a.value === b.value) return a.id > b.id;
  if (a.value === null || b.value === null) return a.value === null;
  return a.value > b.value;
}

/** A page in order of the exact distance, then of the id; gigs whose point isn't known come last, or not with `within`. */
export async function pageByDistance(
  deps: Deps,
  filter: FeedFilter & { near: Point },
  from: Position | null,
  limit: number,
  now: Date,
): Promise<{ rows: FeedCard[]; next: Position | null }> {
  const { near, within } = filter;
  const candidates = await deps.models.gigs
    .find(feedQuery(filter, now), { 'posting.workplace.point': 1 })
    .sort({ publishedAt: -1, _id: -1 })
    .limit(CANDIDATES)
    .maxTimeMS(QUERY_MS)
    .lean<Candidate[]>();
  const positions = candidates
    .map(({ _id, posting }): Position => {
      const { point } = posting.workplace;
      return { value: point && distanceKm(near, point), id: _id.toHexString() };
    })
    .filter(
      (at) =>
        (within === undefined || (at.value !== null && at.value <= within)) && (!from || isAfter(at, from)),
    )
    .sort((a, b) => (isAfter(a, b) ? 1 : -1));
  const page = positions.slice(0, limit);
  const gigs = await deps.models.gigs
    .find({ _id: { $in: page.map((at) => at.id) } }, CARD_FIELDS)
    .maxTimeMS(QUERY_MS)
    .lean<FeedCard[]>();
  const byId = new Map(gigs.map((gig) => [gig._id.toHexString(), gig]));
  // One that was closed since the candidates were read is left out; the next page goes on where this one ended.
  const rows = page.flatMap(({ id }) => {
    const gig = byId.get(id);
    return gig?.state === 'published' ? [gig] : [];
  });
  return { rows, next: positions.length > limit ? page.at(-1)! : null };
}
