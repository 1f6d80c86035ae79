import type { Showings, zShowingsQuery } from '@linggong/contracts/contact.ts';
import { DAY_MS } from '@linggong/rules/time.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { afterPlace, pageOf, placeOf } from '../../platform/paging.ts';
import { employersByIds } from '../employers/public.ts';
import { gigTitles } from '../gigs/public.ts';
import { personsByIds, regionIdsOf, requireMay } from '../identity/public.ts';
import type { ShowingRecord } from './model.ts';

const PAGE = 50;

async function describe(deps: Deps, showings: readonly ShowingRecord[]): Promise<Showings['items']> {
  const { models } = deps;
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
    const since = new Date(at.getTime() - DAY_MS);
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
      thatDay: await models.showings.countDocuments({ accountId, fresh: true, at: { $gt: since, $lte: at } }),
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
  const regionIds = regionIdsOf(viewer);
  const conditions: object[] = [{ deskPath: { $in: regionIds.map((id) => new Types.ObjectId(id)) } }];
  conditions.push(afterPlace('at', placeOf(cursor)));
  const found = await deps.models.showings
    .find({ $and: conditions })
    .sort({ at: -1, _id: -1 })
    .limit(PAGE + 1)
    .lean<ShowingRecord[]>();
  const { page, nextCursor } = pageOf(found, PAGE, 'at');
  return {
    items: await describe(deps, page),
    nextCursor,
  };
}
