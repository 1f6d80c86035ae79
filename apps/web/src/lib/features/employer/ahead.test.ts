import type { GigBooking } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { expect, test } from 'vitest';
import { aheadOf } from './ahead.ts';

const shift = (id: string, startsAt: string | null) => ({
  id,
  startsAt,
  endsAt: null,
  headcount: 3,
  open: 3,
});
const gig = (...starts: (string | null)[]) =>
  ({ shifts: starts.map((start, i) => shift(`s${i}`, start && `${start}:00+08:00`)) }) as ManagedGig;
const booking = (state: GigBooking['state'], ...shiftIds: string[]) => ({ state, shiftIds }) as GigBooking;
const at = (moment: string) => new Date(`${moment}:00+08:00`);

const three = gig('2026-11-28T08:00', '2026-11-29T08:00', '2026-11-30T08:00');
const people = [
  booking('confirmed', 's0', 's1', 's2'),
  booking('confirmed', 's0'),
  booking('confirmed', 's2'),
  booking('requested', 's1'),
  booking('withdrawn', 's2'),
];

test('before anything begins all of it ends, for all who hold or asked for something', () => {
  expect(aheadOf(three, people, at('2026-11-27T12:00'))).toEqual({
    some: true,
    dated: true,
    split: '',
    confirmed: 3,
    requested: 1,
  });
});

test('in the middle only what is to come ends, and only for whom it holds', () => {
  expect(aheadOf(three, people, at('2026-11-29T12:00'))).toEqual({
    some: true,
    dated: true,
    split: '第 1、2 天已经开工，不动；只取消 11月30日。',
    confirmed: 2,
    requested: 0,
  });
});

test('two shifts on one day are shifts, not days', () => {
  const two = gig('2026-11-29T08:00', '2026-11-29T14:00');
  expect(aheadOf(two, [], at('2026-11-29T08:00')).split).toBe('第 1 班已经开工，不动；只取消 11月29日。');
});

test('once the last has begun nothing is left to take back; work without dates always is', () => {
  expect(aheadOf(three, people, at('2026-11-30T08:00'))).toMatchObject({
    some: false,
    split: '',
    confirmed: 0,
  });
  expect(aheadOf(gig(null), [booking('confirmed', 's0')], at('2026-11-30T08:00'))).toMatchObject({
    some: true,
    split: '',
    confirmed: 1,
  });
});
