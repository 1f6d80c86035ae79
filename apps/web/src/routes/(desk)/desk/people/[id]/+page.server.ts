import { deregisterPerson } from '@linggong/contracts/api/closing.ts';
import {
  issueClaimCode,
  listMerges,
  readPerson,
  readTrail,
  undoMerge,
} from '@linggong/contracts/api/people.ts';
import type { Deregistration } from '@linggong/contracts/people.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url, setHeaders }) => {
  const call = makeCall(fetch);
  const person = orThrow(await call(readPerson, { params }));
  setHeaders({ 'cache-control': 'private, no-store' });
  const of = { params: { id: person.id } };
  const [trail, merges] = await Promise.all([
    call(readTrail, { ...of, query: { cursor: url.searchParams.get('trail') } }),
    call(listMerges, of),
  ]);
  return { person, trail: orThrow(trail), merges: orThrow(merges).items };
};

export const actions: Actions = {
  claim: async (event) => {
    requireMe(event);
    const answer = await makeCall(event.fetch)(issueClaimCode, { params: event.params });
    if (!answer.ok) return refuse(answer.problem, {});
    return { claim: answer.data };
  },
  deregister: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const why = String(form.get('why') ?? '') as Deregistration['why'];
    const body = { why, revision: Number(form.get('revision')), withMerged: form.has('withMerged') };
    const answer = await makeCall(event.fetch)(deregisterPerson, { params: event.params, body });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, '/desk/people');
  },
  undo: async (event) => {
    requireMe(event);
    const id = String((await event.request.formData()).get('merge') ?? '');
    const answer = await makeCall(event.fetch)(undoMerge, { params: { id } });
    if (!answer.ok) return refuse(answer.problem, {});
    return { undone: answer.data };
  },
};
