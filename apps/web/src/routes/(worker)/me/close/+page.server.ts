import { closeAccount, getClosing } from '@linggong/contracts/api/closing.ts';
import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { requireMe } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  me: requireMe(event),
  closing: orThrow(await makeCall(event.fetch)(getClosing)),
});

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const values = { phone: text('phone'), name: text('name') };
    const body = form.has('phone') ? { phone: values.phone } : { name: values.name };
    const answer = await makeCall(event.fetch)(closeAccount, { body });
    if (!answer.ok) return refuse(answer.problem, values);
    redirect(303, '/me/closed');
  },
};
