import { listMyPeople } from '@linggong/contracts/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const me = requireMe(event);
  const tomorrow = event.url.searchParams.get('day') === 'tomorrow';
  return { tomorrow, people: orThrow(await makeCall(event.fetch)(listMyPeople)).items, me, now: new Date() };
};
