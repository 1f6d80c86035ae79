import type { GrantEnds } from '@linggong/contracts/booking.ts';
import { type HeldShift, shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { grantEnds } from '@linggong/rules/grant.ts';
import type { Deps } from '../../deps.ts';
import { type GrantRecord, grantsStanding } from '../proxies/public.ts';
import { heldShifts } from './held.ts';
import type { BookingRecord } from './model.ts';

const iso = (date: Date | string) => new Date(date).toISOString();

/** That a grant ends before some of these shifts, the first of which it does not reach; null: it reaches all. */
export function endsBefore(
  grant: Pick<GrantRecord, 'until'>,
  shifts: readonly HeldShift[],
): GrantEnds | null {
  const day = grantEnds(grant, shifts);
  return day === null ? null : { until: iso(grant.until), day: iso(day) };
}

/** Of what was taken by grants that nobody ended: whether they end before its days. Asks nothing where nothing was. */
export async function grantEndsOf(
  deps: Deps,
  bookings: readonly BookingRecord[],
): Promise<(booking: BookingRecord) => GrantEnds | null> {
  const taken = bookings.filter(({ active, byGrantId }) => active && byGrantId);
  const grants =
    taken.length > 0
      ? await grantsStanding(
          deps,
          taken.map(({ personId }) => personId),
        )
      : [];
  const now = deps.clock();
  return (booking) => {
    // A later one of the two counts as the one by which it was taken.
    const grant = grants.find(
      ({ personId, proxyAccountId }) =>
        personId.equals(booking.personId) && proxyAccountId.equals(booking.byAccountId),
    );
    if (!grant || !booking.active || !booking.byGrantId) return null;
    return endsBefore(grant, shiftsToCome(heldShifts(booking), now));
  };
}
