import type { CHECKS } from '@linggong/contracts/employer.ts';
import type { GigCard } from '@linggong/contracts/gig.ts';
import { wordsOf } from '#lib/words/words.ts';
import { listed } from './list.ts';
import { monthDay } from './time.ts';

const ticket = () => wordsOf('ticket');

export type Check = (typeof CHECKS)[number];

/** What was checked, by whom, when; or that it was not. Never a bare badge. `short`: papers as they are called for short. */
export function verificationParts(
  gig: Pick<GigCard, 'employer' | 'sourceName' | 'reach'>,
  now: Date,
  short = false,
): string[] {
  const { verification } = gig.employer;
  if (gig.reach === 'sender') return forwarded(gig);
  if (verification && new Date(verification.validUntil) > now) {
    const what = verification.checks.map(
      (check) =>
        (short && (ticket().checksShort as Partial<Record<Check, string>>)[check]) || ticket().checks[check],
    );
    return [ticket().checked({ what: listed(what) }), verification.byOffice, monthDay(verification.at, now)];
  }
  return gig.sourceName ? forwarded(gig) : [ticket().notChecked];
}

function forwarded({ sourceName, reach }: Pick<GigCard, 'sourceName' | 'reach'>): string[] {
  const { from, call, unchecked } = ticket().forwarded;
  return [from({ source: sourceName ?? '' }), reach === 'sender' ? call : unchecked];
}

/** Whether a verification stands today. */
export function isVerified(gig: Pick<GigCard, 'employer'>, now: Date): boolean {
  const { verification } = gig.employer;
  return verification !== null && new Date(verification.validUntil) > now;
}
