import { agreeToChange, getMyPersonsBookings, withdrawBooking } from '@linggong/contracts/api/bookings.ts';
import { showContact } from '@linggong/contracts/api/contacts.ts';
import { endGrant } from '@linggong/contracts/api/proxies.ts';
import { ASKED_HOW } from '@linggong/contracts/booking.ts';
import { fail, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { daysGivenBack } from '#lib/features/booking/given-back.ts';
import { byScript } from '#lib/server/by-script.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const answer = await makeCall(event.fetch)(getMyPersonsBookings, { params: { id: event.params.id } });
  return { ...orThrow(answer), now: new Date() };
};

export const actions: Actions = {
  withdraw: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const id = String(form.get('booking') ?? '');
    const shiftIds = daysGivenBack(form);
    if (shiftIds?.length === 0) {
      const problem = { code: 'none', detail: wordsOf('my').giveBack.none };
      return fail(400, { problem, values: { booking: id, whom: '' } });
    }
    const answer = await makeCall(event.fetch)(withdrawBooking, { params: { id }, body: { shiftIds } });
    return answer.ok ? { done: 'withdrawn' as const } : refuse(answer.problem, { booking: id, whom: '' });
  },
  contact: async (event) => {
    requireMe(event);
    const id = String((await event.request.formData()).get('booking') ?? '');
    const answer = await makeCall(event.fetch)(showContact, { params: { id } });
    if (!answer.ok) return refuse(answer.problem, { booking: id, whom: '' });
    // The number stands on the page, which shows nothing anew when it is loaded again.
    if (!byScript(event.request)) redirect(303, `/people/${event.params.id}#b-${id}`);
    return { done: 'phoneShown' as const };
  },
  agree: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const id = String(form.get('booking') ?? '');
    const whom = String(form.get('whom') ?? '');
    const how = ASKED_HOW.find((each) => each === form.get('how')) ?? 'in_person';
    const answer = await makeCall(event.fetch)(agreeToChange, {
      params: { id },
      body: { version: Number(form.get('version')), asked: { whom, how } },
    });
    return answer.ok ? { done: 'agreed' as const } : refuse(answer.problem, { booking: id, whom });
  },
  stop: async (event) => {
    requireMe(event);
    const id = String((await event.request.formData()).get('grant') ?? '');
    const answer = await makeCall(event.fetch)(endGrant, { params: { id }, body: { booked: 'stands' } });
    if (!answer.ok) return refuse(answer.problem, { booking: '', whom: '' });
    redirect(303, '/people?stopped');
  },
};
