import { expect, test } from 'vitest';
import { inSentence } from './in-sentence.ts';

test.each([
  ['先停下来问清楚。', '先停下来问清楚'],
  ['先停下来问清楚', '先停下来问清楚'],
  ['先停下来。问清楚再说！ \n', '先停下来。问清楚再说'],
  ['押金退了没有？', '押金退了没有？'],
  ['一天 3.5 元', '一天 3.5 元'],
  ['', ''],
])('%j within a sentence is %j', (wrote, within) => {
  expect(inSentence(wrote)).toBe(within);
});
