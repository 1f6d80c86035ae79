import type { zAgreement } from '@linggong/contracts/booking.ts';
import { shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { canMoveBooking } from '@linggong/rules/booking-state.ts';
import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { shiftWords } from '@linggong/rules/messages/offer.ts';
import { calledByName } from '@linggong/rules/messages/take.ts';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { invalid, problem } from '../../platform/problem.ts';
import { rulesWords, wordsOf } from '../../words/words.ts';
import type { GigRead } from '../gigs/public.ts';
import { requireSignedIn, touchPerson } from '../identity/public.ts';
import { type Acting, byGrant, nameForOther, requireMayFor } from '../proxies/public.ts';
import { calledAsAgreed } from './called.ts';
import { type ClashFound, clashesOf } from './clashes.ts';
import { heldShiftsIn, stateNow, timesOf } from './held.ts';
import { inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { moveBooking } from './move.ts';
import { noteActFor } from './note.ts';
import { activeBookingsOf } from './repository/find.ts';
import { changesInWords, termsOf } from './terms.ts';

/** The new times of what has not begun; what has begun keeps those under which it did. */
function agreedTimes(booking: BookingRecord, gig: GigRead, now: Date): BookingRecord['times'] {
  const toCome = new Set(shiftsToCome(heldShiftsIn(booking, gig, now), now).map(({ id }) => id));
  const begun = booking.times.filter(({ shiftId }) => !toCome.has(shiftId.toHexString()));
  const ids = booking.shiftIds.filter((id) => toCome.has(id.toHexString()));
  return [...begun, ...timesOf(gig, ids)];
}

/** The words for who agrees: for themselves, or for somebody else by name. */
async function wordsFor(deps: Deps, acting: Acting) {
  const { agree, agreeFor } = wordsOf('bookings');
  const about = await nameForOther(deps, acting);
  if (about === null) return agree;
  const name = calledByName(about, wordsOf('take'));
  return {
    clash: (clash: { title: string; when: string }) => agreeFor.clash({ ...clash, name }),
    inReview: agreeFor.inReview({ name }),
    tooLate: agreeFor.tooLate({ name }),
  };
}

/** What is in the way of agreeing, to be given back first. */
async function clashSentence(deps: Deps, { other, otherShift }: ClashFound, acting: Acting): Promise<string> {
  const called = await (await calledAsAgreed(deps, [other]))(other);
  const when = shiftWords(
    {
      startsAt: new Date(otherShift.startsAt!).toISOString(),
      endsAt: new Date(otherShift.endsAt!).toISOString(),
    },
    rulesWords(),
  );
  return (await wordsFor(deps, acting)).clash({ title: called?.title ?? '', when });
}

/**
 * The person agrees to what was changed, or who may for them and says whom they asked, as the gig's `version` says it. Throws `gig.terms_changed` with what differs
 * where that isn't the version that is public, `gig.wrong_state` while an operator looks at it, `booking.refused` where
 * the new time meets another work.
 */
export async function agreeToChange(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { version, asked }: z.output<typeof zAgreement>,
): Promise<BookingRecord> {
  requireSignedIn(viewer);
  return agreeing(deps, id, { version, asked }, (booking) =>
    requireMayFor(deps, viewer, 'booking.agree', booking),
  );
}

/** As `agreeToChange`, by whoever `who` says may. A desk says that somebody comes also where nothing was changed, once of each version. */
export async function agreeing(
  deps: Deps,
  id: string,
  { version, asked }: z.output<typeof zAgreement>,
  who: (booking: BookingRecord) => Promise<Acting>,
): Promise<BookingRecord> {
  return inItsTurn(deps, id, async ({ booking, gig }) => {
    const acting = await who(booking);
    if (acting.grant && !asked)
      throw invalid([{ path: ['asked'], message: wordsOf('bookings').agree.whomAsked }]);
    const now = deps.clock();
    if (!canMoveBooking(stateNow(booking, now), 'agree', 'person')) throw problem('booking.wrong_state');
    const same = booking.gigVersion === version && gig.version === version && gig.state !== 'in_review';
    // What a desk said of the same version before is said.
    const said = booking.agreements.at(-1)?.office !== undefined;
    if (same && (!acting.desk || said)) return booking;
    const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
    if (terms && !terms.toCome)
      throw problem('booking.wrong_state', { detail: (await wordsFor(deps, acting)).tooLate });
    if (!isPublic(gigState(gig, now)) && gig.state !== 'closed') {
      throw problem('gig.wrong_state', { detail: (await wordsFor(deps, acting)).inReview });
    }
    if (gig.version !== version) {
      const changes = terms ? await changesInWords(deps, terms.agreed, gig.posting, terms.open) : undefined;
      throw problem('gig.terms_changed', { changes, version: gig.version });
    }
    const times = agreedTimes(booking, gig, now);
    const others = await activeBookingsOf(deps, booking.personId);
    const [clash] = clashesOf({ ...booking, times, offered: [] }, others, now);
    if (clash)
      throw problem('booking.refused', {
        refusal: 'overlaps',
        detail: await clashSentence(deps, clash, acting),
      });
    await touchPerson(deps, booking.personId);
    const { grant, desk } = acting;
    const office = desk ? { office: desk.office ?? '' } : {};
    const by = (grant || desk) && asked ? { ...byGrant(acting), asked, ...office } : {};
    const agreements = [...booking.agreements, { version, at: now, ...by }];
    await noteActFor(deps, acting, same ? 'confirmed' : 'agreed', { booking, gig });
    const change = { times, offered: [], gigVersion: version, agreements, answerBy: null };
    const move = { booking, gig, action: 'agree', by: 'person' } as const;
    return (await moveBooking(deps, move, { change })).booking;
  });
}
