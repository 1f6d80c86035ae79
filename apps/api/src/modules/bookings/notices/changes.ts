import type { OfferChange } from '@linggong/contracts/offer.ts';
import type { Deps } from '../../../deps.ts';
import type { GigRead } from '../../gigs/public.ts';
import { calledAsAgreed } from '../called.ts';
import { clashesOf } from '../clashes.ts';
import type { BookingRecord } from '../model.ts';
import { activeBookingsOf } from '../repository/find.ts';
import { changesForHolder, termsOf } from '../terms.ts';

/** What was changed of a gig that somebody holds. */
export type Changed = {
  changes: OfferChange[];
  /** An operator has yet to pass it. */
  inReview: boolean;
  /** What it now meets; null: nothing. */
  meets: { place: string; title: string } | null;
};

/** What is no longer as it was agreed. */
export async function changedOf(deps: Deps, booking: BookingRecord, gig: GigRead): Promise<Changed> {
  const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
  const changes = terms
    ? await changesForHolder(deps, gig, { agreed: terms.agreed, differences: terms.open })
    : [];
  const [clash] = clashesOf(booking, await activeBookingsOf(deps, booking.personId), deps.clock());
  const other = clash && (await (await calledAsAgreed(deps, [clash.other]))(clash.other));
  return {
    changes,
    inReview: terms?.toCome === true && (gig.state === 'in_review' || gig.state === 'returned'),
    meets: other ? { place: other.place, title: other.title } : null,
  };
}

/** Whether a booking still has something to be agreed to, or is being looked at. */
export async function isChanged(deps: Deps, booking: BookingRecord, gig: GigRead): Promise<boolean> {
  if (!booking.active) return false;
  const { changes, inReview } = await changedOf(deps, booking, gig);
  return inReview || changes.length > 0;
}
