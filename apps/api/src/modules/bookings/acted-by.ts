import type { MyBooking } from '@linggong/contracts/booking.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { grantsByIds } from '../proxies/public.ts';
import type { BookingRecord } from './model.ts';

type ActedBy = Pick<MyBooking, 'by' | 'asked'>;

/** Who took bookings for their persons, and whom who agreed last for them asked. Asks nothing where nobody did. */
export async function actedByOf(
  deps: Deps,
  bookings: readonly BookingRecord[],
): Promise<(booking: BookingRecord) => ActedBy> {
  const ids = bookings.flatMap(({ byGrantId }) => byGrantId ?? []);
  const grants = byId(ids.length > 0 ? await grantsByIds(deps, ids) : []);
  return ({ byGrantId, agreements }) => {
    const grant = byGrantId && grants.get(byGrantId.toHexString());
    const { asked, at } = agreements.at(-1) ?? {};
    return {
      by: grant ? { name: grant.proxyName, relation: grant.relation } : null,
      asked: asked && at ? { whom: asked.whom, how: asked.how, at: at.toISOString() } : null,
    };
  };
}
