import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';

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
