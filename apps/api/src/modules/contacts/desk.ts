import type { Showings, zShowingsQuery } from '@linggong/contracts/contact.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { afterPlace, pageOf, placeOf } from '../../platform/paging.ts';
import { employersByIds } from '../employers/public.ts';
import { gigTitles } from '../gigs/public.ts';
import { personsByIds, regionIdsOf, requireMay } from '../identity/public.ts';
import type { ShowingRecord } from './model.ts';
import { newlyShownInDay, showingsAtDesk } from './repository.ts';

const PAGE = 50;

async function describe(deps: Deps, showings: readonly ShowingRecord[]): Promise<Showings['items']> {
  const gigs = await gigTitles(
    deps,
    showings.map((s) => s.gigId),
  );
  const persons = await personsByIds(
    deps,
    showings.map((s) => s.personId),
  );
  const employers = await employersByIds(
    deps,
    showings.map((s) => s.employerId),
  );
  const described: Showings['items'] = [];
  for (const { _id, bookingId, gigId, personId, employerId, accountId, whose, at } of showings) {
    const gig = gigs.get(gigId.toHexString());
    if (!gig) continue;
    described.push({
      id: _id.toHexString(),
      whose,
      at: at.toISOString(),
      bookingId: bookingId.toHexString(),
      gig: { id: gigId.toHexString(), number: gig.number, title: withoutPhones(gig.title) },
      employer: { id: employerId.toHexString(), name: employers.get(employerId.toHexString())?.name ?? '' },
      person: {
        id: personId.toHexString(),
        name: persons.find((each) => each._id.equals(personId))?.name ?? '',
      },
      thatDay: await newlyShownInDay(deps, accountId, at),
    });
  }
  return described;
}

/** For operators: whose numbers were shown to whom by gigs of their regions, the latest first. */
export async function listShowings(
  deps: Deps,
  viewer: Viewer | null,
  { cursor }: z.output<typeof zShowingsQuery>,
): Promise<Showings> {
  requireMay(viewer, 'showing.list');
  const after = afterPlace('at', placeOf(cursor));
  const found = await showingsAtDesk(deps, regionIdsOf(viewer), { after, most: PAGE + 1 });
  const { page, nextCursor } = pageOf(found, PAGE, 'at');
  return {
    items: await describe(deps, page),
    nextCursor,
  };
}
