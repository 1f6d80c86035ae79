import type { WhyNot } from '../take.ts';
import { localClock, monthDay } from '../time.ts';
import type { Words } from '../words/types.ts';
import { agesText, barsText } from './minors.ts';

/** Why the employer can't take a person who asked. */
export function employerRefusal(refusal: WhyNot['refusal'], { employer }: Words['take']): string {
  const said: Partial<Record<WhyNot['refusal'], string>> = employer;
  return said[refusal] ?? employer.other;
}

/**
 * Why a person can't take a gig, as the service desk would say it, with what is in the way; `to`: the person, or whoever
 * asks for them.
 */
export function takeSentence(
  why: WhyNot,
  { take, work, dates }: Pick<Words, 'take' | 'work' | 'dates'>,
  to: 'them' | 'other' = 'them',
): string {
  const refused = to === 'them' ? take.refused : take.refusedOther;
  switch (why.refusal) {
    case 'overlaps': {
      const { place, title, endsAt } = why;
      // Of a gig of six days an hour alone is any of them.
      const until = dates.at({ date: dates.monthDay(monthDay(endsAt)), time: localClock(endsAt) });
      return refused.overlaps({ place, title, until });
    }
    case 'under_18_forbidden':
      return refused.under_18_forbidden({ bars: barsText(why.bars, work) });
    case 'outside_age':
      return refused.outside_age({ ages: agesText(why.minAge, why.maxAge, work) ?? '' });
    default:
      return refused[why.refusal];
  }
}
