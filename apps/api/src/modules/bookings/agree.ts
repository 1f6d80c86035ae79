import { shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { canMoveBooking } from '@linggong/rules/booking-state.ts';
import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { shiftWords } from '@linggong/rules/messages/offer.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { rulesWords, wordsOf } from '../../words/words.ts';
import type { GigRead } from '../gigs/public.ts';
import { requireMay, requireSignedIn, touchPerson } from '../identity/public.ts';
import { calledAsAgreed } from './called.ts';
import { type ClashFound, clashesOf } from './clashes.ts';
import { heldShiftsIn, stateNow, timesOf } from './held.ts';
import { inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { moveBooking } from './move.ts';
import { activeBookingsOf } from './repository/find.ts';
import { changesInWords, termsOf } from './terms.ts';

/** The new times of what has not begun; what has begun keeps those under which it did. */
function agreedTimes(booking: BookingRecord, gig: GigRead, now: Date): BookingRecord['times'] {
  const toCome = new Set(shiftsToCome(heldShiftsIn(booking, gig, now), now).map(({ id }) => id));
  const begun = booking.times.filter(({ shiftId }) => !toCome.has(shiftId.toHexString()));
  const ids = booking.shiftIds.filter((id) => toCome.has(id.toHexString()));
  return [...begun, ...timesOf(gig, ids)];
}

/** What is in the way of agreeing, to be given back first. */
async function clashSentence(deps: Deps, { other, otherShift }: ClashFound): Promise<string> {
  const called = await (await calledAsAgreed(deps, [other]))(other);
  const when = shiftWords(
    {
      startsAt: new Date(otherShift.startsAt!).toISOString(),
      endsAt: new Date(otherShift.endsAt!).toISOString(),
    },
    rulesWords(),
  );
  return wordsOf('bookings').agree.clash({ title: called?.title ?? '', when });
}

/**
 * The person agrees to what was changed, as the gig's `version` says it. Throws `gig.terms_changed` with what differs
 * where that isn't the version that is public, `gig.wrong_state` while an operator looks at it, `booking.refused` where
 * the new time meets another work.
 */
export async function agreeToChange(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  version: number,
): Promise<BookingRecord> {
  requireSignedIn(viewer);
  return inItsTurn(deps, id, async ({ booking, gig }) => {
    requireMay(viewer, 'booking.agree', booking);
    const now = deps.clock();
    if (!canMoveBooking(stateNow(booking, now), 'agree', 'person')) throw problem('booking.wrong_state');
    if (booking.gigVersion === version && gig.version === version && gig.state !== 'in_review')
      return booking;
    if (!isPublic(gigState(gig, now)) && gig.state !== 'closed') {
      throw problem('gig.wrong_state', { detail: wordsOf('bookings').agree.inReview });
    }
    if (gig.version !== version) {
      const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
      const changes = terms
        ? await changesInWords(deps, terms.agreed, gig.posting, terms.differences)
        : undefined;
      throw problem('gig.terms_changed', { changes, version: gig.version });
    }
    const times = agreedTimes(booking, gig, now);
    const others = await activeBookingsOf(deps, booking.personId);
    const [clash] = clashesOf({ ...booking, times, offered: [] }, others, now);
    if (clash)
      throw problem('booking.refused', { refusal: 'overlaps', detail: await clashSentence(deps, clash) });
    await touchPerson(deps, booking.personId);
    const agreements = [...booking.agreements, { version, at: now }];
    const change = { times, offered: [], gigVersion: version, agreements };
    const move = { booking, gig, action: 'agree', by: 'person' } as const;
    return (await moveBooking(deps, move, { change })).booking;
  });
}
