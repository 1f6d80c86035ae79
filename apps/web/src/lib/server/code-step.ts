import { plainNumber } from '@linggong/contracts/digits.ts';
import type { Cookies } from '@sveltejs/kit';
import { siteCookie } from './cookies.ts';

const COOKIE = 'lg_code';
const KEPT_SECONDS = 1800;

/**
 * Where somebody stands who waits for a code: kept by the browser, so that a page that is loaded again, or was thrown
 * away while the message was read, is the same step and sends nothing. `againAt`: from then on it may be sent again.
 */
export type CodeStep = {
  phone: string;
  phoneMasked: string;
  consent: string;
  againAt: number;
  /** The code was right, and it is asked whose the number is. */
  ticket: string | null;
  /** What the last try came to; said once. */
  said: string | null;
};

const digitsOf = (phone: string) => plainNumber(phone).replace(/\D/g, '').slice(-11);
export const isSamePhone = (a: string, b: string): boolean => digitsOf(a) === digitsOf(b);
/** As the API masks it. */
export const maskTyped = (phone: string): string =>
  `${digitsOf(phone).slice(0, 3)}****${digitsOf(phone).slice(-4)}`;

const attributes = (url: URL) => ({ ...siteCookie(url), path: '/sign-in' });

export function keepStep(cookies: Cookies, url: URL, step: CodeStep): void {
  cookies.set(COOKIE, JSON.stringify(step), { ...attributes(url), maxAge: KEPT_SECONDS });
}

export function dropStep(cookies: Cookies, url: URL): void {
  if (cookies.get(COOKIE) !== undefined) cookies.delete(COOKIE, attributes(url));
}

/** Null: nobody waits for a code here. */
export function readStep(cookies: Cookies): CodeStep | null {
  try {
    const { phone, phoneMasked, consent, againAt, ticket, said } = JSON.parse(
      cookies.get(COOKIE) ?? '',
    ) as Record<keyof CodeStep, unknown>;
    if (typeof phone !== 'string' || typeof phoneMasked !== 'string' || typeof againAt !== 'number')
      return null;
    return {
      phone,
      phoneMasked,
      consent: String(consent),
      againAt,
      ticket: typeof ticket === 'string' ? ticket : null,
      said: said ? String(said) : null,
    };
  } catch {
    return null;
  }
}
