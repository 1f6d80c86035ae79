import { localDay, localMoment } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { employersByIds } from '../employers/public.ts';
import { gigsByIds } from '../gigs/public.ts';
import { type About, type Acting, lookAtProxy } from '../proxies/public.ts';
import type { BookingRecord } from './model.ts';
import { activeBookingsOfAll, takenForSince } from './repository/find.ts';

/** Written in databases. */
const LOOK = 'bookings.look_at_proxy';
const zData = z.object({ accountId: z.string(), proxyId: z.string() });

/** After somebody took for another, what they took is looked at; in the transaction that takes. */
export const askForLook = async (deps: Deps, { viewer, grant }: Acting): Promise<void> => {
  if (!grant) return;
  const data = { accountId: viewer.accountId, proxyId: viewer.personId };
  await deps.jobs.enqueue([{ kind: LOOK, key: viewer.accountId, data, at: deps.clock() }]);
};

type Taken = Pick<BookingRecord, 'personId' | 'gigId'>;

/** For whom each was taken, and which desks are in charge of the gig. */
async function withPlaces(deps: Deps, bookings: readonly Taken[]): Promise<About[]> {
  const gigIds = [...new Set(bookings.map(({ gigId }) => gigId.toHexString()))];
  const gigs = byId(await gigsByIds(deps, gigIds));
  return bookings.map(({ personId, gigId }) => ({
    personId,
    place: gigs.get(gigId.toHexString())?.deskPath ?? [],
  }));
}

async function atEmployers(deps: Deps, ids: readonly Types.ObjectId[]) {
  const held = Map.groupBy(await activeBookingsOfAll(deps, ids), ({ employerId }) =>
    employerId.toHexString(),
  );
  const employers = await employersByIds(deps, [...held.keys()]);
  return Promise.all(
    [...held].map(async ([id, bookings]) => ({
      id: new Types.ObjectId(id),
      name: employers.get(id)?.name ?? '',
      held: await withPlaces(deps, bookings),
    })),
  );
}

export const lookAtProxyJob = (deps: Deps): JobSpec => ({
  kind: LOOK,
  run: async (data) => {
    const { accountId, proxyId } = zData.parse(data);
    const since = localMoment(localDay(deps.clock()), 0);
    await lookAtProxy(deps, new Types.ObjectId(proxyId), {
      takenToday: async (ids) =>
        withPlaces(deps, await takenForSince(deps, ids, { byAccountId: accountId, since })),
      atEmployers: (ids) => atEmployers(deps, ids),
    });
    return undefined;
  },
});
