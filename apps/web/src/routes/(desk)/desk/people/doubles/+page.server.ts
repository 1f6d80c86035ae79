import { listDoubles, mergePeople, sayNotSame, undoMerge } from '@linggong/contracts/api/people.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, setHeaders }) => {
  const { items } = orThrow(await makeCall(fetch)(listDoubles));
  setHeaders({ 'cache-control': 'private, no-store' });
  return { items };
};

export const actions: Actions = {
  merge: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const sides = String(form.get('id') ?? '').split(':');
    const keptId = String(form.get('kept') ?? '');
    const goneId = sides.find((id) => id !== keptId) ?? '';
    const answer = await makeCall(event.fetch)(mergePeople, { body: { keptId, goneId } });
    if (!answer.ok) return refuse(answer.problem, {});
    return { merged: answer.data };
  },
  apart: async (event) => {
    requireMe(event);
    const id = String((await event.request.formData()).get('id') ?? '');
    const answer = await makeCall(event.fetch)(sayNotSame, { params: { id } });
    if (!answer.ok) return refuse(answer.problem, {});
    return { apart: true };
  },
  undo: async (event) => {
    requireMe(event);
    const id = String((await event.request.formData()).get('merge') ?? '');
    const answer = await makeCall(event.fetch)(undoMerge, { params: { id } });
    if (!answer.ok) return refuse(answer.problem, {});
    return { undone: answer.data };
  },
};
