import type { Posting } from '@linggong/contracts/posting.ts';
import { type Folded, originalWords } from './folded.ts';
import { alternatives } from './needs.ts';
import { type LikelyLists, type Part, prefilter } from './prefilter.ts';
import { readsHarmless } from './reading.ts';
import type { Finding, WordRule } from './rule.ts';
import { doubtful, type Excuse, namesWorker, spokenOf } from './speech.ts';
import { readText, textFields } from './text.ts';
import { expand } from './vocabulary.ts';
import { windowsOf } from './windows.ts';
import { cutsWords } from './word-bounds.ts';

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
  /** Suggests a wrong without naming it: where the rule's own words leave out a doubtful hit, these keep most. */
  hint?: boolean;
  /** A hit counts only where its sentence doesn't read like an honest posting's, as otherwise a doubtful one does. */
  loose?: boolean;
  /** Titles of places where the public pays: there it is nobody's who works, unless the sentence names such. */
  servedAt?: RegExp;
  /** Words of up to three characters that mean nothing else in any text; others so short may be parts of two words. */
  plain?: RegExp;
  /** What has to stand in a hit or right around it for it to be certain: who is asked, how much. */
  certainBy?: RegExp;
};

/** Of all finders: what they look for, and what excuses it, which only matters in a text in which something was found. */
const WANTED = prefilter();
const HARMLESS = prefilter();

/** Each alternative is a pattern of its own: most texts lack what one of them needs, few what none can do without. */
const patternsOf = (phrases: readonly string[]): string[] =>
  phrases.flatMap((phrase) => alternatives(expand(phrase)));

/** The windows of a text, and by the lists of patterns what of them may stand in which window. */
type Windows = { parts: readonly Part[]; likely: LikelyLists };

/** The windows of each text, as a filter sees them. */
function windowsBy(filter: typeof WANTED): (folded: Folded) => Windows {
  const known = new WeakMap<Folded, Windows>();
  return (folded) => {
    const before = known.get(folded);
    if (before) return before;
    const parts = windowsOf(folded);
    const windows = { parts, likely: filter.likely(folded.text, parts) };
    known.set(folded, windows);
    return windows;
  };
}
const wantedIn = windowsBy(WANTED);
const harmlessIn = windowsBy(HARMLESS);

type Span = { start: number; end: number };
type Hit = Span & { window: number };

/** The matches in a window; `within`: those too that begin inside another. */
function search(
  regex: RegExp,
  text: string,
  from: number,
  window: number,
  within: boolean,
  found: Hit[],
): void {
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match !== null; match = regex.exec(text)) {
    const { 0: words, index } = match;
    if (words !== '') found.push({ window, start: from + index, end: from + index + words.length });
    if (within || words === '') regex.lastIndex = index + (text.codePointAt(index)! > 0xffff ? 2 : 1);
  }
}

/**
 * Where the patterns of a list stand in the windows, by places of the whole text; `only`: in these windows, and there
 * also where one begins inside another, since of two excuses the second may be that of a hit.
 */
function spans(
  { text }: Folded,
  { parts, likely }: Windows,
  list: number,
  only?: ReadonlySet<number>,
): Hit[] {
  if (!likely.has(list)) return [];
  const found: Hit[] = [];
  likely.each(list, (regex, window) => {
    if (only && !only.has(window)) return;
    const { from, to } = parts[window]!;
    search(regex, text.slice(from, to), from, window, only !== undefined, found);
  });
  return found;
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
type Found = {
  words: string[];
  /** All of them stand in sentences that read like an honest posting's. */
  harmless: boolean;
  certain: boolean;
};

const NOTHING: Found = { words: [], harmless: true, certain: false };

function finder({
  any,
  unless = [],
  spoken = [],
  others = false,
  plain,
  certainBy,
  hint = false,
  loose = hint,
}: Phrases) {
  const wanted = WANTED.list(patternsOf(any));
  const harmless = HARMLESS.list(patternsOf(unless));
  const counted = (folded: Folded, served: boolean): Hit[] => {
    const hits = spans(folded, wantedIn(folded), wanted);
    if (hits.length === 0) return hits;
    const excused = Map.groupBy(
      spans(folded, harmlessIn(folded), harmless, new Set(hits.map(({ window }) => window))),
      ({ window }) => window,
    );
    return hits.filter(
      (h) =>
        !excused.get(h.window)?.some((e) => e.start <= h.start && h.end <= e.end) &&
        !spokenOf(folded.text, h.start, h.end, spoken) &&
        !(served && !namesWorker(folded.text, h.start, h.end)) &&
        !cutsWords(folded, h.start, h.end),
    );
  };
  const isNamed = ({ text }: Folded, { start, end }: Span) =>
    end - start > SHORT || !plain || plain.test(text.slice(start, end));
  const isTold = ({ text }: Folded, { start, end }: Span) =>
    certainBy?.test(text.slice(Math.max(0, start - NEAR), end + NEAR)) ?? true;
  const find = (folded: Folded, served = false): Found => {
    if (!wantedIn(folded).likely.has(wanted)) return NOTHING;
    const hits = counted(folded, served);
    if (hits.length === 0) return NOTHING;
    const found = merge(hits).map((span) => {
      const sure = isTold(folded, span) && !doubtful(folded.text, span.start, span.end, others);
      const harmless = (loose || !sure) && readsHarmless(folded.original, span.start, hint);
      return { ...span, harmless, certain: sure && !harmless && isNamed(folded, span) };
    });
    return {
      words: [...new Set(found.map((s) => originalWords(folded, s.start, s.end)))],
      harmless: found.every(({ harmless }) => harmless),
      certain: found.some(({ certain }) => certain),
    };
  };
  return find;
}

/** A finder of the phrases in one text; it gives the original words, each once. */
export function phraseFinder(phrases: Phrases): (text: string) => string[] {
  const find = finder(phrases);
  return (text) => {
    const { words, harmless } = find(readText(text));
    return harmless ? [] : words;
  };
}

/** What to do about a hit: the same for every posting, or by what else the posting says. */
export type Advice = string | ((posting: Posting) => string);

const NO_FINDINGS: readonly Finding[] = [];

/** A rule's check that looks for phrases in every free text, with one piece of advice. */
export function phraseCheck(phrases: Phrases, advice: Advice): (posting: Posting) => readonly Finding[] {
  const find = finder(phrases);
  return (posting) => {
    const served = phrases.servedAt?.test(posting.title) ?? false;
    const found: (Found & { field: string })[] = [];
    for (const { field, read } of textFields(posting)) {
      const there = find(read, served);
      if (there.words.length > 0) found.push({ field, ...there });
    }
    if (found.length === 0) return NO_FINDINGS;
    const handled = phrases.handledBy?.test(posting.title) ?? false;
    if (found.every(({ harmless }) => harmless)) return NO_FINDINGS;
    return found.map(
      ({ field, words, certain }): Finding => ({
        field,
        words,
        advice: typeof advice === 'string' ? advice : advice(posting),
        ...((handled || !certain) && { level: 'ask' as const }),
      }),
    );
  };
}

/** A rule that is nothing but its phrases. */
export const wordsRule = (
  id: string,
  level: WordRule['level'],
  article: string,
  advice: Advice,
  phrases: Phrases,
): WordRule => ({ id, level, article, check: phraseCheck(phrases, advice) });
