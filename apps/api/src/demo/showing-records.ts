import type { Types } from 'mongoose';
import type { BookingRecord } from '../modules/bookings/public.ts';
import type { ShowingRecord } from '../modules/contacts/public.ts';
import type { GigRecord } from '../modules/gigs/public.ts';
import { demoId } from './ids.ts';

const SHOWN = 3;

/** Whom one employer has called: some of those who are confirmed with it, by the account of its member. */
export function showingRecords(
  { bookings, gigs }: { bookings: readonly BookingRecord[]; gigs: ReadonlyMap<string, GigRecord> },
  { employerId, accountId }: { employerId: Types.ObjectId; accountId: Types.ObjectId },
  now: Date,
): ShowingRecord[] {
  const gigById = new Map([...gigs.values()].map((gig) => [gig._id.toHexString(), gig]));
  const coming = bookings.filter((b) => b.state === 'confirmed' && b.employerId.equals(employerId));
  return coming.slice(0, SHOWN).map((booking, index) => ({
    _id: demoId('showing', booking._id.toHexString()),
    bookingId: booking._id,
    gigId: booking.gigId,
    whose: 'person',
    employerId,
    personId: booking.personId,
    accountId,
    deskPath: gigById.get(booking.gigId.toHexString())!.deskPath,
    fresh: true,
    at: new Date(now.getTime() - (index + 1) * 1_800_000),
  }));
}
