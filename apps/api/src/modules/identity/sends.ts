import type { Deps } from '../../deps.ts';
import { JUST_SENT, justSent, numberHadEnough } from '../../messages/codes.ts';
import { problem } from '../../platform/problem.ts';
import { countOne, uncountOne } from '../../platform/tallies.ts';
import { type CodeDeps, keyFrom, keyOf, secondsUntil } from './code-keys.ts';

export const RESEND_SECONDS = 60;
const A_MINUTE = { points: 1, seconds: RESEND_SECONDS };
/** To one number, asked for from one range of addresses. */
const FROM_RANGE = [
  { points: 5, seconds: 3600 },
  { points: 10, seconds: 86_400 },
];
/** To one number, asked for from wherever it didn't sign in lately: so many messages strangers can have it sent. */
const FROM_STRANGERS = [
  { points: 15, seconds: 3600 },
  { points: 30, seconds: 86_400 },
];
/** So long it is known from where a number signed in. */
const KNOWN_SECONDS = 30 * 86_400;

const knownKey = (deps: CodeDeps, phone: string, range: string) => `from:${keyFrom(deps, phone, range)}`;

/** Remembers that a number (E.164) signed in from a range of addresses. */
export const rememberRange = (deps: CodeDeps, phone: string, range: string) =>
  countOne(deps, knownKey(deps, phone, range), KNOWN_SECONDS);

/** Forgets from where a number signed in. */
export const forgetRanges = (deps: CodeDeps, phone: string) =>
  deps.models.tallies.deleteMany({ _id: { $regex: `^from:${keyOf(deps, phone)}:` } });

const isKnown = async (deps: CodeDeps, phone: string, range: string): Promise<boolean> =>
  (await deps.models.tallies.exists({
    _id: knownKey(deps, phone, range),
    until: { $gt: deps.clock() },
  })) !== null;

type Count = { key: string; points: number; seconds: number };

/**
 * Counts one message to a number (E.164), asked for from a range of addresses. Throws `auth.too_many_codes` where it had
 * enough of them, and then has counted nothing. What strangers ask for uses up their own, and leaves what is asked for
 * from where the number signs in. The answer takes it back for a message that wasn't sent; the minute stays, as it may
 * be on its way all the same.
 */
export async function countSend(
  deps: CodeDeps & Pick<Deps, 'settings'>,
  phone: string,
  range: string,
): Promise<() => Promise<void>> {
  const key = keyOf(deps, phone);
  const named = (limits: typeof FROM_RANGE, name: string): Count[] =>
    limits.map((limit) => ({ ...limit, key: `send:${limit.seconds}:${name}` }));
  const counts = [
    ...named([A_MINUTE], key),
    ...named(FROM_RANGE, keyFrom(deps, phone, range)),
    ...((await isKnown(deps, phone, range)) ? [] : named(FROM_STRANGERS, key)),
  ];
  const counted: Count[] = [];
  const takeBack = async (those: readonly Count[]) => {
    for (const one of those) await uncountOne(deps, one.key);
  };
  for (const one of counts) {
    const { count, until } = await countOne(deps, one.key, one.seconds);
    counted.push(one);
    if (count <= one.points) continue;
    await takeBack(counted);
    const seconds = secondsUntil(deps, until);
    const told =
      one.seconds === RESEND_SECONDS
        ? { title: JUST_SENT, detail: justSent(seconds), refusal: 'just_sent' }
        : { detail: numberHadEnough(until, deps.settings.STATION_PHONE) };
    throw problem('auth.too_many_codes', { ...told, retryAfterSeconds: seconds });
  }
  return () => takeBack(counted.slice(1));
}
