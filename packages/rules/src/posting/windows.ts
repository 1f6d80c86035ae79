import type { Folded } from './folded.ts';
import { type Marks, marksOf } from './prefilter.ts';

/** A part of a text that is looked at by itself; its words stand `from` there in the text. */
export type Window = { from: number; text: string };

/** All windows of a text, and which of them have what a phrase needs. */
export type Windows = { all: readonly Window[]; marks: Marks };

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

const known = new WeakMap<Folded, Windows>();

/** The text in windows, each a sentence with the mark before it, or a piece of a long one. */
export function windowsOf(folded: Folded): Windows {
  const before = known.get(folded);
  if (before) return before;
  const all = [...folded.text.matchAll(SENTENCE)]
    .filter(([sentence]) => sentence.length > 1)
    .flatMap(({ 0: sentence, index }) => pieces(Math.max(0, index - 1), index + sentence.length))
    .map(([from, to]) => ({ from, text: folded.text.slice(from, to) }));
  const windows = { all, marks: marksOf(all.map(({ text }) => text)) };
  known.set(folded, windows);
  return windows;
}
