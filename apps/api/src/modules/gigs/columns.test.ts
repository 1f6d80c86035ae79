import { type Posting, zPosting } from '@linggong/contracts/posting.ts';
import { Types } from 'mongoose';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../platform/problem.ts';
import { columnsOf } from './columns.ts';

const posting = (change: Record<string, unknown>): Posting => zPosting.parse(change);
const shift = (day: number, headcount: number | null, more = {}) => ({
  startsAt: `2026-12-0${day}T01:00:00.000Z`,
  endsAt: `2026-12-0${day}T10:00:00.000Z`,
  headcount,
  ...more,
});
const KNOWN = 'a'.repeat(24);
const known = [
  {
    _id: new Types.ObjectId(KNOWN),
    startsAt: new Date('2026-12-01T01:00:00Z'),
    endsAt: new Date('2026-12-01T10:00:00Z'),
    headcount: 5,
    open: 3,
  },
];
/** So many people hold the known shift. */
const heldBy = (count: number) => ({
  confirmed: new Map([[KNOWN, count]]),
  active: new Set([KNOWN]),
  parts: [],
});

describe('columnsOf', () => {
  test('shifts keep the ids they were given, and only those', () => {
    const ids = (shifts: object[]) =>
      columnsOf(posting({ shifts }), { region: null, known }).posting.shifts.map(({ id }) => id);
    expect(ids([shift(1, 2, { id: KNOWN })])).toEqual([KNOWN]);
    const [twice, again] = ids([shift(1, 2, { id: KNOWN }), shift(2, 2, { id: KNOWN })]);
    expect(twice).toBe(KNOWN);
    expect(again).not.toBe(KNOWN);
    expect(ids([shift(1, 2, { id: 'b'.repeat(24) })])).not.toContain('b'.repeat(24));
    expect(ids([shift(1, 2)])[0]).toMatch(/^[0-9a-f]{24}$/);
  });

  test('places left are those not booked; unknown headcounts stay unknown', () => {
    const options = { region: null, known, held: heldBy(2) };
    expect(columnsOf(posting({ shifts: [shift(1, 5, { id: KNOWN })] }), options).shifts[0]!.open).toBe(3);
    expect(
      columnsOf(posting({ shifts: [shift(1, null, { id: KNOWN })] }), options).shifts[0]!.open,
    ).toBeNull();
  });

  test('a shift that is said to last for ages is not counted out day by day', () => {
    const ages = { startsAt: '0001-01-01T00:00:00.000Z', endsAt: '9999-12-31T00:00:00.000Z', headcount: 1 };
    const { days } = columnsOf(posting({ shifts: Array.from({ length: 31 }, () => ages) }), { region: null });
    expect(days).toHaveLength(366);
  });

  test.each([
    ['dropped', [shift(2, 5)], 'posting.shifts'],
    ['made too small', [shift(1, 1, { id: KNOWN })], 'posting.shifts.0.headcount'],
    [
      'turned into words',
      [{ id: KNOWN, headcount: 5, startsAt: null, endsAt: null }],
      'posting.shifts.0.startsAt',
    ],
    ['left without an end', [shift(1, 5, { id: KNOWN, endsAt: null })], 'posting.shifts.0.startsAt'],
  ])('a shift that people have taken can not be %s', (_name, shifts, path) => {
    const options = { region: null, known, held: heldBy(2) };
    const refused = () => columnsOf(posting({ shifts }), options);
    expect(refused).toThrow(ProblemError);
    try {
      refused();
    } catch (error) {
      expect((error as ProblemError).extras.errors).toMatchObject([{ path }]);
    }
  });

  test.each([
    ['when the last shift ends', { shifts: [shift(1, 1), shift(3, 1)] }, '2026-12-03T10:00:00.000Z'],
    [
      'when it says so',
      { shifts: [shift(3, 1)], validUntil: '2026-12-02T00:00:00.000Z' },
      '2026-12-02T00:00:00.000Z',
    ],
    [
      'when the work ends, if it says later',
      { shifts: [shift(3, 1)], validUntil: '2026-12-31T00:00:00.000Z' },
      '2026-12-03T10:00:00.000Z',
    ],
    ['never by a shift without times', { shifts: [shift(1, 1), { headcount: 2 }] }, undefined],
    ['never, not having said', {}, undefined],
  ])('its validity is over %s', (_name, change, expected) => {
    expect(columnsOf(posting(change), { region: null }).validUntil?.toISOString()).toBe(expected);
  });

  test.each([
    [
      'a night shift on its first day',
      { startsAt: '2026-12-01T14:00:00.000Z', endsAt: '2026-12-01T22:00:00.000Z' },
      ['2026-12-01'],
    ],
    [
      'early morning in Beijing',
      { startsAt: '2026-12-01T22:00:00.000Z', endsAt: '2026-12-02T02:00:00.000Z' },
      ['2026-12-02'],
    ],
    [
      'three days on end',
      { startsAt: '2026-12-01T01:00:00.000Z', endsAt: '2026-12-03T10:00:00.000Z' },
      ['2026-12-01', '2026-12-02', '2026-12-03'],
    ],
    ['no times', {}, []],
  ])('days of %s', (_name, times, days) => {
    expect(columnsOf(posting({ shifts: [times] }), { region: null }).days).toEqual(days);
  });
});
