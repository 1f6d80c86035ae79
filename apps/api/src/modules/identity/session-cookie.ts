import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { sessionCookieName } from '@linggong/contracts/session-cookie.ts';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { parse, serialize } from 'hono/utils/cookie';
import type { Platform } from '../../platform/platform.ts';
import { ASKED_SECONDS } from './tries.ts';

export const SESSION_SECONDS = 30 * 86_400;

export const isSecure = (settings: Platform['settings']) =>
  settings.PUBLIC_ORIGIN?.startsWith('https:') ?? false;
export const cookieAttributes = (secure: boolean) =>
  ({ secure, httpOnly: true, sameSite: 'lax', path: '/' }) as const;

/** Hands on cookies that were made elsewhere. */
export const setCookies = (c: Context, cookies: readonly string[]) => {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
};

/** Keeps in a browser what tells that it asked for a code. */
export function askedCookie(secure: boolean) {
  const name = secure ? '__Host-linggong_asked' : 'linggong_asked';
  const attributes = cookieAttributes(secure);
  return {
    read: (c: Context) => getCookie(c, name) ?? null,
    keep: (c: Context, asked: string) => setCookie(c, name, asked, { ...attributes, maxAge: ASKED_SECONDS }),
    drop: (c: Context) => void deleteCookie(c, name, attributes),
  };
}

/** The `Set-Cookie` value that takes the session's cookie away, whatever it carries. */
export function endedCookie(settings: Platform['settings']): string {
  const secure = isSecure(settings);
  const attributes = { ...cookieAttributes(secure), maxAge: 0, sameSite: 'Lax' } as const;
  return serialize(sessionCookieName(secure), '', attributes);
}

export const sessionEnd = (now: Date) => new Date(now.getTime() + SESSION_SECONDS * 1000);

/**
 * The token that a cookie of this name carries, signed as the sign-in library signs its own; null where there is none,
 * or its signature isn't ours. Whether a session has this token only the database knows.
 */
export function signedToken(cookies: string, name: string, secret: string): string | null {
  const value = parse(cookies, name)[name] ?? '';
  const dot = value.lastIndexOf('.');
  const token = value.slice(0, Math.max(0, dot));
  if (token === '') return null;
  const ours = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'));
  const given = Buffer.from(value.slice(dot + 1));
  return given.length === ours.length && timingSafeEqual(given, ours) ? token : null;
}

/** As many as were checked last, of a usual length. */
const MOST = 2000;
const LONGEST = 1000;

/**
 * What tells sessions apart before anything is looked up: which of them the cookies of a request carry, by a hash of
 * its token; null where none does that we have signed. What was checked lately is remembered.
 */
export function signedSessions(settings: Platform['settings'], secret: string) {
  const name = sessionCookieName(isSecure(settings));
  const known = new Map<string, string | null>();
  return (cookies: string | undefined): string | null => {
    if (!cookies?.includes(name)) return null;
    const before = known.get(cookies);
    if (before !== undefined) return before;
    const token = signedToken(cookies, name, secret);
    const session = token && createHash('sha256').update(token).digest('base64url').slice(0, 22);
    // What isn't ours is not kept: it may be another one each time.
    if (session === null) return null;
    if (cookies.length > LONGEST) return session;
    if (known.size === MOST) known.delete(known.keys().next().value!);
    known.set(cookies, session);
    return session;
  };
}
