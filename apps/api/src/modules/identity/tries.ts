import { randomBytes, timingSafeEqual } from 'node:crypto';
import { hmac, phoneKey } from '../../platform/keyed.ts';
import { problem } from '../../platform/problem.ts';
import { countOne } from '../../platform/tallies.ts';
import { type CodeDeps, keyFrom, secondsUntil } from './code-keys.ts';

// What a guesser gets. There are 10^6 codes. Of one number 100 wrong codes a day are looked at, from all ranges of
// addresses together, and 5 a quarter of an hour of each browser that asked for a code: a browser is one that a message
// was sent for, and strangers can have 30 sent a day. That is at most 100 + 30 * 5 = 250 guesses a day, one in 4000,
// while 30 messages tell the owner. Nobody is locked out by that: strangers use up their own range's tries, and never
// those of the browser that the owner asked with.

/** Wrong codes for one number from one range of addresses, over all its codes. */
const FROM_RANGE = { points: 5, seconds: 900 };
const IN_ALL = { points: 100, seconds: 86_400 };
/** Wrong codes from a browser that asked for one. */
const OF_ASKER = { points: 5, seconds: 900 };
/** As long as a code can stay the same. */
export const ASKED_SECONDS = 1800;

/** Where a code comes from: a range of addresses, and what the browser was given when it asked for one. */
export type From = { range: string; asked: string | null };

const seal = (deps: CodeDeps, phone: string, id: string, until: string) =>
  hmac(deps.secret, 'code.asked', phone, id, until);

/** Which browser it is that asked for a code of this number; null: none that we know. */
function askerOf(deps: CodeDeps, phone: string, asked: string | null): string | null {
  const [id = '', until = '', given = ''] = (asked ?? '').split('.');
  const [ours, theirs] = [Buffer.from(seal(deps, phone, id, until)), Buffer.from(given)];
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return null;
  return Number(until) > deps.clock().getTime() ? id : null;
}

/**
 * What tells a browser that asked for a code, given to it alone and good for that number. `before`: what it had; with
 * that it stays the same browser, and its tries those that it has left.
 */
export function askedBy(deps: CodeDeps, phone: string, before: string | null): string {
  const id = askerOf(deps, phone, before) ?? randomBytes(16).toString('base64url');
  const until = String(deps.clock().getTime() + ASKED_SECONDS * 1000);
  return `${id}.${until}.${seal(deps, phone, id, until)}`;
}

/**
 * Counts a code that is about to be looked at, and gives the keys under which it was. Throws `auth.too_many_attempts`
 * where there were enough wrong ones.
 */
export async function countTry(deps: CodeDeps, phone: string, { range, asked }: From): Promise<string[]> {
  const asker = askerOf(deps, phone, asked);
  const counts = asker
    ? [{ ...OF_ASKER, key: `wrong:${hmac(deps.secret, 'code.asker', asker)}` }]
    : [
        { ...FROM_RANGE, key: `wrong:${keyFrom(deps, phone, range)}` },
        { ...IN_ALL, key: `wrong:${phoneKey(deps, phone)}` },
      ];
  for (const { key, points, seconds } of counts) {
    const { count, until } = await countOne(deps, key, seconds);
    if (count > points)
      throw problem('auth.too_many_attempts', { retryAfterSeconds: secondsUntil(deps, until) });
  }
  return counts.map(({ key }) => key);
}
