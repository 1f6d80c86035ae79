import { listImports, uploadImport } from '@linggong/contracts/api/imports.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireRole } from '#lib/server/guard.ts';
import { sendOn } from '#lib/server/send-on.ts';
import type { Actions, PageServerLoad } from './$types';

/** A large file goes on being read while one sees how far it is. */
const SOON = { prefer: 'respond-async, wait=2' };

export const load: PageServerLoad = async (event) => {
  requireRole(event, 'operator');
  const { items } = orThrow(await makeCall(event.fetch)(listImports));
  return { items, now: new Date() };
};

export const actions: Actions = {
  default: async (event) => {
    requireRole(event, 'operator');
    const answer = await sendOn(event, SOON)(uploadImport);
    if (!answer.ok) {
      const { sourceName = '', sourceContact = '' } = answer.problem.sent ?? {};
      return refuse(answer.problem, { sourceName, sourceContact });
    }
    redirect(303, `/desk/imports/${answer.data.import.id}`);
  },
};
