import { getMyBooking } from '@linggong/contracts/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { stationOf } from '#lib/server/about.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

/** One stub; `?taken`: it was torn off just now. */
export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const call = makeCall(event.fetch);
  const [answer, station] = await Promise.all([
    call(getMyBooking, { params: { id: event.params.id } }),
    stationOf(call),
  ]);
  return { booking: orThrow(answer), station, taken: event.url.searchParams.has('taken'), now: new Date() };
};
