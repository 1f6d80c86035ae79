import type { BookingState } from '@linggong/contracts/booking.ts';
import type { HeldShift } from './booking-shifts.ts';
import { DAY_MS, ms } from './time.ts';

/** So long after the last day of work both sides may still have to reach each other, as for wages that are owed. */
export const CONTACT_DAYS = 90;

type Booked = { state: BookingState; shifts: readonly HeldShift[] };

/**
 * Whether there is a reason to show the two sides of a booking each other's number: it is confirmed, and its last shift
 * is at most `CONTACT_DAYS` over. `shifts` are those that it holds, with the times until which it may go on.
 */
export function contactHasReason({ state, shifts }: Booked, now: Date): boolean {
  if (state !== 'confirmed') return false;
  const ends = shifts.map(({ startsAt, endsAt }) => endsAt ?? startsAt);
  if (ends.some((end) => end === null)) return true;
  const last = Math.max(...ends.map((end) => ms(end!)));
  return now.getTime() - last <= CONTACT_DAYS * DAY_MS;
}
