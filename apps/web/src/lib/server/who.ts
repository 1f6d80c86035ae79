import { createHash } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { siteCookie } from './cookies.ts';

/** Says to scripts which session this browser has, and nothing of it: a page of another one is not shown again. */
const WHO_COOKIE = 'lg_who';
const KEPT_SECONDS = 400 * 86_400;

/** Whose page it is; `''`: nobody's. */
export const whoOf = (session: string | undefined): string =>
  session ? createHash('sha256').update(session).digest('base64url').slice(0, 16) : '';

/** Tells this browser's other pages whose it is now. */
export function tellWho(cookies: Cookies, url: URL, who: string): void {
  if ((cookies.get(WHO_COOKIE) ?? '') === who) return;
  if (who) cookies.set(WHO_COOKIE, who, { ...siteCookie(url), httpOnly: false, maxAge: KEPT_SECONDS });
  else cookies.delete(WHO_COOKIE, siteCookie(url));
}
