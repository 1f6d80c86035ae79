import { expect, test } from 'vitest';
import { waitedText } from './due.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

test.each([
  ['2026-11-22T09:59:40Z', '刚交'],
  ['2026-11-22T10:00:30Z', '刚交'],
  ['2026-11-22T09:59:00Z', '已等 1 分'],
  ['2026-11-22T09:00:01Z', '已等 59 分'],
  ['2026-11-22T07:00:00Z', '已等 3 小时'],
  ['2026-11-21T10:00:00Z', '已等 1 天'],
])('what was sent in at %s: %s', (since, said) => {
  expect(waitedText(since, NOW)).toBe(said);
});
