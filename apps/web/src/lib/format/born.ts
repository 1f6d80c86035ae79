import { knownAge } from '@linggong/rules/known-age.ts';
import { localDay } from '@linggong/rules/time.ts';
import { wordsOf } from '#lib/words/words.ts';

type Born = Parameters<typeof knownAge>[0];

/** An age in years, said as the estimate that it may be; empty where it is not known. */
export function ageWords(years: number | null, estimated: boolean): string {
  if (years === null) return '';
  const words = wordsOf('units');
  return estimated ? words.ageAbout({ years }) : words.age({ years });
}

/** The day of birth, or how old somebody is about where an age is all that was told; empty where nobody said. */
export function bornWords(born: Born, now: Date): string {
  if (born.birthDate) return born.birthDate;
  const age = knownAge(born, localDay(now));
  return ageWords(age?.years ?? null, true);
}
