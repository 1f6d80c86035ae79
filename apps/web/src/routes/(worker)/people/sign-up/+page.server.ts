import { getPeopleTakeability, takeGigForPeople } from '@linggong/contracts/api/bookings.ts';
import { getGig } from '@linggong/contracts/api/feed.ts';
import type { BookedFor } from '@linggong/contracts/booking.ts';
import { error, fail } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { parseGigNumber } from '#lib/features/gig/number.ts';
import { requireMe } from '#lib/server/guard.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const errors = () => wordsOf('errors');

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const number = parseGigNumber(event.url.searchParams.get('gig') ?? '');
  if (!number) error(404, errors().notFound.detail);
  const call = makeCall(event.fetch);
  const gig = orThrow(await call(getGig, { params: { key: number } }));
  const people = orThrow(await call(getPeopleTakeability, { params: { gig: gig.id } }));
  return { gig, people: people.items, others: people.others, now: new Date() };
};

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const personIds = form.getAll('person').map(String);
    const shiftIds = form.getAll('shift').map(String);
    const values = { personIds, shiftIds };
    // Said once where they are chosen, and not of everybody.
    if (form.has('choosing') && shiftIds.length === 0) {
      const noShift = wordsOf('proxies').signUp.noShift;
      const problem = { code: 'none', detail: noShift };
      return fail(400, { problem, errors: { shifts: noShift } as Record<string, string>, values });
    }
    const answer = await makeCall(event.fetch)(takeGigForPeople, {
      params: { gig: String(form.get('gig') ?? '') },
      body: {
        version: Number(form.get('version')),
        shiftIds,
        personIds,
      },
    });
    const answers: BookedFor['items'] = answer.ok ? answer.data.items : [];
    return answer.ok ? { answers } : refuse(answer.problem, values);
  },
};
