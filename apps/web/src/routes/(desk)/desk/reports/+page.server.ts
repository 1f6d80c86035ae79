import { handleReport, listReports } from '@linggong/contracts/api/reports.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const stateOf = (url: URL): 'open' | 'handled' =>
  url.searchParams.get('state') === 'handled' ? 'handled' : 'open';

export const load: PageServerLoad = async ({ url, fetch }) => {
  const state = stateOf(url);
  const cursor = url.searchParams.get('cursor');
  return { state, list: orThrow(await makeCall(fetch)(listReports, { query: { state, cursor } })) };
};

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const values = { id: text('id'), outcome: text('outcome') };
    const answer = await makeCall(event.fetch)(handleReport, {
      params: { id: values.id },
      body: {
        outcome: values.outcome,
        upTo: text('upTo') || undefined,
      },
    });
    if (!answer.ok) return refuse(answer.problem, values);
    return { handled: answer.data, values };
  },
};
