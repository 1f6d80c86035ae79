import { numbers } from '@linggong/words/numbers.ts';
import { language } from '#lib/words/words.ts';

/** `3,900`: a number as the reader's language writes it, with at most `digits` behind the point. */
export const figure = (n: number, digits = 3): string => numbers(language(), digits).format(n);
