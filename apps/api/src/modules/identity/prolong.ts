import { sessionCookieName } from '@linggong/contracts/session-cookie.ts';
import { parse, serialize } from 'hono/utils/cookie';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { noteThere } from './persons.ts';
import { markSessionSeen, moveSessionEnd } from './repository/sessions.ts';
import { cookieAttributes, isSecure, SESSION_SECONDS, sessionEnd } from './session-cookie.ts';

/** Not with every request. */
const STEP_SECONDS = 86_400;

/** A device's list says `几分钟前`, no more. */
const SEEN_STEP_SECONDS = 600;

/** Notes that a session is used, not with every request. */
export async function noteSeen(deps: Deps, { sessionId, sessionSeenAt }: Viewer): Promise<void> {
  const now = deps.clock();
  if (now.getTime() - sessionSeenAt.getTime() < SEEN_STEP_SECONDS * 1000) return;
  await markSessionSeen(deps, sessionId, now);
}

/**
 * Lets a session last thirty days from its use, and with it the pushes to its browser. Gives the cookie to be set, for
 * the browser to keep it as long; null: it was used within a day.
 */
export async function prolongSession(
  deps: Deps,
  { accountId, sessionId, sessionEndsAt }: Viewer,
  headers: Headers,
): Promise<string | null> {
  const now = deps.clock();
  if (sessionEndsAt.getTime() - now.getTime() > (SESSION_SECONDS - STEP_SECONDS) * 1000) return null;
  // Else another request of the same page did it.
  if (!(await moveSessionEnd(deps, sessionId, sessionEndsAt, sessionEnd(now)))) return null;
  await noteThere(deps, accountId);
  const secure = isSecure(deps.settings);
  const name = sessionCookieName(secure);
  const value = parse(headers.get('cookie') ?? '', name)[name] ?? '';
  return serialize(name, value, {
    ...cookieAttributes(secure),
    maxAge: SESSION_SECONDS,
    sameSite: 'Lax',
  });
}
