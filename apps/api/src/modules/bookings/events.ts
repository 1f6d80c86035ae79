import type { Deps } from '../../deps.ts';
import { rooms } from '../../platform/events/log.ts';
import type { BookingRecord } from './model.ts';

/** Tells the person and the employer; `changed`: the gig's pay, place or time is no longer what was taken. */
export async function tellBooking(
  deps: Deps,
  booking: BookingRecord,
  number: string,
  changed = false,
): Promise<void> {
  await deps.events.append(
    'booking.changed.v1',
    {
      bookingId: booking._id.toHexString(),
      gigId: booking.gigId.toHexString(),
      number,
      state: booking.state,
      changed,
    },
    [rooms.person(booking.personId.toHexString()), rooms.employer(booking.employerId.toHexString())],
  );
}
