import { localDay } from '@linggong/rules/time.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { type About, type Found, raise } from './raise.ts';
import { liveGrantsTo } from './repository.ts';

/** So many of a proxy's people are looked at. */
const PEOPLE = 2000;

/** What bookings know of a proxy's people. */
export type HeldByPeople = {
  /** For whom gigs were taken today by this proxy, and where these are: once for each gig. */
  takenToday: (personIds: readonly Types.ObjectId[]) => Promise<About[]>;
  /** By employer, which of these people hold something there, and where: once for each gig. */
  atEmployers: (
    personIds: readonly Types.ObjectId[],
  ) => Promise<{ id: Types.ObjectId; name: string; held: About[] }[]>;
};

const idsOf = (about: readonly About[]) => new Set(about.map(({ personId }) => personId.toHexString()));

/**
 * Tells the counties of whom it is about of a proxy who takes very much on one day, or whose people are nearly all at one
 * employer: where the grants were given is no matter.
 */
export async function lookAtProxy(deps: Deps, proxyId: Types.ObjectId, held: HeldByPeople): Promise<void> {
  const grants = await liveGrantsTo(deps, proxyId, PEOPLE);
  if (grants.length === 0) return;
  const { alarm_takes, alarm_share, alarm_share_from } = deps.proxyLimits;
  const tell = (kind: Found['kind'], found: Omit<Found, 'once' | 'kind' | 'proxyId'>) => {
    const once = `${kind}:${proxyId}:${localDay(deps.clock())}`;
    return raise(deps, { once, kind, proxyId, ...found }, { reopens: false });
  };
  const ids = grants.map(({ personId }) => personId);
  const taken = await held.takenToday(ids);
  if (taken.length > alarm_takes) await tell('takes', { count: taken.length, of: alarm_takes, about: taken });
  const employers = await held.atEmployers(ids);
  const busy = idsOf(employers.flatMap(({ held: at }) => at)).size;
  if (busy < alarm_share_from) return;
  for (const { id, name, held: about } of employers) {
    const count = idsOf(about).size;
    if (count * 100 >= busy * alarm_share)
      await tell('share', { count, of: busy, employerId: id, employerName: name, about });
  }
}
