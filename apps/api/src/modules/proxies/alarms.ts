import type { Alarm, Alarms } from '@linggong/contracts/alarm.ts';
import { roleOver } from '@linggong/rules/authority.ts';
import { localDay } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import {
  maskPhone,
  type PersonRecord,
  personsByIds,
  personsByPhone,
  requireMay,
} from '../identity/public.ts';
import { countyRegionIds } from './county.ts';
import type { AlarmRecord, GrantRecord } from './model.ts';
import { alarmById, alarmsAtDesk, liveGrantsTo, markAside, putAlarm } from './repository.ts';

/** So many are listed, and so many people of each are named. */
const LISTED = 200;
const NAMED = 20;
/** So many of a proxy's people are looked at. */
const PEOPLE = 2000;

type Found = Pick<AlarmRecord, 'kind' | 'count' | 'of' | 'personIds'> & { employerName?: string };
type By = Pick<GrantRecord, 'proxyId' | 'deskPath'>;

const tell = (deps: Deps, { proxyId, deskPath }: By, { employerName = '', ...found }: Found) =>
  putAlarm(deps, {
    once: `${found.kind}:${proxyId}:${localDay(deps.clock())}`,
    proxyId,
    deskPath,
    employerName,
    at: deps.clock(),
    ...found,
    personIds: found.personIds.slice(0, NAMED),
  });

/** What bookings know of a proxy's people. */
export type HeldByPeople = {
  /** For whom gigs were taken today by this proxy: once for each gig. */
  takenToday: (personIds: readonly Types.ObjectId[]) => Promise<Types.ObjectId[]>;
  /** By employer, which of these people hold something there. */
  atEmployers: (
    personIds: readonly Types.ObjectId[],
  ) => Promise<{ name: string; personIds: Types.ObjectId[] }[]>;
};

/** Tells the county of a proxy who takes very much on one day, or whose people are nearly all at one employer. */
export async function lookAtProxy(deps: Deps, proxyId: Types.ObjectId, held: HeldByPeople): Promise<void> {
  const grants = await liveGrantsTo(deps, proxyId, PEOPLE);
  const by = grants[0];
  if (!by) return;
  const { alarm_takes, alarm_share, alarm_share_from } = deps.proxyLimits;
  const ids = grants.map(({ personId }) => personId);
  const takenToday = await held.takenToday(ids);
  if (takenToday.length > alarm_takes)
    await tell(deps, by, { kind: 'takes', count: takenToday.length, of: alarm_takes, personIds: takenToday });
  const employers = await held.atEmployers(ids);
  const busy = new Set(employers.flatMap(({ personIds }) => personIds.map(String))).size;
  if (busy < alarm_share_from) return;
  for (const { name, personIds } of employers)
    if (personIds.length * 100 >= busy * alarm_share)
      await tell(deps, by, {
        kind: 'share',
        count: personIds.length,
        of: busy,
        employerName: name,
        personIds,
      });
}

/** Tells the county where the phone of somebody who is acted for stands on many records. */
export async function lookAtPhone(
  deps: Deps,
  grant: By,
  { phone }: Pick<PersonRecord, 'phone'>,
): Promise<void> {
  if (!phone) return;
  const same = await personsByPhone(deps, phone);
  const { alarm_phone } = deps.proxyLimits;
  if (same.length < alarm_phone) return;
  await tell(deps, grant, {
    kind: 'phone',
    count: same.length,
    of: alarm_phone,
    personIds: same.map(({ _id }) => _id),
  });
}

async function toAlarms(deps: Deps, alarms: readonly AlarmRecord[]): Promise<Alarm[]> {
  const persons = byId(
    await personsByIds(
      deps,
      alarms.flatMap(({ proxyId, personIds }) => [proxyId, ...personIds]),
    ),
  );
  return alarms.map(({ _id, kind, proxyId, count, of, employerName, personIds, at, aside }) => ({
    id: _id.toHexString(),
    kind,
    proxy: {
      id: proxyId.toHexString(),
      name: persons.get(String(proxyId))?.name ?? '',
      phoneMasked: maskPhone(persons.get(String(proxyId))?.phone ?? ''),
    },
    count,
    of,
    employerName,
    people: [...new Set(personIds.map(String))].map((id) => ({ id, name: persons.get(id)?.name ?? '' })),
    at: at.toISOString(),
    aside: aside && { office: aside.office, remark: aside.remark, at: aside.at.toISOString() },
  }));
}

/** For operators of a county or above it: what of their regions is worth a look, what nobody looked at first. */
export async function listAlarms(deps: Deps, viewer: Viewer | null): Promise<Alarms> {
  requireMay(viewer, 'alarm.list');
  const found = await toAlarms(deps, await alarmsAtDesk(deps, countyRegionIds(viewer), LISTED));
  return { items: [...found.filter(({ aside }) => !aside), ...found.filter(({ aside }) => aside)] };
}

/** An operator of the county notes what they found. Throws `grant.not_found`. */
export async function setAlarmAside(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { remark }: { remark: string },
): Promise<Alarm> {
  requireMay(viewer, 'alarm.list');
  const known = await alarmById(deps, id);
  if (!known) throw problem('grant.not_found');
  requireMay(viewer, 'alarm.set_aside', { deskPath: known.deskPath });
  const marked = await markAside(deps, known._id, {
    accountId: new Types.ObjectId(viewer.accountId),
    office: roleOver(viewer, known.deskPath)?.office ?? '',
    remark,
    at: deps.clock(),
  });
  const [described] = await toAlarms(deps, [marked ?? known]);
  return described!;
}
