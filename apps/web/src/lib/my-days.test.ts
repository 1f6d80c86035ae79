import type { MyBooking } from '@linggong/contracts/booking.ts';
import { expect, test } from 'vitest';
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
    ended: [{ shiftId, ...times, how: 'cancelled', at: '2026-11-29T00:00:00Z' }],
    gig: { shifts: [day(4), day(3), day(2), day(1)] },
  } as unknown as MyBooking;
  expect(daysOf(booking, now).map(({ shiftId, at }) => [shiftId, at])).toEqual([
    ['d1', 'ahead'],
    ['d2', 'cancelled'],
    ['d3', 'ahead'],
  ]);
});
