import { expect, test } from 'vitest';
import { markParts } from './marks.ts';

const marked = (text: string, words: string[]) =>
  markParts(text, words)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

test.each([
  ['先交押金 200 元', ['押金'], '先交[押金] 200 元'],
  ['押金，不退押金', ['押金'], '[押金]，不退[押金]'],
  ['先交押金', ['先交', '交押金'], '[先交押金]'],
  ['押押押', ['押押'], '[押押押]'],
  ['没有', ['押金'], '没有'],
  ['没有', [''], '没有'],
  ['', ['押金'], ''],
])('%j with %j', (text, words, shown) => {
  expect(marked(text, words)).toBe(shown);
});
