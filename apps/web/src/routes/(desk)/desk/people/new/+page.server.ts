import { listPeople, registerPerson } from '@linggong/contracts/api/people.ts';
import { fail, redirect } from '@sveltejs/kit';
import { queryString } from '#lib/api/address.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { narrowest, regionChoices } from '#lib/api/region-chain.ts';
import { bodyOf, regionsOf, valuesOf } from '#lib/features/people/person-form.ts';
import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

/** The village is kept from one to the next: a desk registers those of one village in a row. */
export const load: PageServerLoad = async (event) => {
  const [office] = requireRole(event, 'operator');
  const { url, fetch } = event;
  const place = url.searchParams.get('region') ?? office?.regionId ?? null;
  const id = url.searchParams.get('made');
  const call = makeCall(fetch);
  const [choices, latest] = await Promise.all([
    regionChoices(call, place),
    // From the list: opening the record would be one more look in their trail.
    id ? call(listPeople, { query: { region: place } }) : null,
  ]);
  const made = latest?.ok ? latest.data.items.find((person) => person.id === id) : undefined;
  return { choices, made: made ? { id: made.id, label: made.label } : null };
};

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const values = valuesOf(await event.request.formData());
    const call = makeCall(event.fetch);
    const regionId = await narrowest(call, regionsOf(values));
    const answer = await call(registerPerson, { body: { ...bodyOf(values), regionId } });
    if (!answer.ok) {
      const { status, data } = refuse(answer.problem, values);
      const choices = await regionChoices(call, regionId);
      return fail(status, { ...data, choices, known: answer.problem.known ?? null });
    }
    redirect(303, `/desk/people/new${queryString({ region: regionId, made: answer.data.id })}`);
  },
};
