import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import type { Platform } from '../../platform/platform.ts';
import { ASKED_SECONDS } from './tries.ts';

export const SESSION_SECONDS = 30 * 86_400;

/** The session's cookie. `__Host-` binds it to this very host where the connection is encrypted. */
export const cookieName = (secure: boolean) => (secure ? '__Host-linggong_session' : 'linggong_session');
export const isSecure = (settings: Platform['settings']) =>
  settings.PUBLIC_ORIGIN?.startsWith('https:') ?? false;
export const cookieAttributes = (secure: boolean) =>
  ({ secure, httpOnly: true, sameSite: 'lax', path: '/' }) as const;

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
