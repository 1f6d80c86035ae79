import { joinCrew, readInvitation } from '@linggong/contracts/api/crews.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireMe(event);
  const { code } = event.params;
  return { crew: orThrow(await makeCall(event.fetch)(readInvitation, { params: { code } })) };
};

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const { code } = event.params;
    const answer = await makeCall(event.fetch)(joinCrew, { params: { code } });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, '/my/crew');
  },
};
