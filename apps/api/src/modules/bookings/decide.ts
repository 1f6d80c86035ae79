import { canMoveBooking } from '@linggong/rules/booking-state.ts';
import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { employerRefusal } from '@linggong/rules/messages/take.ts';
import { whyNotByLaw } from '@linggong/rules/take.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import type { GigRead } from '../gigs/public.ts';
import { personById, requireMay, requireSignedIn, touchPerson } from '../identity/public.ts';
import { clashesOf } from './clashes.ts';
import { heldShifts, stateNow } from './held.ts';
import { type InTurn, inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { lapseBegun, moveBooking } from './move.ts';
import { activeBookingsOf } from './repository/find.ts';
import { termsOf } from './terms.ts';
import { workOf } from './work.ts';

const refused = (refusal: Parameters<typeof employerRefusal>[0]) =>
  problem('booking.refused', { refusal, detail: employerRefusal(refusal, wordsOf('take')) });

export function requirePublic(gig: GigRead, now: Date): void {
  if (isPublic(gigState(gig, now))) return;
  const { inReview, closed } = wordsOf('bookings').decide;
  throw problem('gig.wrong_state', { detail: gig.state === 'in_review' ? inReview : closed });
}

/** What was asked when it was requested is asked again: it may be long ago. */
export async function requireStillPossible(deps: Deps, { booking, gig }: InTurn): Promise<void> {
  const now = deps.clock();
  const person = await personById(deps, booking.personId);
  if (!person) throw problem('person.not_found');
  const barred = whyNotByLaw({ work: await workOf(deps, gig), person, shifts: heldShifts(booking) }, now);
  if (barred) throw refused(barred.refusal);
  const others = await activeBookingsOf(deps, booking.personId);
  const bound = others.filter(({ state }) => state === 'confirmed');
  if (clashesOf(booking, bound, now).length > 0) throw refused('overlaps');
  const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
  if (terms && terms.differences.length > 0) throw problem('booking.not_agreed');
}

/**
 * The employer takes the person, while the gig is public: only now a place is taken, and only if one is left. Of several
 * shifts those that have begun lapse, the others are taken. `revision` is that of the booking as it was seen; throws
 * `booking.changed_meanwhile` where it is another one, and `booking.not_agreed` while the person has yet to agree to a
 * change of the gig.
 */
export async function acceptBooking(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  revision: number,
): Promise<BookingRecord> {
  requireSignedIn(viewer);
  return inItsTurn(deps, id, async ({ booking: asked, gig }) => {
    requireMay(viewer, 'booking.accept', gig);
    if (asked.crewBookingId) throw problem('booking.of_crew');
    const now = deps.clock();
    // A second tap is no error; what lapsed meanwhile counts as a change of its own.
    if (asked.state === 'confirmed' && asked.revision > revision) return asked;
    if (stateNow(asked, now) === 'lapsed') throw refused('started');
    if (!canMoveBooking(asked.state, 'accept', 'employer')) throw problem('booking.wrong_state');
    if (asked.revision !== revision) throw problem('booking.changed_meanwhile');
    requirePublic(gig, now);
    await touchPerson(deps, asked.personId);
    const booking = await lapseBegun(deps, asked, gig);
    await requireStillPossible(deps, { booking, gig });
    return (await moveBooking(deps, { booking, gig, action: 'accept', by: 'employer' })).booking;
  });
}

/** The employer says no to what has not begun. */
export async function declineBooking(deps: Deps, viewer: Viewer | null, id: string): Promise<BookingRecord> {
  requireSignedIn(viewer);
  return inItsTurn(deps, id, async ({ booking, gig }) => {
    requireMay(viewer, 'booking.decline', gig);
    if (booking.crewBookingId) throw problem('booking.of_crew');
    if (booking.state === 'declined') return booking;
    if (!canMoveBooking(booking.state, 'decline', 'employer')) throw problem('booking.wrong_state');
    const open = await lapseBegun(deps, booking, gig);
    if (!open.active) return open;
    return (await moveBooking(deps, { booking: open, gig, action: 'decline', by: 'employer' })).booking;
  });
}
