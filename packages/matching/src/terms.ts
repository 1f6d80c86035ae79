import { normalText } from '@linggong/contracts/normal.ts';
import { simplified } from '@linggong/contracts/simplified.ts';

/** Runs of Han characters, or words of any other script with their marks and digits. */
const RUNS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;
const HAN = /^\p{Script=Han}/u;
/** A gig's number as it is shown and spoken: 028-461. */
const SPOKEN_NUMBER = /(?<!\d)(\d{3})[-\s](\d{3})(?!\d)/g;

function runsOf(text: string): string[] {
  return simplified(normalText(text)).replace(SPOKEN_NUMBER, '$1$2').match(RUNS) ?? [];
}

/** A term that no text has: a blank stands between terms, never in one. */
const IN_NO_TEXT = ' ';

/** Whether a query has anything that can be looked for: not where it is a full stop, a percent sign, a picture. */
export const hasWords = (query: string): boolean => runsOf(query).length > 0;

const pairsOf = (characters: readonly string[]) =>
  characters.slice(1).map((second, i) => `${characters[i]}${second}`);

/**
 * The terms by which a text is found: of Chinese each character and each pair of neighbours, so that words of one
 * and of two characters are found without a dictionary; other scripts by whole words in lower case. No duplicates.
 */
export function searchTerms(text: string): string[] {
  const terms = new Set<string>();
  for (const run of runsOf(text)) {
    if (!HAN.test(run)) {
      terms.add(run);
      continue;
    }
    const characters = [...run];
    for (const term of [...characters, ...pairsOf(characters)]) terms.add(term);
  }
  return [...terms];
}

/**
 * The terms that a text must all have to be found by the query; none where nothing is asked. Who asks for what has no
 * words finds nothing. Of a longer Chinese run only the pairs, as they stand for their characters.
 */
export function queryTerms(query: string): string[] {
  const terms = new Set<string>();
  for (const run of runsOf(query)) {
    const characters = [...run];
    const wanted = HAN.test(run) && characters.length > 1 ? pairsOf(characters) : [run];
    for (const term of wanted) terms.add(term);
  }
  if (terms.size === 0 && query.trim() !== '') terms.add(IN_NO_TEXT);
  return [...terms];
}
