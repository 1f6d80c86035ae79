import { changeRecord, readPerson } from '@linggong/contracts/api/people.ts';
import { fail, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { narrowest, regionChoices } from '#lib/api/region-chain.ts';
import { changesOf, regionsOf, valuesFrom, valuesOf } from '#lib/features/people/person-form.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, setHeaders }) => {
  const call = makeCall(fetch);
  const person = orThrow(await call(readPerson, { params }));
  setHeaders({ 'cache-control': 'private, no-store' });
  return { person, choices: await regionChoices(call, person.regionId) };
};

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const values = valuesOf(await event.request.formData());
    const call = makeCall(event.fetch);
    const person = orThrow(await call(readPerson, { params: event.params }));
    const regionId = await narrowest(call, regionsOf(values));
    const { phone, ...changes } = changesOf(valuesFrom(person, new Date()), values);
    const answer = await call(changeRecord, {
      params: event.params,
      body: {
        ...changes,
        ...(phone === undefined || person.account !== 'none' ? {} : { phone }),
        ...(regionId === person.regionId ? {} : { regionId }),
        revision: Number(values.revision),
      },
    });
    if (answer.ok) redirect(303, `/desk/people/${person.id}`);
    const { status, data } = refuse(answer.problem, values);
    const choices = await regionChoices(call, regionId);
    return fail(status, { ...data, choices, known: answer.problem.known ?? null });
  },
};
