import { saveAlert } from '@linggong/contracts/api/alerts.ts';
import type { FeedParams } from '@linggong/contracts/feed.ts';
import type { Cookies } from '@sveltejs/kit';
import type { ApiProblem, Call } from '#lib/api/client.ts';
import { feedHref } from '#lib/features/feed/filter.ts';
import { siteCookie } from './cookies.ts';

const COOKIE = 'lg_alert';
const KEPT_SECONDS = 900;

/**
 * Somebody who is not signed in asked to be told of new gigs: keeps which, until they come back to that list
 * signed in. A cookie of our own and no address, so that no link of others can save an alert.
 */
export function keepAlert(cookies: Cookies, url: URL, filter: FeedParams): void {
  cookies.set(COOKIE, feedHref(filter, {}), { ...siteCookie(url), maxAge: KEPT_SECONDS });
}

/** Saves what was asked for before the sign-in, where this is that list. Gives what went wrong, if anything did. */
export async function saveKeptAlert(
  cookies: Cookies,
  call: Call,
  filter: FeedParams,
): Promise<ApiProblem | null> {
  if (cookies.get(COOKIE) !== feedHref(filter, {})) return null;
  cookies.delete(COOKIE, { path: '/' });
  const answer = await call(saveAlert, { body: { filter } });
  return answer.ok ? null : answer.problem;
}
