import type { Deps } from '../deps.ts';
import type { PersonRecord } from '../modules/identity/public.ts';
import { type AlarmRecord, onceIn, phoneAlarmOf } from '../modules/proxies/public.ts';
import type { RegionRecord } from '../modules/regions/public.ts';
import { demoId } from './ids.ts';
import { daysFrom } from './times.ts';

/** One that nobody has looked at: people of a village whose records have one phone. */
export function alarmRecords(
  deps: Deps,
  {
    people,
    phone,
    village,
    now,
  }: { people: readonly PersonRecord[]; phone: string; village: RegionRecord; now: Date },
): AlarmRecord[] {
  // A village is two below its county.
  const deskPath = village.path.slice(0, -2);
  return [
    {
      _id: demoId('alarm', 'phone'),
      once: onceIn(phoneAlarmOf(deps, phone), deskPath),
      kind: 'phone',
      proxyId: null,
      deskPath,
      count: people.length,
      of: deps.proxyLimits.alarm_phone,
      employerId: null,
      employerName: '',
      personIds: people.map(({ _id }) => _id),
      people: people.length,
      elsewhere: 0,
      at: daysFrom(now, -1),
      aside: null,
    },
  ];
}
