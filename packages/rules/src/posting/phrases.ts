import type { Posting } from '@linggong/contracts/posting.ts';
import { type Folded, originalWords } from './folded.ts';
import { alternatives, needIds } from './prefilter.ts';
import type { Finding, WordRule } from './rule.ts';
import { doubtful, type Excuse, namesWorker, spokenOf } from './speech.ts';
import { readText, textFields } from './text.ts';
import { expand } from './vocabulary.ts';
import { type Window, windowsOf } from './windows.ts';

/**
 * Phrases that a rule looks for, and whole phrases around them that are harmless: a hit inside a harmless
 * phrase doesn't count. Written as regular expressions over folded text (see `text.ts`), where besides
 *   …   stands for up to 6 characters within the clause
 *   {NAME}  stands for a list of `VOCABULARY`
 * Where it is `spoken` of in one of these ways (see `speech.ts`), a hit doesn't count either.
 *
 * A hit that isn't certain only asks: where a no stands near, with `others` where people besides the worker are spoken
 * of, and always in postings whose title names work (`handledBy`) in which one has to do with such things.
 */
export type Phrases = {
  any: readonly string[];
  unless?: readonly string[];
  spoken?: readonly Excuse[];
  others?: boolean;
  handledBy?: RegExp;
  /** Titles of places where the public pays: there it is nobody's who works, unless the sentence names such. */
  servedAt?: RegExp;
  /** Words of up to three characters that mean nothing else in any text; others so short may be parts of two words. */
  plain?: RegExp;
  /** What has to stand in a hit or right around it for it to be certain: who is asked, how much. */
  certainBy?: RegExp;
};

type Pattern = { regex: RegExp; needs: readonly number[] };
/** Each alternative is a pattern of its own: most texts lack what one of them needs, few what none can do without. */
const compile = (phrase: string): Pattern[] =>
  alternatives(expand(phrase)).map((source) => ({ regex: new RegExp(source, 'gu'), needs: needIds(source) }));

type Span = { start: number; end: number };

/** Where the patterns stand in a window, by places of the whole text. */
function spans({ from, text, marks }: Window, patterns: readonly Pattern[]): Span[] {
  return patterns.flatMap(({ regex, needs }) =>
    needs.every((set) => marks[set] === 1)
      ? [...text.matchAll(regex)]
          .filter((m) => m[0] !== '')
          .map((m) => ({ start: from + m.index, end: from + m.index + m[0].length }))
      : [],
  );
}

/** Spans that overlap become one, so that 只要男 and 要男的 are marked as 只要男的. */
function merge(found: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of [...found].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

const SHORT = 3;
const NEAR = 8;
type Found = { words: string[]; certain: boolean };

function finder({
  any,
  unless = [],
  spoken = [],
  others = false,
  plain,
  certainBy,
}: Phrases): (text: string, served?: boolean) => Found {
  const wanted = any.flatMap(compile);
  const harmless = unless.flatMap(compile);
  const counted = (folded: Folded, served: boolean) => (window: Window) => {
    const hits = spans(window, wanted);
    if (hits.length === 0) return [];
    const excused = spans(window, harmless);
    return hits.filter(
      (h) =>
        !excused.some((e) => e.start <= h.start && h.end <= e.end) &&
        !spokenOf(folded.text, h.start, h.end, spoken) &&
        !(served && !namesWorker(folded.text, h.start, h.end)),
    );
  };
  return (original, served = false) => {
    const folded = readText(original);
    const found = merge(windowsOf(folded).flatMap(counted(folded, served)));
    return {
      words: [...new Set(found.map((s) => originalWords(folded, s.start, s.end)))],
      certain: found.some(
        ({ start, end }) =>
          (end - start > SHORT || !plain || plain.test(folded.text.slice(start, end))) &&
          (certainBy?.test(folded.text.slice(Math.max(0, start - NEAR), end + NEAR)) ?? true) &&
          !doubtful(folded.text, start, end, others),
      ),
    };
  };
}

/** A finder of the phrases in one text; it gives the original words, each once. */
export function phraseFinder(phrases: Phrases): (text: string) => string[] {
  const find = finder(phrases);
  return (text) => find(text).words;
}

/** A rule's check that looks for phrases in every free text, with one piece of advice. */
export function phraseCheck(phrases: Phrases, advice: string): (posting: Posting) => Finding[] {
  const find = finder(phrases);
  return (posting) => {
    const handled = phrases.handledBy?.test(posting.title) ?? false;
    const served = phrases.servedAt?.test(posting.title) ?? false;
    return textFields(posting).flatMap(({ field, text }): Finding[] => {
      const { words, certain } = find(text, served);
      if (words.length === 0) return [];
      return [{ field, words, advice, ...((handled || !certain) && { level: 'ask' as const }) }];
    });
  };
}

/** A rule that is nothing but its phrases. */
export const wordsRule = (
  id: string,
  level: WordRule['level'],
  article: string,
  advice: string,
  phrases: Phrases,
): WordRule => ({ id, level, article, check: phraseCheck(phrases, advice) });
