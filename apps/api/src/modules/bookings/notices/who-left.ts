import { isMember } from '@linggong/rules/authority.ts';
import type { Deps } from '../../../deps.ts';
import { byId } from '../../../platform/database.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import type { StoredNotice } from '../../../platform/notices/kind.ts';
import { personsByIds } from '../../identity/public.ts';
import { bookingsByIds } from '../repository/find.ts';

/**
 * Who stepped back, for members of the employer who had their name on the list of who comes. Looked up when it is read:
 * no name is stored with a notice or leaves by a push or a text message. Not of one whom the law keeps from the work:
 * the notice says why, and that is their age.
 */
export async function whoLeft(
  deps: Deps,
  viewer: Viewer,
  notices: readonly StoredNotice[],
): Promise<(notice: StoredNotice) => string | null> {
  const ids = notices.flatMap(({ bookingId }) => bookingId ?? []);
  const bookings = byId(await bookingsByIds(deps, ids));
  const persons = await personsByIds(
    deps,
    [...bookings.values()].map(({ personId }) => personId),
  );
  return ({ bookingId }) => {
    const booking = bookings.get(String(bookingId));
    if (!booking || !isMember(viewer, booking.employerId)) return null;
    if (booking.ended.some(({ how }) => how === 'barred')) return null;
    return persons.find(({ _id }) => _id.equals(booking.personId))?.name || null;
  };
}
