import { wordsOf } from '#lib/words/words.ts';
import { clauses } from './list.ts';

/** `16 岁以上，60 岁以下`: each bound by itself; empty where there is none. */
export function ageBounds(min: number | null, max: number | null): string {
  const words = wordsOf('units');
  return clauses([
    min === null ? '' : words.ageFrom({ age: min }),
    max === null ? '' : words.ageTo({ age: max }),
  ]);
}

/** `16 到 60 岁`: both in one; empty where there is none. */
export const ageRange = (min: number | null, max: number | null): string =>
  min !== null && max !== null ? wordsOf('units').ageRange({ from: min, to: max }) : ageBounds(min, max);
