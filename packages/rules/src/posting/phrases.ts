import type { Posting } from '@linggong/contracts/posting.ts';
import { type Folded, originalWords } from './folded.ts';
import { needIds } from './prefilter.ts';
import type { Finding, WordRule } from './rule.ts';
import { type Excuse, spokenOf } from './speech.ts';
import { readText, textFields } from './text.ts';
import { expand } from './vocabulary.ts';
import { type Window, windowsOf } from './windows.ts';

/**
 * Phrases that a rule looks for, and whole phrases around them that are harmless: a hit inside a harmless
 * phrase doesn't count. Written as regular expressions over folded text (see `text.ts`), where besides
 *   …   stands for up to 6 characters within the clause
 *   {NAME}  stands for a list of `VOCABULARY`
 * Where it is `spoken` of in one of these ways (see `speech.ts`), a hit doesn't count either.
 */
export type Phrases = { any: readonly string[]; unless?: readonly string[]; spoken?: readonly Excuse[] };

type Pattern = { regex: RegExp; needs: readonly number[] };
const compile = (phrase: string): Pattern => {
  const source = expand(phrase);
  return { regex: new RegExp(source, 'gu'), needs: needIds(source) };
};

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

/** A finder of the phrases in one text; it gives the original words, each once. */
export function phraseFinder({ any, unless = [], spoken = [] }: Phrases): (text: string) => string[] {
  const wanted = any.map(compile);
  const harmless = unless.map(compile);
  const counted = (folded: Folded) => (window: Window) => {
    const hits = spans(window, wanted);
    if (hits.length === 0) return [];
    const excused = spans(window, harmless);
    return hits.filter(
      (h) =>
        !excused.some((e) => e.start <= h.start && h.end <= e.end) &&
        !spokenOf(folded.text, h.start, h.end, spoken),
    );
  };
  return (original) => {
    const folded = readText(original);
    const found = windowsOf(folded).flatMap(counted(folded));
    return [...new Set(merge(found).map((s) => originalWords(folded, s.start, s.end)))];
  };
}

/** A rule's check that looks for phrases in every free text, with one piece of advice. */
export function phraseCheck(phrases: Phrases, advice: string): (posting: Posting) => Finding[] {
  const find = phraseFinder(phrases);
  return (posting) =>
    textFields(posting)
      .map(({ field, text }) => ({ field, words: find(text), advice }))
      .filter(({ words }) => words.length > 0);
}

/** A rule that is nothing but its phrases. */
export const wordsRule = (
  id: string,
  level: WordRule['level'],
  article: string,
  advice: string,
  phrases: Phrases,
): WordRule => ({ id, level, article, check: phraseCheck(phrases, advice) });
