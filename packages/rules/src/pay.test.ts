import { describe, expect, it } from 'vitest';
import { payParts } from './messages/pay.ts';
import { dayPayFen, formatYuan } from './pay.ts';
import { SAID_IN_SOURCE } from './words/source.test-data.ts';

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

  it('is what a day is assured of where it is paid by the piece', () => {
    const piece = { unit: '个', sharedBy: null, dayMinFen: 20000 };
    expect(dayPayFen({ amountFen: 35, unit: 'piece', piece }, [ten])).toBe(20000);
    expect(
      dayPayFen({ amountFen: 35, unit: 'piece', piece: { ...piece, dayMinFen: null } }, [ten]),
    ).toBeNull();
    expect(dayPayFen({ amountFen: 30000, unit: 'day', piece }, [ten])).toBe(30000);
  });

  it('takes dates as the database has them too', () => {
    const dated = { startsAt: new Date(four.startsAt), endsAt: new Date(four.endsAt) };
    expect(dayPayFen({ amountFen: 2500, unit: 'hour' }, [dated])).toBe(10000);
  });
});

describe('payParts', () => {
  const piece = (unit: string, sharedBy: number | null, dayMinFen: number | null = null) => ({
    unit: 'piece' as const,
    piece: { unit, sharedBy, dayMinFen },
  });
  it.each([
    [{ amountFen: 11000, ...piece('车', 2) }, '¥110/车，两人分 = ¥55'],
    [{ amountFen: 10000, ...piece('车', 3) }, '¥100/车，三人分 = ¥33.33'],
    [{ amountFen: 10000, amountMaxFen: 12000, ...piece('吨', 10) }, '¥100–120/吨，十人分 = ¥10–12'],
    [{ amountFen: 12000, ...piece('吨', 12) }, '¥120/吨，12 人分 = ¥10'],
    [{ amountFen: 8000, ...piece('亩', 1) }, '¥80/亩'],
    [{ amountFen: 35, ...piece('个', null, 20000) }, '¥0.35/个，保底 ¥200/天'],
    [{ amountFen: 200, unit: 'piece' as const }, '¥2/件'],
    [{ amountFen: 22000, ...piece('车', 2), unit: 'day' as const }, '¥220/天'],
    [{ amountFen: null, ...piece('车', 2) }, undefined],
  ])('%o: %s', (pay, text) => {
    const parts = payParts({ amountMaxFen: null, ...pay }, (fen) => String(fen / 100), SAID_IN_SOURCE.pay);
    expect(parts?.amount === undefined ? undefined : parts.amount + parts.unit).toBe(text);
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
