import { wordsOf } from '#lib/words/words.ts';

type Part = string | null | undefined | false;

/** Things side by side: `搬运、装卸`. What is empty is left out. */
export const listed = (things: readonly (Part | number)[]): string =>
  things.filter(Boolean).join(wordsOf('units').list);

/** Parts of a sentence: `还缺 7 人，3 个人等你定`. What is empty is left out. */
export const clauses = (parts: readonly Part[]): string =>
  parts.filter(Boolean).join(wordsOf('units').clauses);
