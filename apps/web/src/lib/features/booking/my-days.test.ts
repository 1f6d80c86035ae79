import type { MyBooking } from '@linggong/contracts/booking.ts';
import { describe, expect, test } from 'vitest';
import { daysGivenBack } from './given-back.ts';
import { dayName, dayOf, daysOf } from './my-days.ts';

// Monday noon in Chamdo.
const now = new Date('2026-11-30T04:00:00Z');
const shift = (id: string, startsAt: string | null, endsAt: string | null) => ({ id, startsAt, endsAt });

test.each([
  ['today', '2026-11-30T00:00:00Z', '2026-11-30T10:00:00Z', '11月30日 周一', '今天', '8:00–18:00', 'now'],
  [
    'yesterday',
    '2026-11-29T00:00:00Z',
    '2026-11-29T10:00:00Z',
    '11月29日 周日',
    '昨天',
    '8:00–18:00',
    'done',
  ],
  ['tomorrow', '2026-12-01T01:00:00Z', '2026-12-01T10:00:00Z', '12月1日 周二', '明天', '9:00–18:00', 'ahead'],
  ['in a week', '2026-12-07T01:00:00Z', '2026-12-07T10:00:00Z', '12月7日 周一', '', '9:00–18:00', 'ahead'],
  [
    'a night',
    '2026-12-01T12:00:00Z',
    '2026-12-01T22:00:00Z',
    '12月1日 周二',
    '明天',
    '20:00–次日 6:00',
    'ahead',
  ],
  [
    'several days in one',
    '2026-12-01T00:00:00Z',
    '2026-12-03T10:00:00Z',
    '12月1日 周二',
    '明天',
    '8:00–12月3日 周四 18:00',
    'ahead',
  ],
  [
    'next year',
    '2027-01-04T00:00:00Z',
    '2027-01-04T10:00:00Z',
    '2027年1月4日 周一',
    '',
    '8:00–18:00',
    'ahead',
  ],
] as const)('%s', (_, startsAt, endsAt, name, near, hours, at) => {
  expect(dayOf(shift('a', startsAt, endsAt), now)).toEqual({ shiftId: 'a', name, near, hours, at });
});

test('without an end the beginning is told; without times nothing is made up', () => {
  expect(dayOf(shift('a', '2026-12-01T01:00:00Z', null), now)).toMatchObject({ hours: '9:00', at: 'ahead' });
  expect(dayOf(shift('a', null, null), now)).toMatchObject({ name: null, near: '', hours: '', at: 'ahead' });
});

test('a day is named by the deployment’s calendar, not by UTC', () => {
  expect(dayName('2026-11-30T16:30:00Z', now)).toBe('12月1日 周二');
});

test('every day that was taken is there, in order, also what was lost, and none that was not', () => {
  const day = (d: number) => shift(`d${d}`, `2026-12-0${d}T00:00:00Z`, `2026-12-0${d}T10:00:00Z`);
  const { id: shiftId, ...times } = day(2);
  const booking = {
    shiftIds: ['d3', 'd1'],
    state: 'confirmed',
    ended: [{ shiftId, ...times, how: 'cancelled', at: '2026-11-29T00:00:00Z' }],
    gig: { shifts: [day(4), day(3), day(2), day(1)] },
  } as unknown as MyBooking;
  expect(daysOf(booking, now).map(({ shiftId, at }) => [shiftId, at])).toEqual([
    ['d1', 'ahead'],
    ['d2', 'cancelled'],
    ['d3', 'ahead'],
  ]);
});

const ENDS = ['withdrawn', 'cancelled', 'declined', 'lapsed'] as const;
const days = [1, 2, 3].map((d) => shift(`d${d}`, `2026-12-0${d}T00:00:00Z`, `2026-12-0${d}T10:00:00Z`));
const booked = (state: string, shiftIds: string[], ended: string[], how: string = state): MyBooking =>
  ({
    state,
    shiftIds,
    ended: ended.map((id) => {
      const { id: shiftId, ...times } = days.find((day) => day.id === id)!;
      return { shiftId, ...times, how, at: '2026-11-29T00:00:00Z' };
    }),
    gig: { shifts: days },
  }) as unknown as MyBooking;
const named = (booking: MyBooking, at = now) => daysOf(booking, at).map(({ shiftId, at }) => [shiftId, at]);

describe.each(ENDS)('of a booking that ended as a whole: %s', (how) => {
  const all = [
    ['d1', how],
    ['d2', how],
  ];
  test.each([
    ['the days are among those that ended alone', booked(how, [], ['d1', 'd2'])],
    ['they are named twice', booked(how, ['d1', 'd2'], ['d2', 'd1'])],
    ['they are still among those held', booked(how, ['d1', 'd2'], [])],
  ])('each day is there once, and no other, where %s', (_, booking) => {
    expect(named(booking)).toEqual(all);
  });
  test('and where days of it ended otherwise before, that stays said', () => {
    expect(named({ ...booked(how, ['d1', 'd2'], ['d2'], 'withdrawn') })).toEqual([
      ['d1', how],
      ['d2', 'withdrawn'],
    ]);
  });
});

test('what of a request began unanswered was not worked', () => {
  const at = new Date('2026-12-01T02:00:00Z');
  expect(named(booked('requested', ['d1', 'd2'], []), at)).toEqual([
    ['d1', 'lapsed'],
    ['d2', 'ahead'],
  ]);
  expect(named(booked('confirmed', ['d1', 'd2'], []), at)[0]).toEqual(['d1', 'now']);
});

test.each<[string, [string, string][], string[] | null]>([
  [
    'the ticked days',
    [
      ['which', 'some'],
      ['shift', 'a'],
      ['shift', 'b'],
    ],
    ['a', 'b'],
  ],
  ['none ticked', [['which', 'some']], []],
  ['no button that says which', [], []],
  [
    'all, by its own button',
    [
      ['which', 'all'],
      ['shift', 'a'],
    ],
    null,
  ],
])('what a form gives back: %s', (_, fields, days) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  expect(daysGivenBack(form)).toEqual(days);
});
