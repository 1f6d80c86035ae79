import { listMyPeople } from '@linggong/contracts/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const stopped = event.url.searchParams.has('stopped');
  return { people: orThrow(await makeCall(event.fetch)(listMyPeople)).items, stopped, now: new Date() };
};
