import type { Me } from '@linggong/contracts/account.ts';
import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { listDemoPeople, requestCode, signIn, signInAsDemo } from '#lib/api/account.ts';
import { type Answer, makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { about } from '#lib/messages/about.ts';
import { errors } from '#lib/messages/errors.ts';
import { safePath } from '#lib/nav/paths.ts';
import { aboutOf } from '#lib/server/about.ts';
import { readConsent } from '#lib/server/read-consent.ts';
import { homeOf } from '#lib/server/role-links.ts';
import type { Actions, PageServerLoad } from './$types';

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

export const load: PageServerLoad = async ({ url, locals, fetch }) => {
  const to = safePath(url.searchParams.get('to'));
  if (locals.me) redirect(303, to === '/' ? homeOf(locals.me) : to);
  const call = makeCall(fetch);
  const demo = await listDemoPeople(call);
  const known = await aboutOf(call);
  if (!known) error(503, errors.broken.detail);
  return { to, demo: demo.ok ? demo.data.items : [], consent: known.texts };
};

/** Back to where one came from; who came from nowhere goes to where their work is. */
function enter({ url }: RequestEvent, me: Me): never {
  const to = safePath(url.searchParams.get('to'));
  redirect(303, to === '/' ? homeOf(me) : to);
}

export const actions: Actions = {
  code: async (event) => {
    const form = await event.request.formData();
    const values = { phone: text(form, 'phone'), consent: text(form, 'consent') };
    if (!readConsent(form))
      return fail(400, {
        problem: { code: 'auth.consent_required', detail: about.consent.missing },
        errors: {} as Record<string, string>,
        values: { ...values, step: 'phone' as const },
      });
    const answer = await requestCode(makeCall(event.fetch), values.phone);
    if (!answer.ok) return refuse(answer.problem, { ...values, step: 'phone' as const });
    return { step: 'code' as const, ...values, ...answer.data };
  },
  enter: async (event) => {
    const form = await event.request.formData();
    const values = {
      phone: text(form, 'phone'),
      phoneMasked: text(form, 'phoneMasked'),
      code: text(form, 'code'),
      consent: text(form, 'consent'),
    };
    const answer = await signIn(
      makeCall(event.fetch),
      values.phone,
      values.code.replace(/\s/g, ''),
      readConsent(form),
    );
    if (answer.ok) enter(event, answer.data);
    return refuse(answer.problem, { ...values, step: 'code' as const });
  },
  demo: async (event) => {
    const form = await event.request.formData();
    const answer: Answer<Me> = await signInAsDemo(makeCall(event.fetch), text(form, 'key'));
    if (answer.ok) enter(event, answer.data);
    return refuse(answer.problem, { phone: '', step: 'phone' as const });
  },
};
