import type { MyBooking } from '@linggong/contracts/booking.ts';
import { expect, test } from 'vitest';
import { askedAgain, bookedShifts, myWork, shiftsOf } from './my-work.ts';

const now = new Date('2026-11-22T04:00:00Z');
const day = (d: number) => ({
  id: `d${d}`,
  startsAt: `2026-11-${d}T00:00:00Z`,
  endsAt: `2026-11-${d}T10:00:00Z`,
});
const booking = (id: string, state: MyBooking['state'], days: number[], more: object = {}): MyBooking =>
  ({
    id,
    state,
    shiftIds: [],
    ended: [],
    updatedAt: `2026-11-2${id.length}T00:00:00Z`,
    gig: { shifts: days.map(day), validUntil: '2026-12-01T00:00:00Z' },
    ...more,
  }) as unknown as MyBooking;
const ids = (list: MyBooking[]) => list.map(({ id }) => id);

test('what comes next is the confirmed one that begins first, also one that is running', () => {
  const work = myWork(
    [
      booking('late', 'confirmed', [25]),
      booking('running', 'confirmed', [22]),
      booking('asked', 'requested', [21, 23]),
    ],
    now,
  );
  expect(work.next?.id).toBe('running');
  expect(ids(work.confirmed)).toEqual(['late']);
  expect(ids(work.requested)).toEqual(['asked']);
});

test('what else is to be done today stands apart, also what has begun already', () => {
  const work = myWork(
    [
      booking('a', 'confirmed', [22]),
      booking('bb', 'confirmed', [22, 23]),
      booking('ccc', 'confirmed', [23]),
    ],
    now,
  );
  expect([work.next?.id, ids(work.today), ids(work.confirmed)]).toEqual(['a', ['bb'], ['ccc']]);
});

test('what is over or never came to be is past', () => {
  const work = myWork(
    [booking('a', 'confirmed', [20]), booking('bb', 'withdrawn', [25]), booking('ccc', 'requested', [21])],
    now,
  );
  expect(work.next).toBeNull();
  expect(ids(work.requested)).toEqual([]);
  expect(ids(work.past)).toEqual(['ccc', 'bb', 'a']);
});

test('only the shifts that were taken count', () => {
  const taken = booking('a', 'confirmed', [20, 25], { shiftIds: ['d20'] });
  expect(bookedShifts(taken).map(({ id }) => id)).toEqual(['d20']);
  expect(ids(myWork([taken], now).past)).toEqual(['a']);
});

test('what was given back or called off is no day of the booking any more', () => {
  const ended = [{ shiftId: 'd23', how: 'withdrawn' }];
  const left = booking('a', 'confirmed', [20, 23], { shiftIds: ['d20'], ended });
  expect(ids(myWork([left], now).past)).toEqual(['a']);
  const none = booking('bb', 'cancelled', [23], {
    shiftIds: [],
    ended: [{ shiftId: 'd23', how: 'cancelled' }],
  });
  expect(bookedShifts(none)).toEqual([]);
});

test.each(['withdrawn', 'cancelled', 'declined', 'lapsed'] as const)(
  'a booking that is over (%s) holds nothing, also where its shifts are still named',
  (state) => {
    const ended = [{ shiftId: 'd25', startsAt: null, endsAt: null, how: state }];
    for (const shiftIds of [[], ['d25']]) {
      const over = booking('a', state, [25, 26], { shiftIds, ended });
      expect(bookedShifts(over)).toEqual([]);
      expect(shiftsOf(over).map(({ id, how }) => [id, how])).toEqual([['d25', state]]);
      expect(ids(myWork([over], now).past)).toEqual(['a']);
    }
  },
);

test('without dated shifts it is ahead as long as the gig is valid, after all dated ones', () => {
  const open = booking('open', 'confirmed', []);
  expect(myWork([open, booking('dated', 'confirmed', [29])], now).next?.id).toBe('dated');
  expect(ids(myWork([open], new Date('2026-12-02T00:00:00Z')).past)).toEqual(['open']);
});

test('who is asked again is told at the top, but not before the review, nor of what is over', () => {
  const none = { changes: [], inReview: false, clashes: [] };
  const asked = askedAgain([
    booking('same', 'confirmed', [25], none),
    booking('changed', 'confirmed', [25], { ...none, changes: [{}] }),
    booking('asking', 'requested', [25], { ...none, changes: [{}] }),
    booking('in review', 'confirmed', [25], { ...none, changes: [{}], inReview: true }),
    booking('clash', 'confirmed', [25], { ...none, clashes: [{}] }),
    booking('gone', 'withdrawn', [25], { ...none, changes: [{}] }),
  ]);
  expect(ids(asked)).toEqual(['changed', 'asking', 'clash']);
});
