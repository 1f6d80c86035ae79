import { type HeldShift, shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { overlap } from '@linggong/rules/overlap.ts';
import { timesAsked } from './held.ts';
import type { BookingRecord } from './model.ts';

/** Two shifts to come of one person, of two bookings, at the same time. */
export type ClashFound = { shift: HeldShift; other: BookingRecord; otherShift: HeldShift };

/** With which of the person's other active bookings a booking meets since a gig's time was changed, agreed to or not. */
export function clashesOf(booking: BookingRecord, others: readonly BookingRecord[], now: Date): ClashFound[] {
  if (!booking.active) return [];
  const rest = others.filter(
    ({ _id, active, personId }) => active && !_id.equals(booking._id) && personId.equals(booking.personId),
  );
  return shiftsToCome(timesAsked(booking), now).flatMap((shift) =>
    rest.flatMap((other) =>
      shiftsToCome(timesAsked(other), now)
        .filter((otherShift) => overlap(shift, otherShift))
        .map((otherShift) => ({ shift, other, otherShift })),
    ),
  );
}
