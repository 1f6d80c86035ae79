import type { ContactSide, ShownContact } from '@linggong/contracts/contact.ts';
import { saysSomething } from '@linggong/contracts/normal.ts';
import { isMember } from '@linggong/rules/authority.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { type BookingRecord, bookingById, hasReason } from '../bookings/public.ts';
import { employerById } from '../employers/public.ts';
import { type GigRecord, gigById } from '../gigs/public.ts';
import { personById, requireMay, requireSignedIn } from '../identity/public.ts';
import { entryById } from '../people/public.ts';
import { honourGrant, requireMayFor } from '../proxies/public.ts';
import { countContact } from './caps.ts';
import { addShowing, sidesMet, wasShown } from './repository.ts';

/**
 * Whose number the viewer asks for by a booking: the other side's; who may take work for somebody stands on that one's side.
 * To others there is no such booking.
 */
async function sideAsked(deps: Deps, viewer: Viewer, booking: BookingRecord): Promise<ContactSide> {
  const own = booking.personId.toHexString() === viewer.personId;
  if (!own && isMember(viewer, booking.employerId)) {
    requireMay(viewer, 'booking.show_contact', booking);
    return 'person';
  }
  const { personId } = booking;
  await honourGrant(deps, await requireMayFor(deps, viewer, 'booking.show_contact', { personId }));
  return 'employer';
}

async function ofEmployer(deps: Deps, { employerId }: BookingRecord): Promise<ShownContact | null> {
  const employer = await employerById(deps, employerId);
  return employer && { name: employer.name, phone: employer.contactPhone, callees: [] };
}

async function ofPerson(deps: Deps, { personId }: BookingRecord): Promise<ShownContact | null> {
  const person = await personById(deps, personId);
  const entry = await entryById(deps, personId);
  return person && { name: person.name, phone: person.phone, callees: entry?.callees ?? [] };
}

async function contactOf(deps: Deps, booking: BookingRecord, whose: ContactSide): Promise<ShownContact> {
  const found = await (whose === 'employer' ? ofEmployer : ofPerson)(deps, booking);
  if (!found || (!found.phone && found.callees.length === 0)) throw problem('contact.none');
  return found;
}

/** Notes that the viewer sees it; the first time that this side sees the other it counts towards the cap. */
async function note(deps: Deps, viewer: Viewer, booking: BookingRecord, gig: GigRecord, whose: ContactSide) {
  const accountId = new Types.ObjectId(viewer.accountId);
  if (await wasShown(deps, booking._id, accountId)) return;
  const { employerId, personId } = booking;
  const sides = { whose, employerId, personId };
  // Who sees a number again asks for nothing new.
  const fresh = !(await sidesMet(deps, sides));
  if (fresh) await countContact(deps, booking, whose);
  await addShowing(deps, {
    _id: new Types.ObjectId(),
    bookingId: booking._id,
    gigId: gig._id,
    ...sides,
    accountId,
    deskPath: gig.deskPath,
    fresh,
    at: deps.clock(),
  });
}

/**
 * Shows the viewer the other side's number of a confirmed booking, and notes that it was shown, in one transaction.
 * Asked for again it is the same showing. Throws `booking.not_found` for who is on neither side, `auth.forbidden` for who
 * may only look, `contact.no_reason`,
 * `contact.no_name`, `contact.none`, and `cap.reached` where it would be one new contact too many today.
 */
export async function showContact(deps: Deps, viewer: Viewer | null, id: string): Promise<ShownContact> {
  requireSignedIn(viewer);
  return retryingDuplicates(() =>
    deps.transaction(async () => {
      const booking = await bookingById(deps, id);
      const whose = await sideAsked(deps, viewer, booking);
      const gig = await gigById(deps, booking.gigId);
      if (!gig || !hasReason(booking, gig, deps.clock())) throw problem('contact.no_reason');
      if (!saysSomething(viewer.name)) throw problem('contact.no_name');
      const contact = await contactOf(deps, booking, whose);
      await note(deps, viewer, booking, gig, whose);
      return contact;
    }),
  );
}
