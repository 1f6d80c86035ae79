import type { Me } from '@linggong/contracts/account.ts';
import { listDemoPeople, requestCode, signIn, signInAsDemo } from '@linggong/contracts/api/identity.ts';
import { signInReturning } from '@linggong/contracts/api/number.ts';
import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { type Answer, type ApiProblem, makeCall } from '#lib/api/client.ts';
import { type FormFailure, refuse } from '#lib/api/form.ts';
import { safePath } from '#lib/nav/paths.ts';
import { aboutOf } from '#lib/server/about.ts';
import {
  type CodeStep,
  dropStep,
  isSamePhone,
  keepStep,
  maskTyped,
  readStep,
} from '#lib/server/code-step.ts';
import { consentOf, readConsent } from '#lib/server/read-consent.ts';
import { readProof } from '#lib/server/read-proof.ts';
import { homeOf } from '#lib/server/role-links.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const about = () => wordsOf('about');
const errors = () => wordsOf('errors');
const words = () => wordsOf('sign-in');

/** As the API counts it: a message to a number once a minute. */
const RESEND_SECONDS = 60;

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

export const load: PageServerLoad = async ({ url, locals, fetch, cookies, setHeaders }) => {
  const to = safePath(url.searchParams.get('to'));
  if (locals.me) redirect(303, to === '/' ? homeOf(locals.me) : to);
  const call = makeCall(fetch);
  const demo = await call(listDemoPeople);
  const known = await aboutOf(call);
  if (!known) error(503, errors().broken.detail);
  const step = readStep(cookies);
  // It shows a number: not for whoever comes back to it later.
  if (step) setHeaders({ 'cache-control': 'private, no-store' });
  if (step?.said) keepStep(cookies, url, { ...step, said: null });
  return {
    to,
    over: locals.sessionOver,
    demo: demo.ok ? demo.data.items : [],
    consent: known.texts,
    step: step && {
      phoneMasked: step.phoneMasked,
      consent: step.consent,
      said: step.said,
      whose: step.ticket !== null,
      againInSeconds: Math.max(0, Math.ceil((step.againAt - Date.now()) / 1000)),
    },
  };
};

/** Back to where one came from; who came from nowhere goes to where their work is. */
function enter({ url, cookies }: RequestEvent, me: Me): never {
  dropStep(cookies, url);
  const to = safePath(url.searchParams.get('to'));
  redirect(303, to === '/' ? homeOf(me) : to);
}

/** The page again by GET, so that loading it anew sends nothing and counts nothing. */
function stand({ url, cookies }: RequestEvent, step: CodeStep | null): never {
  if (step) keepStep(cookies, url, step);
  else dropStep(cookies, url);
  redirect(303, `/sign-in?to=${encodeURIComponent(safePath(url.searchParams.get('to')))}`);
}

/** A message may be on its way all the same: to this number one was sent before, or just now. */
function waits(problem: ApiProblem, isKnown: boolean): string | null {
  if (problem.code === 'auth.too_many_codes') {
    if (problem.refusal === 'just_sent')
      return words().tooEarly({ seconds: problem.retryAfterSeconds ?? RESEND_SECONDS });
    return isKnown ? problem.detail : null;
  }
  return isKnown && problem.status >= 500 ? words().notSent : null;
}

/** Goes on after the code: as who the account is of, by the name in it, or with `name` null as somebody new. */
async function returning(event: RequestEvent, name: string | null): Promise<never> {
  const step = readStep(event.cookies);
  if (!step?.ticket) stand(event, null);
  const { phone, ticket, consent } = step;
  const agreed = consentOf(consent);
  const answer = await makeCall(event.fetch)(signInReturning, {
    body: { phone, ticket, name, consent: agreed },
  });
  if (answer.ok) enter(event, answer.data);
  const over = answer.problem.code === 'auth.code_expired';
  stand(event, { ...step, ticket: over ? null : ticket, said: answer.problem.detail });
}

export const actions: Actions = {
  code: async (event) => {
    const form = await event.request.formData();
    const known = readStep(event.cookies);
    const values = {
      phone: form.has('phone') ? text(form, 'phone') : (known?.phone ?? ''),
      consent: text(form, 'consent'),
      /** How often a sum that was done came to nothing. */
      tries: Number(text(form, 'tries')) || 0,
    };
    const { phone, consent } = values;
    if (!readConsent(form))
      return fail<FormFailure<typeof values>>(400, {
        problem: { code: 'auth.consent_required', detail: about().consent.missing },
        errors: {},
        values,
      });
    const answer = await makeCall(event.fetch)(requestCode, { body: { phone, proof: readProof(form) } });
    if (answer.ok) {
      const { phoneMasked, resendInSeconds } = answer.data;
      stand(event, {
        phone,
        consent,
        phoneMasked,
        againAt: Date.now() + resendInSeconds * 1000,
        ticket: null,
        said: null,
      });
    }
    const { problem } = answer;
    const said = waits(problem, known !== null && isSamePhone(known.phone, phone));
    if (!said) return refuse(problem, values);
    const againAt = Date.now() + (problem.retryAfterSeconds ?? RESEND_SECONDS) * 1000;
    stand(event, { phone, consent, phoneMasked: maskTyped(phone), againAt, ticket: null, said });
  },
  enter: async (event) => {
    const form = await event.request.formData();
    const step = readStep(event.cookies);
    if (!step) stand(event, null);
    const answer = await makeCall(event.fetch)(signIn, {
      body: { phone: step.phone, code: text(form, 'code'), consent: readConsent(form) },
    });
    if (answer.ok) enter(event, answer.data);
    const { code, ticket, errors: fields, detail } = answer.problem;
    if (code === 'auth.whose_number' && ticket)
      stand(event, { ...step, consent: text(form, 'consent'), ticket, said: null });
    stand(event, { ...step, said: fields?.[0]?.message ?? detail });
  },
  mine: async (event) => returning(event, text(await event.request.formData(), 'name')),
  fresh: (event) => returning(event, null),
  other: (event) => stand(event, null),
  demo: async (event) => {
    const form = await event.request.formData();
    const answer: Answer<Me> = await makeCall(event.fetch)(signInAsDemo, {
      body: { key: text(form, 'key') },
    });
    if (answer.ok) enter(event, answer.data);
    return refuse(answer.problem, { phone: '', consent: '', tries: 0 });
  },
};
