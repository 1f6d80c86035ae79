import { getPeopleTakeability } from '@linggong/contracts/api/bookings.ts';
import { bookCrew, listMyCrews, waitWithCrew } from '@linggong/contracts/api/crews.ts';
import { getGig } from '@linggong/contracts/api/feed.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const call = makeCall(event.fetch);
  const [found, crews] = await Promise.all([
    call(getGig, { params: { key: event.params.number } }),
    call(listMyCrews),
  ]);
  const gig = orThrow(found);
  // Of those who let one act for them it is known before whether they can; the others are asked when they are booked.
  const people = orThrow(
    await call(getPeopleTakeability, {
      params: { gig: gig.id },
      query: { shifts: gig.shifts[0]?.id },
    }),
  );
  const cannot = people.items.flatMap(({ person, takeability: { refusal, detail } }) =>
    refusal && refusal !== 'full' && detail ? [[person.id, detail] as const] : [],
  );
  return { gig, crews: orThrow(crews).leads, cannot: Object.fromEntries(cannot), now: new Date() };
};

/** `as.<person>` says which shifts somebody takes, with commas between; empty: they stay. */
const named = (form: FormData) =>
  [...form].flatMap(([name, value]) => {
    const shifts = String(value);
    return name.startsWith('as.') && shifts ? [{ personId: name.slice(3), shiftIds: shifts.split(',') }] : [];
  });

export const actions: Actions = {
  take: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const members = named(form);
    const answer = await makeCall(event.fetch)(bookCrew, {
      params: { id: String(form.get('crew') ?? ''), gig: event.params.number },
      body: { version: Number(form.get('version')), members },
    });
    if (answer.ok) redirect(303, '/my/crew');
    const { cannot = [], rest = [] } = answer.problem;
    return refuse(answer.problem, { cannot, rest, members, crew: String(form.get('crew') ?? '') });
  },
  wait: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const people = Number(form.get('people'));
    const answer = await makeCall(event.fetch)(waitWithCrew, {
      params: { id: String(form.get('crew') ?? ''), gig: event.params.number },
      body: { people, shiftIds: null },
    });
    // Who was chosen stays chosen.
    const members = named(form);
    const crew = String(form.get('crew') ?? '');
    if (answer.ok) return { waits: people, values: { cannot: [], rest: [], members, crew } };
    return refuse(answer.problem, { cannot: [], rest: [], members, crew });
  },
};
