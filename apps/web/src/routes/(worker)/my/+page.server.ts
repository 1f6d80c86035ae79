import {
  agreeToChange,
  getMyBooking,
  listMyBookings,
  withdrawBooking,
} from '@linggong/contracts/api/bookings.ts';
import { showContact } from '@linggong/contracts/api/contacts.ts';
import type { MyBooking } from '@linggong/contracts/booking.ts';
import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { daysGivenBack } from '#lib/features/booking/given-back.ts';
import { stationOf } from '#lib/server/about.ts';
import { byScript } from '#lib/server/by-script.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const my = () => wordsOf('my');

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const call = makeCall(event.fetch);
  const [answer, station] = await Promise.all([call(listMyBookings), stationOf(call)]);
  return { bookings: orThrow(answer).items, station, now: new Date() };
};

async function read(event: RequestEvent) {
  const form = await event.request.formData();
  return {
    id: String(form.get('booking') ?? ''),
    version: Number(form.get('version')),
    which: String(form.get('which') ?? ''),
    shiftIds: daysGivenBack(form),
  };
}

export const actions: Actions = {
  withdraw: async (event) => {
    requireMe(event);
    const call = makeCall(event.fetch);
    const { id, which, shiftIds } = await read(event);
    if (shiftIds?.length === 0) {
      return fail(400, { problem: { code: 'none', detail: my().giveBack.none }, values: { booking: id } });
    }
    // Of what is taken as a whole one day can't be given back: where it meets another, all of it goes.
    const whole = which === 'clash' && (await isWhole(event, id));
    const answer = await call(withdrawBooking, {
      params: { id },
      body: { shiftIds: whole ? null : shiftIds },
    });
    if (!answer.ok) return refuse(answer.problem, { booking: id });
    const done =
      answer.data.state === 'withdrawn'
        ? my().withdrawn
        : my().daysBack({ count: shiftIds?.length ?? answer.data.ended.length, left: isLeft(answer.data) });
    return { done, values: { booking: id } };
  },
  contact: async (event) => {
    requireMe(event);
    const { id } = await read(event);
    const answer = await makeCall(event.fetch)(showContact, { params: { id } });
    if (!answer.ok) return refuse(answer.problem, { booking: id });
    // The number stands on the booking's own page, which shows nothing anew when it is loaded again.
    if (!byScript(event.request)) redirect(303, `/my/${id}`);
    return { done: my().phoneShown, values: { booking: id } };
  },
  agree: async (event) => {
    requireMe(event);
    const { id, version } = await read(event);
    const answer = await makeCall(event.fetch)(agreeToChange, { params: { id }, body: { version } });
    return answer.ok
      ? { done: my().agreed, values: { booking: id } }
      : refuse(answer.problem, { booking: id });
  },
};

/** Whether a day of it is still to come. */
function isLeft({ gig, shiftIds }: MyBooking): boolean {
  const now = Date.now();
  const held = gig.shifts.filter(({ id }) => shiftIds.includes(id));
  return held.some(({ startsAt }) => startsAt === null || Date.parse(startsAt) > now);
}

async function isWhole(event: RequestEvent, id: string): Promise<boolean> {
  const answer = await makeCall(event.fetch)(getMyBooking, { params: { id } });
  return answer.ok && answer.data.gig.together;
}
