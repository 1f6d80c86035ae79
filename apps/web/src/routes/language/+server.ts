import { LANGUAGE_COOKIE } from '@linggong/words/choose.ts';
import { error, redirect } from '@sveltejs/kit';
import { safePath } from '#lib/nav/paths.ts';
import { siteCookie } from '#lib/server/cookies.ts';
import { languageNamed } from '#lib/server/words/languages.ts';
import type { RequestHandler } from './$types';

const YEAR_SECONDS = 31_536_000;

/** Keeps the language that was chosen at the foot of a page, and leads back there. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const language = languageNamed(String(form.get('language')));
  if (!language) error(400);
  // Within the reach of scripts: a page that is kept for Back is not shown again in another language.
  cookies.set(LANGUAGE_COOKIE, language.code, { ...siteCookie(url), httpOnly: false, maxAge: YEAR_SECONDS });
  redirect(303, safePath(String(form.get('to'))));
};
