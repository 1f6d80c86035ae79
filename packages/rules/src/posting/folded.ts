/**
 * A text as the phrases are matched against it; for each of its characters the place in the original where what it
 * stands for begins, and where it ends.
 */
export type Folded = {
  text: string;
  original: string;
  places: readonly number[];
  ends: readonly number[];
};

/** Characters from `start` to before `end` that stand for a word. */
export type Span = { start: number; end: number; word: string };

/** The text with the words in place of what stands for them; spans that overlap an earlier one are left. */
export function splice(folded: Folded, spans: readonly Span[]): Folded {
  if (spans.length === 0) return folded;
  let text = '';
  const places: number[] = [];
  const ends: number[] = [];
  let at = 0;
  const keep = (to: number) => {
    text += folded.text.slice(at, to);
    for (; at < to; at++) {
      places.push(folded.places[at]!);
      ends.push(folded.ends[at]!);
    }
  };
  for (const { start, end, word } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    keep(start);
    text += word;
    for (let i = 0; i < word.length; i++) {
      const last = i === word.length - 1;
      const from = Math.min(start + i, end - 1);
      places.push(folded.places[from]!);
      ends.push(folded.ends[last ? end - 1 : from]!);
    }
    at = end;
  }
  keep(folded.text.length);
  return { original: folded.original, text, places, ends };
}

/** The words of the original that a match in the folded text stands for. */
export const originalWords = ({ original, places, ends }: Folded, start: number, end: number): string =>
  original.slice(places[start]!, ends[end - 1]!);
