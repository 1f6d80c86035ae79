import type { FeedFilter, FeedSummary } from '@linggong/contracts/feed.ts';
import { distanceKm } from '@linggong/matching/distance.ts';
import { localDay } from '@linggong/rules/time.ts';
import type { Connection } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { GigRecord } from '../gigs/model.ts';
import { openOf } from '../gigs/views.ts';
import { QUERY_MS } from './cards.ts';
import { feedQuery } from './query.ts';

type Counted = Pick<GigRecord, 'shifts' | 'together'> & {
  posting: { workplace: Pick<GigRecord['posting']['workplace'], 'point'> };
};

/** The query has a box where the filter has a circle. */
const isWithin = ({ near, within }: FeedFilter, { posting: { workplace } }: Counted): boolean =>
  !near || within === undefined || (workplace.point !== null && distanceKm(near, workplace.point) <= within);

async function count(deps: Deps, filter: FeedFilter): Promise<FeedSummary> {
  const now = deps.clock();
  const found = await deps.models.gigs
    .find(feedQuery(filter, now), { shifts: 1, together: 1, 'posting.workplace.point': 1 })
    .maxTimeMS(QUERY_MS)
    .lean<Counted[]>();
  const gigs = found.filter((gig) => isWithin(filter, gig));
  const places = gigs.map((gig) => openOf(gig, now));
  const open = gigs.filter((_gig, i) => places[i] !== 0);
  const today = localDay(now);
  const beginsToday = open.filter(({ shifts }) =>
    shifts.some(
      ({ startsAt, open: left }) => startsAt && startsAt > now && localDay(startsAt) === today && left !== 0,
    ),
  );
  return {
    gigs: open.length,
    today: beginsToday.length,
    places: places.reduce<number>((sum, left) => sum + (left ?? 0), 0),
    asOf: now.toISOString(),
  };
}

type Counting = { key: string; summary: Promise<FeedSummary> };
const counted = new WeakMap<Connection, Counting>();

/**
 * Of the public gigs of a filter: those with places left, those with a place in a shift that begins later today, and
 * all places known. Without a filter, as most ask, counted once for each position of the event log and each minute:
 * nothing it counts changes without an event or the clock.
 */
export async function readSummary(deps: Deps, filter: FeedFilter): Promise<FeedSummary> {
  if (Object.values(filter).some((value) => value !== undefined)) return count(deps, filter);
  // The outbox first: once it is empty, all that was written before is in the log.
  if (await deps.eventModels.outbox.exists({})) return count(deps, filter);
  const key = `${await deps.events.end()}@${Math.floor(deps.clock().getTime() / 60_000)}`;
  const known = counted.get(deps.connection);
  if (known?.key === key) return known.summary;
  const summary = count(deps, filter);
  counted.set(deps.connection, { key, summary });
  summary.catch(() => counted.delete(deps.connection));
  return summary;
}
