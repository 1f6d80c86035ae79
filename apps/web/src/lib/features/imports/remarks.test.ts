import type { Flag } from '@linggong/contracts/flag.ts';
import { expect, test } from 'vitest';
import { fileSize } from './figures.ts';
import { rowNotes, rowRemarks } from './remarks.ts';

const flag = (rule: string, level: Flag['level'], advice = '照着改。'): Flag => ({
  rule,
  level,
  article: '某条',
  words: [],
  field: 'title',
  advice,
});

test('what a row doesn’t say is one line for what it can’t go without, and one for the rest', () => {
  const remarks = rowRemarks([
    flag('missing.pay', 'block'),
    flag('missing.title', 'ask'),
    flag('missing.headcount', 'block'),
    flag('missing.headcount', 'block'),
    flag('pay.negotiable', 'ask', '写个实数。'),
  ]);
  expect(remarks).toEqual([
    { level: 'block', word: '补上才能发', text: '工钱、几个人。', article: '某条' },
    { level: 'ask', word: '没写', text: '标题。', article: '某条' },
    { level: 'ask', word: '留意', text: '写个实数。', article: '某条' },
  ]);
});

test('a rule that is not known here keeps its own words', () => {
  expect(rowRemarks([flag('missing.something', 'ask')])).toEqual([
    { level: 'ask', word: '留意', text: '照着改。', article: '某条' },
  ]);
  expect(rowRemarks([])).toEqual([]);
});

test('what the rules say of an empty cell is not said again by the reader', () => {
  const notes = ['没写工资，先空着。', '没写招几个人，先空着。', '人数 2：取自「备注」。'];
  expect(rowNotes(notes, [flag('missing.pay', 'block')])).toEqual(notes.slice(1));
  expect(rowNotes(notes, [])).toEqual(notes);
});

test.each([
  [0, '0 字节'],
  [812, '812 字节'],
  [1000, '1 KB'],
  [23_400, '23 KB'],
  [1_400_000, '1.4 MB'],
])('%i bytes are %s', (bytes, said) => {
  expect(fileSize(bytes)).toBe(said);
});
