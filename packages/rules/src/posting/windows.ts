import type { Folded } from './folded.ts';
import type { Part } from './prefilter.ts';

/** Sentences end so; a line does too. */
const SENTENCE = /[^。\n!?]{0,400}(?:[。\n!?]|$)?/g;
/** A longer sentence is cut into pieces that overlap by as much as a phrase is long at most. */
const LENGTH = 90;
const OVERLAP = 45;

function pieces(start: number, end: number): Part[] {
  if (end - start <= LENGTH) return [{ from: start, to: end }];
  const cut: Part[] = [];
  for (let at = start; at < end; at += LENGTH - OVERLAP) {
    cut.push({ from: at, to: Math.min(end, at + LENGTH) });
    if (at + LENGTH >= end) break;
  }
  return cut;
}

/**
 * A text in windows, by which phrases are looked for: each a sentence with the mark before it, or a piece of a long
 * one.
 */
export const windowsOf = ({ text }: Folded): Part[] =>
  [...text.matchAll(SENTENCE)]
    .filter(([sentence]) => sentence.length > 1)
    .flatMap(({ 0: sentence, index }) => pieces(Math.max(0, index - 1), index + sentence.length));
