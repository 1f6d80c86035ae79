import type { FeedSummary } from '@linggong/contracts/feed.ts';
import type { GigDetail } from '@linggong/contracts/gig.ts';
import { gigState, isPublic } from '@linggong/rules/gig-state.ts';
import { localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { employerOf } from '../gigs/check.ts';
import type { GigRecord } from '../gigs/model.ts';
import { gigByIdOrNumber } from '../gigs/repository.ts';
import { openOf, toDetail } from '../gigs/views.ts';
import { regionById } from '../regions/repository.ts';
import { QUERY_MS } from './cards.ts';
import { publicNow } from './query.ts';

/** A gig's public page. Throws `gig.gone` where it was public once, `gig.not_found` where it never was. */
export async function readGig(deps: Deps, idOrNumber: string): Promise<GigDetail> {
  const gig = await gigByIdOrNumber(deps, idOrNumber);
  const now = deps.clock();
  if (!isPublic(gigState(gig, now))) throw problem(gig.version > 0 ? 'gig.gone' : 'gig.not_found');
  const employer = await employerOf(deps, gig.employerId);
  const regionId = gig.regionPath.at(-1);
  return toDetail(gig, employer, regionId ? await regionById(deps, regionId) : null, now);
}

type Counted = Pick<GigRecord, 'shifts' | 'together'>;

/** Public gigs with places left, those with a place in a shift that begins later today, and all places known. */
export async function readSummary(deps: Deps): Promise<FeedSummary> {
  const now = deps.clock();
  const gigs = await deps.models.gigs
    .find(publicNow(now), { shifts: 1, together: 1 })
    .maxTimeMS(QUERY_MS)
    .lean<Counted[]>();
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
    places: places.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    asOf: now.toISOString(),
  };
}
