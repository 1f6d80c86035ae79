import type { Deps } from '../../deps.ts';
import type { BookingRecord } from '../bookings/public.ts';
import { bookingsShownTo } from './repository.ts';

/**
 * For which of some bookings an account was shown the other side's number. Whether there is still a reason is not
 * asked.
 */
export async function shownTo(
  deps: Pick<Deps, 'models'>,
  accountId: string,
  bookings: readonly Pick<BookingRecord, '_id' | 'state'>[],
): Promise<(booking: Pick<BookingRecord, '_id'>) => boolean> {
  const ids = bookings.filter(({ state }) => state === 'confirmed').map(({ _id }) => _id);
  if (ids.length === 0) return () => false;
  const shown = new Set((await bookingsShownTo(deps, accountId, ids)).map(String));
  return ({ _id }) => shown.has(_id.toHexString());
}
