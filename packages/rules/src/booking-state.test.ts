import { BOOKING_STATES } from '@linggong/contracts/booking.ts';
import { describe, expect, test } from 'vitest';
import type { HeldShift } from './booking-shifts.ts';
import {
  BOOKING_ACTIONS,
  BOOKING_ACTORS,
  BOOKING_MOVES,
  type BookingAction,
  type BookingActor,
  bookingMove,
  bookingState,
  isHeld,
} from './booking-state.ts';

type From = (typeof BOOKING_STATES)[number] | null;

/** Written out once more, as prose would: what each may do where. Whatever is not here is refused. */
const MAY: [From, BookingActor, BookingAction[]][] = [
  [null, 'person', ['take', 'request']],
  ['requested', 'person', ['extend', 'agree', 'withdraw']],
  ['requested', 'employer', ['accept', 'decline', 'cancel']],
  ['requested', 'operator', ['take_down']],
  ['requested', 'system', ['bar', 'lapse']],
  ['confirmed', 'person', ['extend', 'agree', 'withdraw']],
  ['confirmed', 'employer', ['cancel', 'dismiss']],
  ['confirmed', 'operator', ['take_down']],
  ['confirmed', 'system', ['bar']],
];

describe.each<From>([null, ...BOOKING_STATES])('a booking that is %s', (from) => {
  test.each(BOOKING_ACTORS)('can be moved by the %s as the table says, and not otherwise', (by) => {
    const may = MAY.find(([state, actor]) => state === from && actor === by)?.[2] ?? [];
    expect(BOOKING_ACTIONS.filter((action) => bookingMove(from, action, by))).toEqual(may);
  });
});

test.each<[BookingAction, From, string | null, string | undefined, string | undefined]>([
  ['take', null, 'confirmed', undefined, 'taken'],
  ['request', null, 'requested', undefined, undefined],
  ['accept', 'requested', 'confirmed', undefined, 'taken'],
  ['extend', 'confirmed', null, undefined, undefined],
  ['agree', 'confirmed', null, undefined, undefined],
  ['decline', 'requested', 'declined', 'declined', undefined],
  ['withdraw', 'confirmed', 'withdrawn', 'withdrawn', 'freed'],
  ['cancel', 'confirmed', 'cancelled', 'cancelled', undefined],
  ['take_down', 'confirmed', 'cancelled', 'taken_down', undefined],
  ['bar', 'confirmed', 'cancelled', 'barred', 'freed'],
  ['lapse', 'requested', 'lapsed', 'lapsed', undefined],
])('%s of one that is %s leads to %s', (action, from, to, ends, places) => {
  const move = bookingMove(from, action, BOOKING_MOVES[action].by);
  expect([move?.to, move?.ends, move?.places]).toEqual([to, ends, places]);
});

test('what is over stays over, and is held by nobody', () => {
  const over = BOOKING_STATES.filter((state) => !isHeld(state));
  expect(over).toEqual(['declined', 'withdrawn', 'cancelled', 'lapsed']);
  for (const state of over)
    for (const by of BOOKING_ACTORS)
      expect(BOOKING_ACTIONS.filter((action) => bookingMove(state, action, by))).toEqual([]);
  expect(isHeld(null)).toBe(false);
});

const now = new Date('2026-12-02T10:30:00Z');
const day = (d: number): HeldShift => ({
  id: `d${d}`,
  startsAt: `2026-12-0${d}T00:00:00Z`,
  endsAt: `2026-12-0${d}T10:00:00Z`,
});
const undated: HeldShift = { id: 'u', startsAt: null, endsAt: null };

test.each<[string, Parameters<typeof bookingState>[0], string]>([
  ['a request for what is to come', { state: 'requested', together: false, shifts: [day(3)] }, 'requested'],
  ['a request whose work has begun', { state: 'requested', together: false, shifts: [day(2)] }, 'lapsed'],
  ['one with a day left', { state: 'requested', together: false, shifts: [day(2), day(3)] }, 'requested'],
  ['a whole that has begun', { state: 'requested', together: true, shifts: [day(2), day(3)] }, 'lapsed'],
  ['one without times', { state: 'requested', together: false, shifts: [undated] }, 'requested'],
  [
    'one with and one without',
    { state: 'requested', together: false, shifts: [day(2), undated] },
    'requested',
  ],
  ['a confirmed one', { state: 'confirmed', together: false, shifts: [day(1)] }, 'confirmed'],
  ['one that is over', { state: 'withdrawn', together: false, shifts: [day(1)] }, 'withdrawn'],
])('%s', (_, booking, expected) => {
  expect(bookingState(booking, now)).toBe(expected);
});
