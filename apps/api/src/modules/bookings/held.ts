import type { BookingState } from '@linggong/contracts/booking.ts';
import type { HeldShift } from '@linggong/rules/booking-shifts.ts';
import { bookingState } from '@linggong/rules/booking-state.ts';
import type { GigRead } from '../gigs/public.ts';
import type { BookingRecord, HeldTime } from './model.ts';

type Held = Pick<BookingRecord, 'shiftIds' | 'times'>;
type Stated = Held & Pick<BookingRecord, 'state' | 'together'>;

/** The shifts that a booking holds, with their times; null: told in words. */
export const heldShifts = ({ shiftIds, times }: Held): HeldShift[] =>
  shiftIds.map((id) => {
    const time = times.find(({ shiftId }) => shiftId.equals(id));
    return { id: id.toHexString(), startsAt: time?.startsAt ?? null, endsAt: time?.endsAt ?? null };
  });

/**
 * The shifts of a booking by when they begin for good: one whose new time nobody has agreed to yet, at the later of the
 * two; one that was told in words, at the latest when its gig is no longer shown. What has begun by then stays as it was.
 */
export const heldShiftsIn = (
  booking: Held & Pick<BookingRecord, 'offered'>,
  { validUntil }: Pick<GigRead, 'validUntil'>,
  now: Date,
): HeldShift[] =>
  heldShifts(booking).map((shift) => {
    const offered = booking.offered.find(({ shiftId }) => shiftId.toHexString() === shift.id);
    if (offered && shift.startsAt && offered.startsAt > new Date(shift.startsAt))
      return { ...shift, startsAt: offered.startsAt, endsAt: offered.endsAt };
    const over = shift.startsAt === null && validUntil !== null && validUntil <= now;
    return over ? { ...shift, startsAt: validUntil } : shift;
  });

/** The times of a booking that may be meant: those that were agreed, and those that it is asked about. */
export const timesAsked = (booking: Held & Pick<BookingRecord, 'offered'>): HeldShift[] => [
  ...heldShifts(booking),
  ...booking.offered.map(({ shiftId, startsAt, endsAt }) => ({
    id: shiftId.toHexString(),
    startsAt,
    endsAt,
  })),
];

/** A booking's state as people see it: it lapses at the moment, not when somebody comes to write that down. */
export const stateNow = (booking: Stated, now: Date): BookingState =>
  bookingState({ state: booking.state, together: booking.together, shifts: heldShifts(booking) }, now);

type Dated = { _id: HeldTime['shiftId']; startsAt: Date | null; endsAt: Date | null };

/** The dated ones of some shifts, as a gig has them. */
export const timesOf = (gig: { shifts: readonly Dated[] }, shiftIds: BookingRecord['shiftIds']): HeldTime[] =>
  gig.shifts.flatMap(({ _id, startsAt, endsAt }) =>
    startsAt && endsAt && shiftIds.some((id) => id.equals(_id)) ? [{ shiftId: _id, startsAt, endsAt }] : [],
  );

/** Whether all days of a booking have passed; what is told in words never does. */
export const isOver = ({ times }: Pick<BookingRecord, 'times'>, now: Date): boolean =>
  times.length > 0 && times.every(({ endsAt }) => endsAt <= now);
