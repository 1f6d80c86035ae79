import type { Shift } from '@linggong/contracts/gig.ts';
import type { Pay } from '@linggong/contracts/posting.ts';
import { expect, test } from 'vitest';
import { canChoose, chosenText } from './chosen-shifts.ts';

const shift = (id: string, day: number, hours: number | null, open: number | null = 3): Shift => ({
  id,
  startsAt: `2026-12-0${day}T00:00:00.000Z`,
  endsAt: hours === null ? null : new Date(Date.UTC(2026, 11, day, hours)).toISOString(),
  headcount: 3,
  open,
});
const shifts = [shift('a', 1, 9), shift('b', 2, 9), shift('c', 3, 8)];
const pay = (more: Partial<Pay>) => ({ amountFen: 22_000, amountMaxFen: null, unit: 'day', ...more }) as Pay;

test.each([
  ['two days', pay({}), ['a', 'b'], '2 班，共 ¥440'],
  ['one day', pay({}), ['a'], '1 班，共 ¥220'],
  ['a range', pay({ amountFen: 18_000, amountMaxFen: 22_000 }), ['a', 'b'], '2 班，共 ¥360–440'],
  ['by the hour, about', pay({ amountFen: 2200, unit: 'hour' }), ['a', 'c'], '2 班，大约 ¥374'],
  ['by the piece', pay({ amountFen: 500, unit: 'piece' }), ['a', 'b', 'c'], '3 班'],
  ['for the whole', pay({ unit: 'whole' }), ['a', 'b'], '2 班'],
  ['pay that is not told', pay({ amountFen: null }), ['a'], '1 班'],
  ['a shift of another gig', pay({}), ['a', 'x'], '1 班，共 ¥220'],
])('%s', (_name, given, ids, text) => {
  expect(chosenText({ pay: given, shifts }, ids)).toBe(text);
});

test('by the hour without an end no sum is made up', () => {
  const open = [shift('a', 1, null)];
  expect(chosenText({ pay: pay({ amountFen: 2200, unit: 'hour' }), shifts: open }, ['a'])).toBe('1 班');
});

test.each([
  ['to come', shift('a', 2, 9), true],
  ['begun', shift('a', 1, 9), false],
  ['full', shift('a', 2, 9, 0), false],
  ['of a headcount that is not told', shift('a', 2, 9, null), true],
  ['without a date', { startsAt: null, open: 1 }, true],
])('a shift %s can be ticked: %#', (_name, given, can) => {
  expect(canChoose(given, new Date('2026-12-01T02:00:00Z'))).toBe(can);
});
