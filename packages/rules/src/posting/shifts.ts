import { ARTICLES } from '../messages/articles.ts';
import { ADVICE, ADVICE_WITH } from '../messages/zh-CN.ts';
import { shiftHours } from '../pay.ts';
import { type Finding, missing, type Rule } from './rule.ts';

/** 劳动法 36, 41: 8 hours and at most 3 of overtime; 12 leaves room for breaks. */
export const LONGEST_SHIFT_HOURS = 12;
/** More than that at once is checked with the employer: a slip of the finger, or a scam to collect people. */
export const MANY_PEOPLE = { household: 20, business: 300, public_body: 500, agency: 300 } as const;

const reversed: Rule = {
  id: 'shift.reversed',
  level: 'block',
  article: ARTICLES.postingFields,
  check: ({ shifts }) =>
    shifts.flatMap(({ startsAt, endsAt }, i) =>
      startsAt && endsAt && Date.parse(endsAt) <= Date.parse(startsAt)
        ? [missing(`shifts.${i}.endsAt`, ADVICE.shiftReversed)]
        : [],
    ),
};

const long: Rule = {
  id: 'shift.long',
  level: 'ask',
  article: ARTICLES.workingTime,
  check: ({ shifts }) =>
    shifts.flatMap((shift, i): Finding[] => {
      const hours = shiftHours(shift);
      return hours !== null && hours > LONGEST_SHIFT_HOURS
        ? [missing(`shifts.${i}.endsAt`, ADVICE_WITH.shiftLong(hours))]
        : [];
    }),
};

const past: Rule = {
  id: 'shift.past',
  level: 'ask',
  article: ARTICLES.trueContent,
  check: ({ shifts }, { now }) =>
    shifts.flatMap(({ startsAt }, i) =>
      startsAt && Date.parse(startsAt) < now.getTime()
        ? [missing(`shifts.${i}.startsAt`, ADVICE.shiftPast)]
        : [],
    ),
};

const people: Rule = {
  id: 'headcount.absurd',
  level: 'ask',
  article: ARTICLES.trueContent,
  check: ({ shifts }, { employerKind }) => {
    const most = Math.max(0, ...shifts.map((s) => s.headcount ?? 0));
    return most > MANY_PEOPLE[employerKind] ? [missing('shifts', ADVICE_WITH.headcount(most))] : [];
  },
};

export const SHIFT_RULES: readonly Rule[] = [reversed, long, past, people];
