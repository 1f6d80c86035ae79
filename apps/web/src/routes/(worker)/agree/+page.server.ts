import { agreeToTexts } from '@linggong/contracts/api/identity.ts';
import { error, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { safePath } from '#lib/nav/paths.ts';
import { aboutOf } from '#lib/server/about.ts';
import { requireMe } from '#lib/server/guard.ts';
import { readConsent } from '#lib/server/read-consent.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const about = () => wordsOf('about');
const errors = () => wordsOf('errors');

export const load: PageServerLoad = async (event) => {
  const me = requireMe(event);
  const to = safePath(event.url.searchParams.get('to'));
  if (me.agreed) redirect(303, to);
  const known = await aboutOf(makeCall(event.fetch));
  if (!known) error(503, errors().broken.detail);
  return { to, consent: known.texts };
};

export const actions: Actions = {
  default: async (event) => {
    requireMe(event);
    const consent = readConsent(await event.request.formData());
    if (!consent) {
      const unread = { status: 400, code: 'auth.consent_required', detail: about().consent.missing };
      return refuse({ type: 'about:blank', title: '', instance: '', ...unread }, {});
    }
    const answer = await makeCall(event.fetch)(agreeToTexts, { body: consent });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, safePath(event.url.searchParams.get('to')));
  },
};
