import type { BookingState } from '@linggong/contracts/booking.ts';
import { bookingState, type HeldShift } from '@linggong/rules/booking-shifts.ts';
import type { BookingRecord, HeldTime } from './model.ts';

type Held = Pick<BookingRecord, 'shiftIds' | 'times'>;
type Stated = Held & Pick<BookingRecord, 'state' | 'together'>;

/** The shifts that a booking holds, with their times; null: told in words. */
export const heldShifts = ({ shiftIds, times }: Held): HeldShift[] =>
  shiftIds.map((id) => {
    const time = times.find(({ shiftId }) => shiftId.equals(id));
    return { id: id.toHexString(), startsAt: time?.startsAt ?? null, endsAt: time?.endsAt ?? null };
  });

/** A booking's state as people see it: it lapses at the moment, not when somebody comes to write that down. */
export const stateNow = (booking: Stated, now: Date): BookingState =>
  bookingState({ state: booking.state, together: booking.together, shifts: heldShifts(booking) }, now);

type Dated = { _id: HeldTime['shiftId']; startsAt: Date | null; endsAt: Date | null };

/** The dated ones of some shifts, as a gig has them. */
export const timesOf = (gig: { shifts: readonly Dated[] }, shiftIds: BookingRecord['shiftIds']): HeldTime[] =>
  gig.shifts.flatMap(({ _id, startsAt, endsAt }) =>
    startsAt && endsAt && shiftIds.some((id) => id.equals(_id)) ? [{ shiftId: _id, startsAt, endsAt }] : [],
  );
