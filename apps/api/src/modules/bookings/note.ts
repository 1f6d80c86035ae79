import type { Deps } from '../../deps.ts';
import type { GigRead } from '../gigs/public.ts';
import { noteAct } from '../people/public.ts';
import type { Acting } from '../proxies/public.ts';
import type { BookingRecord } from './model.ts';

type Done = { booking: Pick<BookingRecord, '_id'>; gig: Pick<GigRead, '_id' | 'number' | 'posting'> };

/** A booking as an act about it names it. */
export const aboutBooking = ({ booking, gig }: Done) => ({
  gig: { id: gig._id, number: gig.number, title: gig.posting.title },
  bookingId: booking._id,
});

/** Notes what a proxy, or a desk that stands in, did with a booking, in its transaction; what people do for themselves is not noted. */
export async function noteActFor(
  deps: Deps,
  { viewer, personId, grant, desk }: Acting,
  kind: 'booked' | 'stepped_back' | 'agreed' | 'confirmed',
  done: Done,
  reason?: string,
): Promise<void> {
  const by = desk ?? (grant && { accountId: viewer.accountId, as: grant.relation });
  if (!by) return;
  await noteAct(deps, {
    personId,
    by,
    kind,
    about: {
      ...aboutBooking(done),
      ...(grant ? { grantId: grant._id } : {}),
      ...(reason === undefined ? {} : { reason }),
    },
  });
}
