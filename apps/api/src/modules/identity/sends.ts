import type { Deps } from '../../deps.ts';
import { phoneKey } from '../../platform/keyed.ts';
import { problem } from '../../platform/problem.ts';
import { countOne, dropTalliesUnder, isCounted, uncountOne } from '../../platform/tallies.ts';
import { wordsOf } from '../../words/words.ts';
import { type CodeDeps, keyFrom, secondsUntil, subjectOf } from './code-keys.ts';
import { numberHadEnough } from './code-words.ts';

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
  dropTalliesUnder(deps, `from:${phoneKey(deps, phone)}:`);

const isKnown = (deps: CodeDeps, phone: string, range: string): Promise<boolean> =>
  isCounted(deps, knownKey(deps, phone, range));

type Count = { key: string; points: number; seconds: number };

/** Of one message that is counted. */
export type Counted = {
  /** It was handed over. */
  sent: () => Promise<void>;
  /** It was not, or nobody knows: it doesn't count. Its minute stays, as it may be on its way all the same. */
  unsent: () => Promise<void>;
};

/** What one is told within the minute of another message for the same purpose, be that sent or not. */
async function withinMinute(deps: CodeDeps, minuteKey: string, seconds: number) {
  const isSent = await isCounted(deps, sentKey(minuteKey));
  const { justSent, notSentYet } = wordsOf('identity').codes;
  const { title, body } = isSent ? justSent : notSentYet;
  return { title, detail: body({ seconds }), refusal: isSent ? 'just_sent' : 'not_sent' };
}

const sentKey = (minuteKey: string) => `sent:${minuteKey}`;

/**
 * Counts one message to a number (E.164), asked for from a range of addresses. Throws `auth.too_many_codes` where it had
 * enough of them, and then has counted nothing. What strangers ask for uses up their own, and leaves what is asked for
 * from where the number signs in. There may be one of each purpose in a minute, as a code is good for its own alone.
 */
export async function countSend(
  deps: CodeDeps & Pick<Deps, 'settings'>,
  { phone, range, purpose = '' }: { phone: string; range: string; purpose?: string },
): Promise<Counted> {
  const key = phoneKey(deps, phone);
  const named = (limits: typeof FROM_RANGE, name: string): Count[] =>
    limits.map((limit) => ({ ...limit, key: `send:${limit.seconds}:${name}` }));
  const counts = [
    ...named([A_MINUTE], phoneKey(deps, subjectOf(phone, purpose))),
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
        ? await withinMinute(deps, one.key, seconds)
        : { detail: numberHadEnough(until, deps.settings.STATION_PHONE) };
    throw problem('auth.too_many_codes', { ...told, retryAfterSeconds: seconds });
  }
  const [minute, ...others] = counted;
  return {
    sent: async () => void (await countOne(deps, sentKey(minute!.key), RESEND_SECONDS)),
    unsent: () => takeBack(others),
  };
}
