import { bookCrew, listMyCrews } from '@linggong/contracts/api/crews.ts';
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
  const [gig, crews] = await Promise.all([
    call(getGig, { params: { key: event.params.number } }),
    call(listMyCrews),
  ]);
  return { gig: orThrow(gig), crews: orThrow(crews).leads, now: new Date() };
};

/** `as.<person>` says which shifts somebody takes, with commas between; empty: they stay. */
const named = (form: FormData) =>
  [...form].flatMap(([name, value]) => {
    const shifts = String(value);
    return name.startsWith('as.') && shifts
      ? [{ personId: name.slice(3), shiftIds: shifts === 'all' ? [] : shifts.split(',') }]
      : [];
  });

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const members = named(form);
    const answer = await makeCall(event.fetch)(bookCrew, {
      params: { id: String(form.get('crew') ?? ''), gig: event.params.number },
      body: { version: Number(form.get('version')), members },
    });
    if (answer.ok) redirect(303, '/my/crew');
    const { cannot = [], rest = [] } = answer.problem;
    return refuse(answer.problem, { cannot, rest, members });
  },
};
