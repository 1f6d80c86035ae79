import type { Folded } from './folded.ts';
import { type Marks, marksOf } from './prefilter.ts';

/** A part of a text that is looked at by itself; its words stand `from` there in the text. */
export type Window = { from: number; text: string; marks: Marks };

/** Sentences end so; a line does too. */
const SENTENCE = /[^。\n!?]{0,400}(?:[。\n!?]|$)?/g;
/** A longer sentence is cut into pieces that overlap by as much as a phrase is long at most. */
const LENGTH = 90;
const OVERLAP = 45;

function pieces(start: number, end: number): [number, number][] {
  if (end - start <= LENGTH) return [[start, end]];
  const cut: [number, number][] = [];
  for (let at = start; at < end; at += LENGTH - OVERLAP) {
    cut.push([at, Math.min(end, at + LENGTH)]);
    if (at + LENGTH >= end) break;
  }
  return cut;
}

const known = new WeakMap<Folded, readonly Window[]>();

/** The text in windows, each a sentence with the mark before it, or a piece of a long one. */
export function windowsOf(folded: Folded): readonly Window[] {
  const before = known.get(folded);
  if (before) return before;
  const windows = [...folded.text.matchAll(SENTENCE)]
    .filter(([sentence]) => sentence.length > 1)
    .flatMap(({ 0: sentence, index }) => pieces(Math.max(0, index - 1), index + sentence.length))
    .map(([from, to]) => {
      const text = folded.text.slice(from, to);
      return { from, text, marks: marksOf(text) };
    });
  known.set(folded, windows);
  return windows;
}
