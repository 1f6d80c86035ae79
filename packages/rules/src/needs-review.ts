import type { Posting } from '@linggong/contracts/posting.ts';
import { saysSomethingWrong } from './posting/check.ts';

const PAY = ['amountFen', 'amountMaxFen', 'unit', 'settlement', 'settlementDays'] as const;

/** What people decide by. Headcount, tools or a better description aren't part of it. */
const decisive = ({ pay, workplace, shifts, hoursText }: Posting) =>
  JSON.stringify([
    PAY.map((key) => pay[key]),
    [workplace.regionId, workplace.landmark, workplace.point],
    shifts.map(({ id, startsAt, endsAt }) => [id, startsAt, endsAt]),
    hoursText,
  ]);

/**
 * Whether a change of a published posting goes back to an operator: pay, place or time changed, or its words
 * or conditions are flagged now.
 */
export function needsReview(before: Posting, after: Posting): boolean {
  return decisive(before) !== decisive(after) || saysSomethingWrong(after);
}
