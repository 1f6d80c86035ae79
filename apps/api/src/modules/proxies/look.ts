import { localDay } from '@linggong/rules/time.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { type Found, raise } from './raise.ts';
import { liveGrantsTo } from './repository.ts';

/** So many of a proxy's people are looked at. */
const PEOPLE = 2000;

/** What bookings know of a proxy's people. */
export type HeldByPeople = {
  /** For whom gigs were taken today by this proxy: once for each gig. */
  takenToday: (personIds: readonly Types.ObjectId[]) => Promise<Types.ObjectId[]>;
  /** By employer, which of these people hold something there. */
  atEmployers: (
    personIds: readonly Types.ObjectId[],
  ) => Promise<{ id: Types.ObjectId; name: string; personIds: Types.ObjectId[] }[]>;
};

/** Tells the county of a proxy who takes very much on one day, or whose people are nearly all at one employer. */
export async function lookAtProxy(deps: Deps, proxyId: Types.ObjectId, held: HeldByPeople): Promise<void> {
  const grants = await liveGrantsTo(deps, proxyId, PEOPLE);
  if (!grants[0]) return;
  const { deskPath } = grants[0];
  const { alarm_takes, alarm_share, alarm_share_from } = deps.proxyLimits;
  const tell = (kind: Found['kind'], found: Omit<Found, 'once' | 'kind' | 'proxyId' | 'deskPath'>) => {
    const once = `${kind}:${proxyId}:${localDay(deps.clock())}`;
    return raise(deps, { once, kind, proxyId, deskPath, ...found }, { reopens: false });
  };
  const ids = grants.map(({ personId }) => personId);
  const taken = await held.takenToday(ids);
  if (taken.length > alarm_takes)
    await tell('takes', { count: taken.length, of: alarm_takes, personIds: taken });
  const employers = await held.atEmployers(ids);
  const busy = new Set(employers.flatMap(({ personIds }) => personIds.map(String))).size;
  if (busy < alarm_share_from) return;
  for (const { id, name, personIds } of employers)
    if (personIds.length * 100 >= busy * alarm_share)
      await tell('share', {
        count: personIds.length,
        of: busy,
        employerId: id,
        employerName: name,
        personIds,
      });
}
