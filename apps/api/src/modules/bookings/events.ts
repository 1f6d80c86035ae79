import type { BookingState } from '@linggong/contracts/booking.ts';
import type { Deps } from '../../deps.ts';
import { rooms } from '../../platform/events/log.ts';
import type { BookingRecord } from './model.ts';

/**
 * Tells the person and the employer. `was`: the state before, null for a new one; `changed`: the gig's pay, place or
 * time is no longer what was taken.
 */
export async function tellBooking(
  deps: Deps,
  booking: BookingRecord,
  number: string,
  { was, changed = false }: { was: BookingState | null; changed?: boolean },
): Promise<void> {
  await deps.events.append(
    'booking.changed.v1',
    {
      bookingId: booking._id.toHexString(),
      gigId: booking.gigId.toHexString(),
      number,
      state: booking.state,
      was,
      changed,
    },
    [rooms.person(booking.personId.toHexString()), rooms.employer(booking.employerId.toHexString())],
  );
}
