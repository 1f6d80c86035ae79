import type { Alarm, Alarms, zAlarmsQuery } from '@linggong/contracts/alarm.ts';
import { roleOver } from '@linggong/rules/authority.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { pageOf, placeOf } from '../../platform/paging.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { maskPhone, personsByIds, requireMay } from '../identity/public.ts';
import { desksOf, entriesByIds, labelsOf } from '../people/public.ts';
import { countyRegionIds } from './county.ts';
import { tellAlarm } from './events.ts';
import type { AlarmRecord } from './model.ts';
import { alarmById, alarmsAtDesk, countOpenAlarms, markAside } from './repository.ts';

const PAGE = 50;

/** As the reader may know them: people of their own regions by name, as it is now, the others as a number. */
async function toAlarms(deps: Deps, viewer: Viewer, alarms: readonly AlarmRecord[]): Promise<Alarm[]> {
  const ids = alarms.flatMap(({ proxyId, personIds }) => [...(proxyId ? [proxyId] : []), ...personIds]);
  const people = await personsByIds(deps, ids);
  const [persons, labels] = [byId(people), await labelsOf(deps, people)];
  const registered = byId(await entriesByIds(deps, ids));
  const desks = await desksOf(deps, ids);
  const isOwn = (id: Types.ObjectId) => roleOver(viewer, desks.get(id.toHexString()) ?? []) !== undefined;
  const proxyOf = (proxyId: Types.ObjectId): Alarm['proxy'] => {
    const id = proxyId.toHexString();
    const proxy = persons.get(id);
    const phoneMasked = proxy?.phone ? maskPhone(proxy.phone) : '';
    return { id, name: proxy?.name ?? '', phoneMasked, inRegister: registered.has(id) };
  };
  const whomOf = ({ personIds, people, elsewhere = 0 }: AlarmRecord) => {
    const own = personIds.filter(isOwn);
    const more = Math.max(0, people - elsewhere - personIds.length);
    return { own, more, elsewhere: Math.max(0, people - more - own.length) };
  };
  const describe = (alarm: AlarmRecord): Alarm => {
    const { _id, kind, proxyId, count, of, at, aside } = alarm;
    const { own, more, elsewhere } = whomOf(alarm);
    return {
      id: _id.toHexString(),
      kind,
      proxy: proxyId && proxyOf(proxyId),
      count,
      of,
      employer:
        kind === 'share' ? { id: alarm.employerId?.toHexString() ?? null, name: alarm.employerName } : null,
      people: own.map((personId) => {
        const id = personId.toHexString();
        return { id, label: labels.get(id) ?? '', inRegister: registered.has(id) };
      }),
      more,
      elsewhere,
      at: at.toISOString(),
      aside: aside && { office: aside.office, remark: aside.remark, at: aside.at.toISOString() },
    };
  };
  return alarms.map(describe);
}

/** For operators of a county or above it: what of their regions is worth a look, or was set aside. */
export async function listAlarms(
  deps: Deps,
  viewer: Viewer | null,
  { which, cursor }: z.output<typeof zAlarmsQuery>,
): Promise<Alarms> {
  requireMay(viewer, 'alarm.list', undefined, wordsOf('proxies').ofCounty);
  const mine = countyRegionIds(viewer);
  const found = await alarmsAtDesk(deps, mine, { which, after: placeOf(cursor), most: PAGE + 1 });
  const { page, nextCursor } = pageOf(found, PAGE, 'at');
  return {
    items: await toAlarms(deps, viewer, page),
    open: await countOpenAlarms(deps, mine),
    unattended: await deps.hooks.proxies.unattended(mine),
    nextCursor,
  };
}

/** An operator of the county notes what they found. Throws `grant.not_found`. */
export async function setAlarmAside(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { remark }: { remark: string },
): Promise<Alarm> {
  requireMay(viewer, 'alarm.list', undefined, wordsOf('proxies').ofCounty);
  const known = await alarmById(deps, id);
  if (!known) throw problem('grant.not_found');
  requireMay(viewer, 'alarm.set_aside', { deskPath: known.deskPath });
  const aside = {
    accountId: new Types.ObjectId(viewer.accountId),
    office: roleOver(viewer, known.deskPath)?.office ?? '',
    remark,
    at: deps.clock(),
  };
  const marked = await deps.transaction(async () => {
    const alarm = await markAside(deps, known._id, aside);
    if (!alarm) throw problem('grant.not_found');
    await tellAlarm(deps, alarm);
    return alarm;
  });
  const [described] = await toAlarms(deps, viewer, [marked]);
  return described!;
}
