import type { WhyNot } from '../take.ts';
import { localClock, monthDay } from '../time.ts';
import type { Words } from '../words/types.ts';
import { agesText, barsText } from './minors.ts';

/** Why the employer can't take a person who asked. */
export function employerRefusal(refusal: WhyNot['refusal'], { employer }: Words['take']): string {
  const said: Partial<Record<WhyNot['refusal'], string>> = employer;
  return said[refusal] ?? employer.other;
}

/** Somebody as sentences call them to whoever acts for them. */
export const calledByName = (name: string, { someone }: Words['take']): string => name.trim() || someone;

type Sentences = Pick<Words, 'take' | 'work' | 'dates'>;
/** All that a sentence may name of what is in the way. */
type InTheWay = { place: string; title: string; until: string; bars: string; ages: string };

function inTheWay(why: WhyNot, { work, dates }: Sentences): InTheWay {
  const nothing = { place: '', title: '', until: '', bars: '', ages: '' };
  if (why.refusal === 'overlaps') {
    const { place, title, endsAt } = why;
    // Of a gig of six days an hour alone is any of them.
    const until = dates.at({ date: dates.monthDay(monthDay(endsAt)), time: localClock(endsAt) });
    return { ...nothing, place, title, until };
  }
  if (why.refusal === 'under_18_forbidden') return { ...nothing, bars: barsText(why.bars, work) };
  if (why.refusal !== 'outside_age') return nothing;
  return { ...nothing, ages: agesText(why.minAge, why.maxAge, work) ?? '' };
}

/**
 * Why a person can't take a gig, as the service desk would say it, with what is in the way. `about`: what the person is
 * called, to whoever asks for them; null: they ask themselves.
 */
export function takeSentence(why: WhyNot, words: Sentences, about: string | null = null): string {
  const { refused, refusedOther } = words.take;
  const said: Record<WhyNot['refusal'], string | ((parts: InTheWay & { name: string }) => string)> =
    about === null ? refused : refusedOther;
  const sentence = said[why.refusal];
  if (typeof sentence === 'string') return sentence;
  return sentence({ ...inTheWay(why, words), name: calledByName(about ?? '', words.take) });
}
