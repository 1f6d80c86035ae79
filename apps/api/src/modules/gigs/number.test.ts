import { expect, test } from 'vitest';
import { spokenNumber } from './number.ts';

test('every number comes once before any comes again', () => {
  const seen = new Uint8Array(1_000_000);
  for (let n = 1; n <= 1_000_000; n++) seen[Number(spokenNumber(n))]! += 1;
  expect(seen.every((times) => times === 1)).toBe(true);
  expect(spokenNumber(1)).toMatch(/^\d{6}$/);
});

test('gigs posted one after the other differ in at least four digits', () => {
  for (let n = 1; n < 5000; n++) {
    const [a, b] = [spokenNumber(n), spokenNumber(n + 1)];
    expect([...a].filter((digit, i) => digit !== b[i]).length).toBeGreaterThanOrEqual(4);
  }
});
