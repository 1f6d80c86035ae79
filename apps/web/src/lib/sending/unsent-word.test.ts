import { expect, test } from 'vitest';
import { stillUnsent } from './unsent-word.ts';

const of = (...shifts: string[]) => ({ sure: true, asOf: 0, shifts });

test.each([
  ['all, and some are held', of(), ['a'], true],
  ['all, and none is held', of(), [], false],
  ['one that is held', of('a'), ['a', 'b'], true],
  ['one that is not held any more', of('a'), ['b'], false],
  ['two of which one is held', of('a', 'b'), ['b'], true],
])('what was not sent is still so: %s', (_, unsent, held, still) => {
  expect(stillUnsent(unsent, held)).toBe(still);
});
