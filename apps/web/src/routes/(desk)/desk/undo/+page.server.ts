import { undoDecision } from '@linggong/contracts/api/review.ts';
import { redirect } from '@sveltejs/kit';
import { queryString } from '#lib/api/address.ts';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opened by its address there is nothing to undo. */
export const load: PageServerLoad = ({ isDataRequest, request }) => {
  if (request.method === 'GET' && !isDataRequest) redirect(303, '/desk');
};

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const gigId = text('gigId');
    const answer = await makeCall(event.fetch)(undoDecision, { params: { id: gigId } });
    const query = queryString({ importId: text('importId') });
    const back = text('public') ? `/desk/public/${gigId}` : `/desk/gigs/${gigId}${query}`;
    if (!answer.ok) return refuse(answer.problem, { back, number: text('number') });
    redirect(303, back);
  },
};
