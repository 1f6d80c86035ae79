import { listMyShowings } from '#lib/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  return { ...orThrow(await listMyShowings(makeCall(event.fetch))), now: new Date() };
};
