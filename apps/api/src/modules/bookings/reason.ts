import { contactHasReason } from '@linggong/rules/contact.ts';
import type { GigRead } from '../gigs/public.ts';
import { heldShiftsIn } from './held.ts';
import type { BookingRecord } from './model.ts';

/** Whether the two sides of a booking have a reason now to be shown each other's number. */
export const hasReason = (booking: BookingRecord, gig: Pick<GigRead, 'validUntil'>, now: Date): boolean =>
  contactHasReason({ state: booking.state, shifts: heldShiftsIn(booking, gig, now) }, now);
