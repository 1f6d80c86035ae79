import { REPORT_KINDS, type Reporter, type ReportKind } from '@linggong/contracts/report.ts';

/** How grave what is said is, if it is so: money taken from workers and crimes first. */
const GRAVITY: Record<ReportKind, number> = {
  deposit: 3,
  vice: 3,
  unpaid: 2,
  fake: 2,
  discrimination: 2,
  other: 1,
};
const WEIGHT: Record<Reporter, number> = { comes: 3, signed_in: 2, nobody: 1, of_many: 0 };
/** Whoever reports more gigs than that within a day is listened to after the others. */
export const GIGS_A_DAY = 3;

/** Kinds, the gravest first. */
export const KINDS_BY_GRAVITY = REPORT_KINDS.toSorted((a, b) => GRAVITY[b] - GRAVITY[a]);

/**
 * By what reports are put in order, the highest first: who says it before what is said, so that a flood of the gravest
 * words from strangers stays behind one person who was there.
 */
export const reportRank = (by: Reporter, kind: ReportKind): number => WEIGHT[by] * 10 + GRAVITY[kind];

/**
 * Who reports. `comes`: is confirmed for that gig; `gigsToday`: how many others they reported within a day; `beyond`: is
 * one of more than are listened to in turn.
 */
export function reporterOf(who: {
  comes: boolean;
  signedIn: boolean;
  gigsToday: number;
  beyond: boolean;
}): Reporter {
  if (who.beyond || who.gigsToday >= GIGS_A_DAY) return 'of_many';
  if (who.comes) return 'comes';
  return who.signedIn ? 'signed_in' : 'nobody';
}
