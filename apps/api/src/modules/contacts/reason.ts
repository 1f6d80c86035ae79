import { contactHasReason } from '@linggong/rules/contact.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { heldShiftsIn } from '../bookings/held.ts';
import type { BookingRecord } from '../bookings/model.ts';
import type { GigRecord } from '../gigs/model.ts';

/** Whether the two sides of a booking have a reason now to be shown each other's number. */
export const hasReason = (booking: BookingRecord, gig: Pick<GigRecord, 'validUntil'>, now: Date): boolean =>
  contactHasReason({ state: booking.state, shifts: heldShiftsIn(booking, gig, now) }, now);

/** For which of some bookings an account was shown the other side's number. Whether there is still a reason is not asked. */
export async function shownTo(
  deps: Pick<Deps, 'models'>,
  accountId: string,
  bookings: readonly Pick<BookingRecord, '_id' | 'state'>[],
): Promise<(booking: Pick<BookingRecord, '_id'>) => boolean> {
  const ids = bookings.filter(({ state }) => state === 'confirmed').map(({ _id }) => _id);
  if (ids.length === 0) return () => false;
  const showings = await deps.models.showings
    .find({ bookingId: { $in: ids }, accountId: new Types.ObjectId(accountId) }, { bookingId: 1 })
    .lean();
  const shown = new Set(showings.map(({ bookingId }) => bookingId.toHexString()));
  return ({ _id }) => shown.has(_id.toHexString());
}
