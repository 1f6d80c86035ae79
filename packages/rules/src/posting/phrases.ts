import type { Posting } from '@linggong/contracts/posting.ts';
import { originalWords } from './folded.ts';
import type { Finding, WordRule } from './rule.ts';
import { type Excuse, spokenOf } from './speech.ts';
import { readText, textFields } from './text.ts';
import { expand } from './vocabulary.ts';

/**
 * Phrases that a rule looks for, and whole phrases around them that are harmless: a hit inside a harmless
 * phrase doesn't count. Written as regular expressions over folded text (see `text.ts`), where besides
 *   …   stands for up to 6 characters within the clause
 *   {NAME}  stands for a list of `VOCABULARY`
 * Where it is `spoken` of in one of these ways (see `speech.ts`), a hit doesn't count either.
 */
export type Phrases = { any: readonly string[]; unless?: readonly string[]; spoken?: readonly Excuse[] };

const compile = (phrase: string): RegExp => new RegExp(expand(phrase), 'gu');

type Span = { start: number; end: number };

function spans(text: string, patterns: readonly RegExp[]): Span[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter((m) => m[0] !== '')
      .map((m) => ({ start: m.index, end: m.index + m[0].length })),
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
  // Nearly every text has none of them: one look says so.
  const one = new RegExp(any.map((phrase) => `(?:${expand(phrase)})`).join('|'), 'u');
  const harmless = unless.map(compile);
  return (original) => {
    const folded = readText(original);
    if (!one.test(folded.text)) return [];
    const hits = spans(folded.text, wanted);
    const excused = spans(folded.text, harmless);
    const counted = hits.filter(
      (h) =>
        !excused.some((e) => e.start <= h.start && h.end <= e.end) &&
        !spokenOf(folded.text, h.start, h.end, spoken),
    );
    return [...new Set(merge(counted).map((s) => originalWords(folded, s.start, s.end)))];
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
