import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { GigRead } from '../gigs/public.ts';
import { type Acting, noteAct } from '../proxies/public.ts';
import type { BookingRecord } from './model.ts';

type Done = { booking: Pick<BookingRecord, '_id'>; gig: Pick<GigRead, '_id' | 'number' | 'posting'> };

/** Notes what a proxy did with a booking, in its transaction; what people do for themselves is not noted. */
export async function noteActFor(
  deps: Deps,
  { viewer, personId, grant }: Acting,
  kind: 'booked' | 'stepped_back' | 'agreed',
  { booking, gig }: Done,
): Promise<void> {
  if (!grant) return;
  await noteAct(deps, {
    personId: new Types.ObjectId(personId),
    grantId: grant._id,
    accountId: new Types.ObjectId(viewer.accountId),
    as: grant.relation,
    office: null,
    kind,
    gig: { id: gig._id, number: gig.number, title: gig.posting.title },
    bookingId: booking._id,
  });
}
