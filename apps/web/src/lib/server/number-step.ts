import type { Cookies } from '@sveltejs/kit';
import { siteCookie } from './cookies.ts';

const COOKIE = 'lg_number';
const KEPT_SECONDS = 900;

/**
 * Where somebody stands who changes a number: kept by the browser for the page at `url` and the account `who`, so that
 * a page that is loaded again is the same step and sends nothing.
 */
export type NumberStep = {
  who: string;
  /** Of the number that one leaves; null: it is not confirmed yet, or nothing is left. */
  ticket: string | null;
  /** The new number; null: not named yet. */
  phone: string | null;
  /** To whom the last code went; null: to nobody yet. */
  masked: string | null;
  /** What the last try came to; said once. */
  said: string | null;
};

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const attributes = (url: URL) => ({ ...siteCookie(url), path: url.pathname });

export function keepNumberStep(cookies: Cookies, url: URL, step: NumberStep): void {
  cookies.set(COOKIE, JSON.stringify(step), { ...attributes(url), maxAge: KEPT_SECONDS });
}

export function dropNumberStep(cookies: Cookies, url: URL): void {
  if (cookies.get(COOKIE) !== undefined) cookies.delete(COOKIE, attributes(url));
}

/** Null: nothing is under way here for that account. */
export function readNumberStep(cookies: Cookies, who: string): NumberStep | null {
  try {
    const kept = JSON.parse(cookies.get(COOKIE) ?? '') as Record<keyof NumberStep, unknown>;
    if (kept.who !== who) return null;
    const { ticket, phone, masked, said } = kept;
    return { who, ticket: textOf(ticket), phone: textOf(phone), masked: textOf(masked), said: textOf(said) };
  } catch {
    return null;
  }
}

/** The step to be shown, its last word taken off it for the next time. */
export function showNumberStep(cookies: Cookies, url: URL, who: string): NumberStep | null {
  const step = readNumberStep(cookies, who);
  if (step?.said) keepNumberStep(cookies, url, { ...step, said: null });
  return step;
}
