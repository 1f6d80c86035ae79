import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { listImports, uploadImport } from '#lib/api/imports.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireRole } from '#lib/server/guard.ts';
import { sendOn } from '#lib/server/send-on.ts';
import type { Actions, PageServerLoad } from './$types';

/** A large file goes on being read while one sees how far it is. */
const SOON = { prefer: 'respond-async, wait=2' };

export const load: PageServerLoad = async (event) => {
  requireRole(event, 'operator');
  const { items } = orThrow(await listImports(makeCall(event.fetch)));
  return { items, now: new Date() };
};

export const actions: Actions = {
  default: async (event) => {
    requireRole(event, 'operator');
    const answer = await uploadImport(sendOn(event, SOON));
    if (!answer.ok) {
      const { sourceName = '', sourceContact = '' } = answer.problem.sent ?? {};
      return refuse(answer.problem, { sourceName, sourceContact });
    }
    redirect(303, `/desk/imports/${answer.data.import.id}`);
  },
};
