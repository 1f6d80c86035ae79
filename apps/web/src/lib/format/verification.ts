import type { CHECKS } from '@linggong/contracts/employer.ts';
import type { GigCard } from '@linggong/contracts/gig.ts';
import { ticket } from '#lib/messages/ticket.ts';
import { monthDay } from './time.ts';

export type Check = (typeof CHECKS)[number];

/** What was checked, by whom, when; or that it was not. Never a bare badge. `short`: papers as they are called for short. */
export function verificationParts(
  gig: Pick<GigCard, 'employer' | 'sourceName' | 'reach'>,
  now: Date,
  short = false,
): string[] {
  const { verification } = gig.employer;
  if (gig.reach === 'sender') return ticket.forwarded(gig.sourceName ?? '', gig.reach);
  if (verification && new Date(verification.validUntil) > now) {
    const what = verification.checks.map(
      (check) => (short && ticket.checksShort[check]) || ticket.checks[check],
    );
    return [ticket.checked(what), verification.byOffice, monthDay(verification.at, now)];
  }
  return gig.sourceName ? ticket.forwarded(gig.sourceName, gig.reach) : [ticket.notChecked];
}

/** Whether a verification stands today. */
export function isVerified(gig: Pick<GigCard, 'employer'>, now: Date): boolean {
  const { verification } = gig.employer;
  return verification !== null && new Date(verification.validUntil) > now;
}
