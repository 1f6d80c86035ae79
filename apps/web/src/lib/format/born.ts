import type { BusyTime } from '@linggong/contracts/people.ts';
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

const day = (monthDay: string): string => {
  const [month, date] = monthDay.split('-').map(Number);
  return wordsOf('units').monthDay({ month: month ?? 0, day: date ?? 0 });
};

/** A time of each year when somebody is needed at home: `5月10日到6月25日 挖虫草`. */
export const busyWords = ({ from, to, words }: BusyTime): string =>
  wordsOf('people')
    .busy({ from: day(from), to: day(to), what: words })
    .trim();
