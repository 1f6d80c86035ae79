import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { listImports, uploadImport } from '#lib/api/imports.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireRole } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, 'operator');
  const { items } = orThrow(await listImports(makeCall(event.fetch)));
  return { items, now: new Date() };
};

export const actions: Actions = {
  default: async (event) => {
    requireRole(event, 'operator');
    const form = await event.request.formData();
    const answer = await uploadImport(makeCall(event.fetch), form);
    const text = (name: string) => String(form.get(name) ?? '');
    const values = { sourceName: text('sourceName'), sourceContact: text('sourceContact') };
    if (!answer.ok) return refuse(answer.problem, values);
    redirect(303, `/desk/imports/${answer.data.import.id}`);
  },
};
