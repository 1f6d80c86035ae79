import { listMyBookings, withdrawBooking } from '#lib/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const { items } = orThrow(await listMyBookings(makeCall(event.fetch)));
  return { bookings: items, now: new Date() };
};

export const actions: Actions = {
  withdraw: async (event) => {
    requireMe(event);
    const id = String((await event.request.formData()).get('booking') ?? '');
    const answer = await withdrawBooking(makeCall(event.fetch), id);
    return answer.ok ? { withdrawn: id } : refuse(answer.problem, { booking: id });
  },
};
