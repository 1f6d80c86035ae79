import {
  NUMBER_LIMITS,
  type NumberLimits,
  TEXT_LIMITS,
  type TextPath,
  tooLongWords,
} from '@linggong/contracts/limits.ts';
import { pieceUnitWrong } from '@linggong/contracts/piece-unit.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { wordsOf } from '#lib/words/words.ts';
import { type Draft, toPosting, typedPiece } from './draft.ts';
import { numberWrong, peopleWrong, typedPoint } from './numbers.ts';
import { typedClock, typedDay } from './typed-moment.ts';

const words = () => wordsOf('posting');

/** Fields whose text doesn't fit, by their path in the posting, with what to say; in the form's order. */
export type Wrong = Record<string, string>;

/** Fields of the draft that can't be stored as they are typed. What is typed in them stays in the form. */
export function wrongIn(draft: Draft): Wrong {
  const wrong: Wrong = {};
  const number = (path: string, typed: string, limits: NumberLimits) => {
    const says = numberWrong(typed, limits);
    if (says) wrong[path] = says;
  };
  const text = (path: TextPath, typed: string) => {
    const says = tooLongWords(typed.trim().length, TEXT_LIMITS[path]);
    if (says) wrong[path] = says;
  };
  text('title', draft.title);
  text('description', draft.description);
  draft.shifts.forEach(({ day, from, to, headcount, role, roleAmount }, i) => {
    const long = tooLongWords(role.trim().length, TEXT_LIMITS['role.name']);
    if (long) wrong[`shifts.${i}.role.name`] = long;
    number(`shifts.${i}.role.amountFen`, roleAmount, NUMBER_LIMITS.amount);
    if (draft.timing === 'dated') {
      if (from && typedClock(from) === null) wrong[`shifts.${i}.startsAt`] = words().wrongClock;
      if (to && typedClock(to) === null) wrong[`shifts.${i}.endsAt`] = words().wrongClock;
      if (day && typedDay(day) === null) wrong[`shifts.${i}.startsAt`] = words().wrongDay;
      // Half of a time is stored nowhere: it must not be said to be.
      if (day && !from) wrong[`shifts.${i}.startsAt`] ??= words().noHours;
      if ((from || to) && !day) wrong[`shifts.${i}.startsAt`] ??= words().noDay;
    }
    number(`shifts.${i}.headcount`, headcount, NUMBER_LIMITS.headcount);
  });
  text('hoursText', draft.hoursText);
  text('workplace.landmark', draft.landmark);
  if (typedPoint(draft.point) === 'wrong') wrong['workplace.point'] = words().wrongPoint;
  number('workplace.altitudeM', draft.altitude, NUMBER_LIMITS.altitude);
  number('pay.amountFen', draft.amount, NUMBER_LIMITS.amount);
  number('pay.amountMaxFen', draft.amountMax, NUMBER_LIMITS.amount);
  if (draft.unit === 'piece') {
    const unit = typedPiece(draft)?.unit ?? '';
    text('pay.piece.unit', unit);
    const says = pieceUnitWrong(unit);
    if (says) wrong['pay.piece.unit'] = says;
    const people = peopleWrong(draft.sharedBy);
    if (people) wrong['pay.piece.sharedBy'] = people;
    number('pay.piece.dayMinFen', draft.dayMin, NUMBER_LIMITS.amount);
  }
  text('pay.text', draft.payText);
  if (draft.settlement === 'within_days')
    number('pay.settlementDays', draft.settlementDays, NUMBER_LIMITS.settlementDays);
  number('loadKg', draft.load, NUMBER_LIMITS.load);
  text('conditions.text', draft.conditions);
  if (draft.crews !== 'no') number('crews.atLeast', draft.crewAtLeast, NUMBER_LIMITS.crewAtLeast);
  number('conditions.minAge', draft.minAge, NUMBER_LIMITS.age);
  number('conditions.maxAge', draft.maxAge, NUMBER_LIMITS.age);
  if (draft.validDay && typedDay(draft.validDay) === null) wrong.validUntil = words().wrongDay;
  return wrong;
}

/** How many shifts have hours and no day yet, as all of a copied gig do: something to say, nothing to correct. */
export const shiftsWithoutDay = ({ timing, shifts }: Draft): number =>
  timing === 'dated' ? shifts.filter(({ day, from, to }) => !day && (from || to)).length : 0;

/** What of the draft can be stored: whatever is wrong in it is left out, nothing is cut. */
export function storable(draft: Draft, base: Posting): Posting {
  const wrong = wrongIn(draft);
  const left = (path: TextPath, typed: string) => (path in wrong ? '' : typed);
  return toPosting(
    {
      ...draft,
      title: left('title', draft.title),
      description: left('description', draft.description),
      shifts: draft.shifts.map((shift, i) => ({
        ...shift,
        role: `shifts.${i}.role.name` in wrong ? '' : shift.role,
      })),
      hoursText: left('hoursText', draft.hoursText),
      landmark: left('workplace.landmark', draft.landmark),
      pieceUnit: left('pay.piece.unit', draft.pieceUnit),
      payText: left('pay.text', draft.payText),
      conditions: left('conditions.text', draft.conditions),
    },
    base,
  );
}
