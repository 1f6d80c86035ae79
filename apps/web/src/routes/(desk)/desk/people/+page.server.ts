import { listUnattended } from '@linggong/contracts/api/bookings.ts';
import { listPeople } from '@linggong/contracts/api/people.ts';
import { listAlarms } from '@linggong/contracts/api/proxies.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { atCounty } from '#lib/server/at-county.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const [q, cursor] = [searchParams.get('q'), searchParams.get('cursor')];
  const call = makeCall(event.fetch);
  const [people, unattended, alarms] = await Promise.all([
    call(listPeople, { query: { q, cursor } }),
    call(listUnattended),
    atCounty(event).length > 0 ? call(listAlarms) : null,
  ]);
  return {
    q: q ?? '',
    list: orThrow(people),
    waiting: orThrow(unattended).waiting,
    alarms: alarms && orThrow(alarms).open,
  };
};
