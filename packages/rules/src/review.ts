import type { Flag } from '@linggong/contracts/flag.ts';
import { localDay, localMoment, type Moment, ms } from './time.ts';

/** Only its end counts here; null: never verified. */
export type VerificationEnd = { validUntil: Moment } | null;
export type VerificationState = 'verified' | 'expired' | 'none';

/** A verification holds for six months (人社厅发〔2025〕60号) and is then `expired`. */
export function verificationState(verification: VerificationEnd, now: Date): VerificationState {
  if (!verification) return 'none';
  return ms(verification.validUntil) > now.getTime() ? 'verified' : 'expired';
}

const FLAG_RISK = { block: 10, ask: 3 } as const;
/** Scams begin with these, whatever the level of their flag. */
const BAIT_RISK = 6;
const EMPLOYER_RISK = { verified: 0, expired: 3, none: 5 } as const;
const FORWARDED_RISK = 1;

/** How grave a remark is: what the law forbids, then bait, then what an operator decides. */
export const flagRisk = ({ rule, level }: Pick<Flag, 'rule' | 'level'>): number =>
  level !== 'block' && rule.startsWith('bait.') ? BAIT_RISK : FLAG_RISK[level];

/** How risky a posting in the queue is: 0 for a clean one of a verified employer, and up. For ordering only. */
export function risk(
  flags: readonly Pick<Flag, 'rule' | 'level'>[],
  verification: VerificationState,
  forwarded: boolean,
): number {
  const flagged = flags.map((f) => (f.rule.startsWith('bait.') ? BAIT_RISK : FLAG_RISK[f.level]));
  return flagged.reduce((a, b) => a + b, 0) + EMPLOYER_RISK[verification] + (forwarded ? FORWARDED_RISK : 0);
}

/**
 * The operators' clock, every day of the week, in Asia/Shanghai; opening hours in minutes after midnight.
 * A posting of at least `riskyFrom` gets more time, since somebody has to be called.
 */
export const REVIEW_CLOCK = {
  opens: 9 * 60,
  closes: 18 * 60,
  plainMinutes: 120,
  riskyMinutes: 240,
  riskyFrom: 10,
} as const;

const HOUR_MS = 3_600_000;

/**
 * When a posting handed in at `submittedAt` should be decided, counting service hours only; where its work `begins`
 * before that, an hour before it does, or by half the time that is left.
 */
export function dueAt(submittedAt: Date, riskOfIt: number, begins: Moment | null = null): Date {
  const due = dueByClock(submittedAt, riskOfIt).getTime();
  const left = begins === null ? 0 : ms(begins) - submittedAt.getTime();
  if (left <= 0) return new Date(due);
  return new Date(Math.min(due, submittedAt.getTime() + Math.max(left - HOUR_MS, left / 2)));
}

function dueByClock(submittedAt: Date, riskOfIt: number): Date {
  const { opens, closes, plainMinutes, riskyMinutes, riskyFrom } = REVIEW_CLOCK;
  let left = (riskOfIt >= riskyFrom ? riskyMinutes : plainMinutes) * 60_000;
  let at = submittedAt.getTime();
  for (;;) {
    const day = localDay(new Date(at));
    const from = Math.max(at, localMoment(day, opens).getTime());
    const today = Math.max(0, localMoment(day, closes).getTime() - from);
    if (left <= today) return new Date(from + left);
    left -= today;
    at = localMoment(day, 24 * 60).getTime();
  }
}

/** After one of its postings was refused, or taken down, an operator sees all that an employer posts for so long. */
export const WATCHED_DAYS = 30;

/** How far an employer is trusted. */
export type Standing = {
  verification: VerificationEnd;
  /** An operator sees all its postings until then. */
  watchedUntil?: Moment | null;
};

/** A posting without any flag, of an employer whose verification is in force and who isn't watched, needs no operator. */
export function mayPublishAtOnce(
  flags: readonly unknown[],
  { verification, watchedUntil = null }: Standing,
  now: Date,
): boolean {
  if (watchedUntil && ms(watchedUntil) > now.getTime()) return false;
  return flags.length === 0 && verificationState(verification, now) === 'verified';
}
