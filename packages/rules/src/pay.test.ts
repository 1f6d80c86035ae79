import { describe, expect, it } from 'vitest';
import { dayPayFen, formatYuan } from './pay.ts';

const shift = (from: string, to: string) => ({
  startsAt: `2026-11-23T${from}:00.000Z`,
  endsAt: `2026-11-23T${to}:00.000Z`,
});
const four = shift('01:00', '05:00');
const ten = shift('00:00', '10:00');
const unknown = { startsAt: null, endsAt: null };

describe('dayPayFen', () => {
  it.each([
    ['by the hour for its hours', 2500, 'hour', [four], 10000],
    ['by the hour for at most 8', 2500, 'hour', [ten], 20000],
    ['by the hour for 8 where the hours are unknown', 2500, 'hour', [unknown], 20000],
    ['by the hour without shifts', 2500, 'hour', [], 20000],
    ['by the day as it is', 22000, 'day', [ten], 22000],
    ['by the month over 21.75 days', 435000, 'month', [], 20000],
    ['for the whole job over its shifts', 60000, 'whole', [ten, ten, ten], 20000],
    ['for the whole job without shifts', 60000, 'whole', [], 60000],
    ['not by the piece', 200, 'piece', [ten], null],
    ['not without an amount', null, 'day', [ten], null],
    ['not without a unit', 22000, null, [ten], null],
  ] as const)('%s', (_, amountFen, unit, shifts, expected) => {
    expect(dayPayFen({ amountFen, unit }, shifts)).toBe(expected);
  });

  it('takes dates as the database has them too', () => {
    const dated = { startsAt: new Date(four.startsAt), endsAt: new Date(four.endsAt) };
    expect(dayPayFen({ amountFen: 2500, unit: 'hour' }, [dated])).toBe(10000);
  });
});

describe('formatYuan', () => {
  it.each([
    [22000, '220'],
    [250, '2.50'],
    [205, '2.05'],
    [500000, '5,000'],
    [0, '0'],
  ])('%i fen', (fen, text) => {
    expect(formatYuan(fen)).toBe(text);
  });
});
