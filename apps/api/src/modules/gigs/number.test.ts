import { expect, test } from 'vitest';
import { spokenNumber } from './number.ts';

test('every number comes once before any comes again', () => {
  const numbers = new Set(Array.from({ length: 1_000_000 }, (_, n) => spokenNumber(n + 1)));
  expect(numbers.size).toBe(1_000_000);
  for (const number of [spokenNumber(1), spokenNumber(999_999)]) expect(number).toMatch(/^\d{6}$/);
});

test('gigs posted one after the other differ in at least four digits', () => {
  for (let n = 1; n < 5000; n++) {
    const [a, b] = [spokenNumber(n), spokenNumber(n + 1)];
    expect([...a].filter((digit, i) => digit !== b[i]).length).toBeGreaterThanOrEqual(4);
  }
});
