import type { Me } from '@linggong/contracts/account.ts';
import { chooseLanguage, LANGUAGE_COOKIE } from '@linggong/words/choose.ts';
import type { Language } from '@linggong/words/languages.ts';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import { siteCookie } from '#lib/server/cookies.ts';
import { languageNamed, languages } from './languages.ts';

const YEAR_SECONDS = 31_536_000;
/** Behind the language that a browser has of the account that is signed in: it goes, and changes, with that. */
const OF_ACCOUNT = '.account';

/** Within the reach of scripts: a page that is kept for Back is not shown again in another language. */
const keep = (cookies: Cookies, url: URL, choice: string) =>
  cookies.set(LANGUAGE_COOKIE, choice, { ...siteCookie(url), httpOnly: false, maxAge: YEAR_SECONDS });

/** What is read in this browser: by the choice that it keeps, its own or the account's, else as it asks. */
export const languageFor = ({ cookies, request }: Pick<RequestEvent, 'cookies' | 'request'>): Language =>
  chooseLanguage(
    languages,
    cookies.get(LANGUAGE_COOKIE)?.replace(OF_ACCOUNT, ''),
    request.headers.get('accept-language'),
  );

/** Keeps what is chosen in this browser, whoever is signed in. */
export const chooseHere = (cookies: Cookies, url: URL, { code }: Language) => keep(cookies, url, code);

/** Keeps the account's choice where the browser has none of its own; `me`: who is signed in, null: nobody. */
export function followAccount(
  { cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>,
  me: Pick<Me, 'person'> | null,
): void {
  const kept = cookies.get(LANGUAGE_COOKIE);
  if (languages.length === 1 || languageNamed(kept)) return;
  const language = languageNamed(me?.person.language ?? undefined);
  if (!language) {
    if (kept?.endsWith(OF_ACCOUNT)) cookies.delete(LANGUAGE_COOKIE, siteCookie(url));
  } else if (kept !== language.code + OF_ACCOUNT) keep(cookies, url, language.code + OF_ACCOUNT);
}

/** The browser's cookies with its choice as it is by now, for the API. */
export function withChoice({ cookies, request }: Pick<RequestEvent, 'cookies' | 'request'>): string {
  const choice = cookies.get(LANGUAGE_COOKIE);
  const others = (request.headers.get('cookie') ?? '')
    .split(/;\s*/)
    .filter((pair) => pair && !pair.startsWith(`${LANGUAGE_COOKIE}=`));
  return [...others, ...(choice ? [`${LANGUAGE_COOKIE}=${choice}`] : [])].join('; ');
}
