import { error } from '@sveltejs/kit';
import { listMyBookings } from '#lib/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { errors } from '#lib/messages/errors.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

/** One stub; `?taken`: it was torn off just now. */
export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const { items } = orThrow(await listMyBookings(makeCall(event.fetch)));
  const booking = items.find(({ id }) => id === event.params.id);
  if (!booking) error(404, errors.notFound.detail);
  return { booking, taken: event.url.searchParams.has('taken'), now: new Date() };
};
