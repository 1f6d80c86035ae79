import { signInByClaim } from '@linggong/contracts/api/people.ts';
import { error, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { aboutOf } from '#lib/server/about.ts';
import { readConsent } from '#lib/server/read-consent.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, fetch, setHeaders }) => {
  if (locals.me) redirect(303, '/me');
  const known = await aboutOf(makeCall(fetch));
  if (!known) error(503, wordsOf('errors').broken.detail);
  setHeaders({ 'cache-control': 'private, no-store' });
  return { consent: known.texts };
};

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData();
    const code = String(form.get('code') ?? '');
    const answer = await makeCall(fetch)(signInByClaim, { body: { code, consent: readConsent(form) } });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, '/me/trail');
  },
};
