import { localDay, localMoment } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { employersByIds } from '../employers/public.ts';
import { type Acting, lookAtProxy } from '../proxies/public.ts';
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

async function atEmployers(deps: Deps, ids: readonly Types.ObjectId[]) {
  const held = Map.groupBy(await activeBookingsOfAll(deps, ids), ({ employerId }) =>
    employerId.toHexString(),
  );
  const employers = await employersByIds(deps, [...held.keys()]);
  return [...held].map(([id, bookings]) => ({
    id: new Types.ObjectId(id),
    name: employers.get(id)?.name ?? '',
    personIds: [...new Set(bookings.map(({ personId }) => personId.toHexString()))].map(
      (personId) => new Types.ObjectId(personId),
    ),
  }));
}

export const lookAtProxyJob = (deps: Deps): JobSpec => ({
  kind: LOOK,
  run: async (data) => {
    const { accountId, proxyId } = zData.parse(data);
    const since = localMoment(localDay(deps.clock()), 0);
    await lookAtProxy(deps, new Types.ObjectId(proxyId), {
      takenToday: (ids) => takenForSince(deps, ids, { byAccountId: accountId, since }),
      atEmployers: (ids) => atEmployers(deps, ids),
    });
    return undefined;
  },
});
