/**
 * A text as the phrases are matched against it; for each of its characters the place in the original where what it
 * stands for begins, and where it ends.
 */
export type Folded = {
  text: string;
  original: string;
  places: ArrayLike<number>;
  ends: ArrayLike<number>;
};

/**
 * Where the characters of a text that is being written stand in its original. Kept from one text to the next, since
 * lists that grow with each text would be thrown away several times as large as they end.
 */
function placing() {
  let places = new Uint32Array(4096);
  let ends = new Uint32Array(4096);
  let size = 0;
  return {
    clear: () => {
      size = 0;
    },
    add(place: number, end: number): void {
      if (size === places.length) {
        const before = [places, ends] as const;
        [places, ends] = [new Uint32Array(2 * size), new Uint32Array(2 * size)];
        places.set(before[0]);
        ends.set(before[1]);
      }
      places[size] = place;
      ends[size] = end;
      size++;
    },
    get: () => ({ places: places.slice(0, size), ends: ends.slice(0, size) }),
  };
}
export const written = placing();

/** Characters from `start` to before `end` that stand for a word. */
export type Span = { start: number; end: number; word: string };

/** The text with the words in place of what stands for them; spans that overlap an earlier one are left. */
export function splice(folded: Folded, spans: readonly Span[]): Folded {
  if (spans.length === 0) return folded;
  let text = '';
  let at = 0;
  written.clear();
  const keep = (to: number) => {
    text += folded.text.slice(at, to);
    for (; at < to; at++) written.add(folded.places[at]!, folded.ends[at]!);
  };
  for (const { start, end, word } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    keep(start);
    text += word;
    for (let i = 0; i < word.length; i++) {
      const last = i === word.length - 1;
      const from = Math.min(start + i, end - 1);
      written.add(folded.places[from]!, folded.ends[last ? end - 1 : from]!);
    }
    at = end;
  }
  keep(folded.text.length);
  return { original: folded.original, text, ...written.get() };
}

/** The words of the original that a match in the folded text stands for. */
export const originalWords = ({ original, places, ends }: Folded, start: number, end: number): string =>
  original.slice(places[start]!, ends[end - 1]!);
