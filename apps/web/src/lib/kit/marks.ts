export type MarkPart = { text: string; marked: boolean };

/** A text cut where one of the words stands in it, overlapping and touching ones taken together. */
export function markParts(text: string, words: readonly string[]): MarkPart[] {
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    if (word === '') continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      marked.fill(true, at, at + word.length);
    }
  }
  const parts: MarkPart[] = [];
  for (let at = 0; at < text.length; at++) {
    const last = parts.at(-1);
    if (last && last.marked === marked[at]) last.text += text[at];
    else parts.push({ text: text[at]!, marked: marked[at]! });
  }
  return parts;
}
