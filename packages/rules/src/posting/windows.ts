import { byCode } from '../by-character.ts';
import type { Folded } from './folded.ts';
import type { Part } from './prefilter.ts';

/** Sentences end so; a line does too, and one that goes on for longer than anybody's. */
const isEnd = byCode((character) => '。\n!?'.includes(character));
const LONGEST = 400;
/** A longer sentence is cut into pieces that overlap by as much as a phrase is long at most. */
const LENGTH = 90;
const OVERLAP = 45;

function pieces(start: number, end: number, found: Part[]): void {
  if (end - start <= LENGTH) {
    found.push({ from: start, to: end });
    return;
  }
  for (let at = start; at < end; at += LENGTH - OVERLAP) {
    found.push({ from: at, to: Math.min(end, at + LENGTH) });
    if (at + LENGTH >= end) break;
  }
}

/**
 * A text in windows, by which phrases are looked for: each a sentence with the mark before it, or a piece of a long
 * one.
 */
export function windowsOf({ text }: Folded): Part[] {
  const found: Part[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start;
    while (end < text.length && end - start < LONGEST && !isEnd(text.charCodeAt(end))) end++;
    if (end < text.length && isEnd(text.charCodeAt(end))) end++;
    if (end - start > 1) pieces(Math.max(0, start - 1), end, found);
    start = end;
  }
  return found;
}
