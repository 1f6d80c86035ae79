import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Part, prefilter } from './prefilter.ts';

const SOURCES = [
  '押金',
  '(?:先|要)?交(?:押金|费)(?!用)',
  '不(?:再|会)?收[^,]{0,3}?(?:押|金)',
  '[男女]{2,3}',
  '(?<=不)收|费$',
  '\\d{1,2}金?交',
  '(?:收|费)*男',
  '金.?女',
];
const filter = prefilter();
const lists = [filter.list(SOURCES.slice(0, 4)), filter.list(SOURCES.slice(4))];
const anyText = fc
  .array(fc.constantFrom(...'押金先要交费用不再会收男女15,'.split('')), { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join(''));

it('holds back no expression that stands in a part', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 40 }), (texts) => {
      const parts: Part[] = [];
      for (const { length } of texts) {
        const from = parts.at(-1)?.to ?? 0;
        parts.push({ from, to: from + length });
      }
      const likely = filter.likely(texts.join(''), parts);
      const missed = SOURCES.flatMap((source, i) => {
        const found = likely.get(lists[i < 4 ? 0 : 1]!)?.find(({ regex }) => regex.source === source);
        return texts.filter(
          (text, part) => new RegExp(source, 'u').test(text) && !found?.parts.includes(part),
        );
      });
      expect(missed).toEqual([]);
    }),
  );
});

it('holds back what lacks what it needs', () => {
  const text = '押交金费,不费收';
  expect(filter.likely(text, [{ from: 0, to: text.length }]).get(lists[0]!)).toBeUndefined();
});
