import type { OfferChange } from '@linggong/contracts/offer.ts';
import { expect, test } from 'vitest';
import { changedThings } from './offer-words.ts';

const change = (label: string, before: string, after: string): OfferChange => ({
  field: 'pay',
  shiftId: null,
  label,
  before,
  after,
});

test('each thing is named once, by its name or by how it was', () => {
  expect(
    changedThings([
      change('工钱', '¥180/天', '¥160/天'),
      change('时间', '12月1日 8:00–18:00', '12月1日 9:00–18:00'),
      change('时间', '12月2日 8:00–18:00', '没有这一班'),
      change('', '管住', '不管住'),
    ]),
  ).toBe('工钱、时间、管住');
  expect(changedThings([])).toBe('');
});
