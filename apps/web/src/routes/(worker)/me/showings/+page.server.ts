import { listMyShowings } from '@linggong/contracts/api/contacts.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { stationOf } from '#lib/server/about.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const call = makeCall(event.fetch);
  const [answer, station] = await Promise.all([call(listMyShowings), stationOf(call)]);
  return { ...orThrow(answer), station, now: new Date() };
};
