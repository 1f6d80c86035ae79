import type { GigCard } from '@linggong/contracts/gig.ts';
import { expect, test } from 'vitest';
import { sharedSummary } from './shared-text.ts';

const NOW = new Date('2026-11-23T06:00:00Z');
const gig = {
  pay: { amountFen: 22_000, amountMaxFen: null, unit: 'day' },
  open: 7,
  headcount: 20,
  place: { regionNames: ['昌都市', '卡若区'] },
} as unknown as GigCard;
const shift = (day: string) => ({
  id: day,
  startsAt: `2026-11-${day}T00:00:00Z`,
  endsAt: `2026-11-${day}T10:00:00Z`,
  headcount: 20,
  open: 7,
});

test.each([
  ['23', '11月23日 周一'],
  ['24', '11月24日 周二'],
  ['25', '11月25日 周三'],
])('work on the %sth is said by its date, without places', (day, said) => {
  const text = sharedSummary({ ...gig, shifts: [shift(day)] }, NOW);
  expect(text).toBe(`¥220/天 · ${said} 8:00–18:00 · 昌都市卡若区`);
  expect(text).not.toMatch(/今天|明天|后天|还缺|7|20 人/);
});

test('times in words are left to the page', () => {
  const shifts = [{ ...shift('24'), startsAt: null, endsAt: null }];
  expect(sharedSummary({ ...gig, shifts }, NOW)).toBe('¥220/天 · 时间见说明 · 昌都市卡若区');
});
