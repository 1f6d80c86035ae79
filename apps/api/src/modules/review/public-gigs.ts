import type { DeskGigs, zDeskGigsQuery } from '@linggong/contracts/review.ts';
import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { afterPlace, collect, encodeCursor, type Place, placeOf, placeOfRow } from '../../platform/paging.ts';
import { bookingCounts, gigsToCome } from '../bookings/public.ts';
import { employersByIds } from '../employers/public.ts';
import { type DeskGig, gigsOnDesk } from '../gigs/public.ts';
import { regionIdsOf, requireMay } from '../identity/public.ts';
import { placeNames, regionsOf } from '../regions/public.ts';
import { soughtBy } from './sought.ts';
import { setBackOf, toHeld } from './standing.ts';

const PAGE = 30;

type Shown = Parameters<typeof gigsOnDesk>[1];

/** By when they are in order, see `gigsOnDesk`. */
const FIELD = { up: 'publishedAt', down: 'updatedAt' } as const;
const placeIn = (gig: DeskGig, show: Shown['show']) =>
  placeOfRow({ ...gig, at: gig[FIELD[show]] ?? gig.updatedAt }, 'at');

/** A page of them; of what is up those that people see, or still come for. */
function shownPage(deps: Deps, shown: Shown, from: Place | null) {
  const { show, now } = shown;
  const isSeen = (gig: DeskGig) => isPublic(gigState(gig, now));
  const coming = new Set<string>();
  return collect<DeskGig>({
    limit: PAGE,
    keep: (gig) => show === 'down' || isSeen(gig) || coming.has(gig._id.toHexString()),
    fetch: async (last, most) => {
      const after = afterPlace(FIELD[show], last ? placeIn(last, show) : from);
      const batch = await gigsOnDesk(deps, shown, { after, most });
      const unseen = show === 'down' ? [] : batch.filter((gig) => !isSeen(gig)).map(({ _id }) => _id);
      for (const id of await gigsToCome(deps, unseen)) coming.add(id);
      return batch;
    },
  });
}

/** What surrounds them, each read once for all. */
async function linesOf(deps: Deps, gigs: readonly DeskGig[], now: Date): Promise<DeskGigs['items']> {
  const employers = await employersByIds(
    deps,
    gigs.map(({ employerId }) => employerId),
  );
  const regionOfGig = await regionsOf(deps, gigs);
  const counts = await bookingCounts(
    deps,
    gigs.map(({ _id }) => _id),
  );
  return gigs.map((gig) => {
    const region = regionOfGig(gig);
    return {
      gigId: gig._id.toHexString(),
      number: gig.number,
      title: gig.posting.title,
      tradeId: gig.posting.tradeId,
      employerId: gig.employerId.toString(),
      employerName: employers.get(gig.employerId.toString())?.name ?? '',
      regionNames: region ? placeNames(region) : [],
      state: gigState(gig, now),
      publishedAt: (gig.publishedAt ?? gig.updatedAt).toISOString(),
      updatedAt: gig.updatedAt.toISOString(),
      bookings: counts.get(gig._id.toString()) ?? { requested: 0, confirmed: 0 },
      held: toHeld(gig),
      setBack: setBackOf(gig),
    };
  });
}

/**
 * For operators: what is public in their regions, or what people who hold it still come for, the latest first; or what
 * they took down, the last first.
 */
export async function listDeskGigs(
  deps: Deps,
  viewer: Viewer | null,
  query: z.output<typeof zDeskGigsQuery>,
): Promise<DeskGigs> {
  requireMay(viewer, 'review.list');
  const now = deps.clock();
  const show = query.show === 'down' ? 'down' : 'up';
  const sought = await soughtBy(deps, query.q ?? '');
  const shown = { regionIds: regionIdsOf(viewer), show, sought, now } as const;
  const { rows, more } = await shownPage(deps, shown, placeOf(query.cursor));
  const last = rows.at(-1);
  return {
    items: await linesOf(deps, rows, now),
    nextCursor: more && last ? encodeCursor(placeIn(last, show)) : null,
  };
}
