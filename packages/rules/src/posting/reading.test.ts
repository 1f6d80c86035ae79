import { afterEach, expect, test, vi } from 'vitest';
import * as likeness from './likeness.ts';
import { readsHarmless } from './reading.ts';

vi.mock('./likeness.ts', { spy: true });
afterEach(() => vi.clearAllMocks());

test('a text that is nothing but doubtful words is read once, wherever it is asked about', () => {
  const text = '押金'.repeat(1000);
  const told = Array.from({ length: 1000 }, (_, at) => readsHarmless(text, at * 2));
  expect(new Set(told).size).toBe(1);
  expect(likeness.pieces).toHaveBeenCalledTimes(1);
  expect(likeness.likenessOfPiece).toHaveBeenCalledTimes(1);
});

test('another text is another', () => {
  const honest = '超市收银，压一箱饮料上货架。';
  const bad = '先交押金二百，加微信再说。';
  const both = [readsHarmless(honest, 5), readsHarmless(bad, 2), readsHarmless(honest, 5)];
  expect(both[0]).toBe(both[2]);
  expect(likeness.pieces).toHaveBeenCalledTimes(3);
});
