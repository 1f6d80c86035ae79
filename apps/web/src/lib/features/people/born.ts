import type { Registered } from '@linggong/contracts/people.ts';
import { wordsOf } from '#lib/words/words.ts';

/** When somebody was born, said as an estimate where it is one; empty where nobody said. */
export const bornWords = ({ birthDate, birthYear }: Pick<Registered, 'birthDate' | 'birthYear'>): string =>
  birthDate ?? (birthYear === null ? '' : wordsOf('people').about({ year: String(birthYear) }));
