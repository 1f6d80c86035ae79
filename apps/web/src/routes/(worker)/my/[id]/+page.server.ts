import { getMyBooking } from '#lib/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

/** One stub; `?taken`: it was torn off just now. */
export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const booking = orThrow(await getMyBooking(makeCall(event.fetch), event.params.id));
  return { booking, taken: event.url.searchParams.has('taken'), now: new Date() };
};
