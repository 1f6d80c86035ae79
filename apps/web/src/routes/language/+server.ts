import { changePerson } from '@linggong/contracts/api/identity.ts';
import { error, redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { safePath } from '#lib/nav/paths.ts';
import { chooseHere } from '#lib/server/words/choice.ts';
import { languageNamed } from '#lib/server/words/languages.ts';
import type { RequestHandler } from './$types';

/**
 * Keeps the language that was chosen at the foot of a page, with the account too where somebody is signed in, and leads
 * back there. The choice holds in this browser whatever the API says to it.
 */
export const POST: RequestHandler = async ({ request, cookies, url, locals, fetch }) => {
  const form = await request.formData();
  const language = languageNamed(String(form.get('language')));
  if (!language) error(400);
  chooseHere(cookies, url, language);
  if (locals.me) await makeCall(fetch)(changePerson, { body: { language: language.code } });
  redirect(303, safePath(String(form.get('to'))));
};
