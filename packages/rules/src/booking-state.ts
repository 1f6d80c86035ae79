import type { BookingState, EndedShift } from '@linggong/contracts/booking.ts';
import { lapsedShifts } from './booking-shifts.ts';
import type { Times } from './pay.ts';

/** Who moves a booking. `system`: what follows by itself from the clock, or from what the law says of changed work. */
export const BOOKING_ACTORS = ['person', 'employer', 'operator', 'system'] as const;
export type BookingActor = (typeof BOOKING_ACTORS)[number];

/**
 * What can be done with a booking. `take` and `request` make one: confirmed at once, or where the employer chooses.
 * `extend`: with more of its gig's shifts, in a crew. `agree`: to what was changed of its gig. `cancel`: the employer calls the work off; `dismiss`: it does not want a crew
 * that has become too few; `take_down`: operators do;
 * `bar`: the law keeps the person from it by now; `lapse`: it began, or is no longer shown, and nobody answered.
 */
export const BOOKING_ACTIONS = [
  'take',
  'request',
  'extend',
  'accept',
  'agree',
  'decline',
  'withdraw',
  'cancel',
  'dismiss',
  'take_down',
  'bar',
  'lapse',
] as const;
export type BookingAction = (typeof BOOKING_ACTIONS)[number];

export type BookingMove = {
  by: BookingActor;
  /** Null: there is no booking yet. */
  from: readonly (BookingState | null)[];
  /** The state afterwards; of an ending only once no shift is left. Null: it stays. */
  to: BookingState | null;
  /** How its shifts leave the booking; absent: none leaves by this. */
  ends?: EndedShift['how'];
  /** Of a confirmed booking: `taken` from the gig's by this, or `freed` for others. Absent: they stay as they are. */
  places?: 'taken' | 'freed';
};

const HELD = ['requested', 'confirmed'] as const;
/** States of a booking that is not over: it holds shifts, or asks for them. */
export type HeldState = (typeof HELD)[number];
export const isHeld = (state: BookingState | null | undefined): state is HeldState =>
  state === 'requested' || state === 'confirmed';

/** Every move there is. Of an ending, places are freed only where somebody else may still take them. */
export const BOOKING_MOVES: Readonly<Record<BookingAction, BookingMove>> = {
  take: { by: 'person', from: [null], to: 'confirmed', places: 'taken' },
  request: { by: 'person', from: [null], to: 'requested' },
  // Whoever extends one sees to the places.
  extend: { by: 'person', from: HELD, to: null },
  accept: { by: 'employer', from: ['requested'], to: 'confirmed', places: 'taken' },
  agree: { by: 'person', from: HELD, to: null },
  decline: { by: 'employer', from: ['requested'], to: 'declined', ends: 'declined' },
  withdraw: { by: 'person', from: HELD, to: 'withdrawn', ends: 'withdrawn', places: 'freed' },
  cancel: { by: 'employer', from: HELD, to: 'cancelled', ends: 'cancelled' },
  dismiss: { by: 'employer', from: ['confirmed'], to: 'cancelled', ends: 'cancelled', places: 'freed' },
  take_down: { by: 'operator', from: HELD, to: 'cancelled', ends: 'taken_down' },
  bar: { by: 'system', from: HELD, to: 'cancelled', ends: 'barred', places: 'freed' },
  lapse: { by: 'system', from: ['requested'], to: 'lapsed', ends: 'lapsed' },
};

/** The move of a booking in that state by that actor; null: there is none. */
export function bookingMove(
  state: BookingState | null,
  action: BookingAction,
  by: BookingActor,
): BookingMove | null {
  const move = BOOKING_MOVES[action];
  return move.by === by && move.from.includes(state) ? move : null;
}

/** Whether an actor can be offered an action on a booking, as far as its state goes. */
export const canMoveBooking = (...asked: Parameters<typeof bookingMove>): boolean =>
  bookingMove(...asked) !== null;

/** A booking's state as people see it: a request lapses by itself, the moment nothing is left that it asks for. */
export function bookingState(
  booking: { shifts: readonly Pick<Times, 'startsAt'>[]; together: boolean; state: BookingState },
  now: Date,
): BookingState {
  const { state, shifts } = booking;
  if (!canMoveBooking(state, 'lapse', 'system') || shifts.length === 0) return state;
  return lapsedShifts(booking, now).length === shifts.length ? 'lapsed' : state;
}
