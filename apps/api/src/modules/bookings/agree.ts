import { gigState, isPublic } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { requireSignedIn } from '../identity/access.ts';
import { tellBooking } from './events.ts';
import { stateNow } from './held.ts';
import { inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { saveBooking } from './repository.ts';
import { changesInWords, termsOf } from './terms.ts';

/**
 * The person agrees to what was changed, as the gig's `version` says it. Throws `gig.terms_changed` with what differs
 * where that isn't the version that is public, `gig.wrong_state` while an operator looks at it.
 */
export async function agreeToChange(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  version: number,
): Promise<BookingRecord> {
  requireSignedIn(viewer);
  return inItsTurn(deps, id, async ({ booking, gig }) => {
    if (booking.personId.toHexString() !== viewer.personId) throw problem('booking.not_found');
    const now = deps.clock();
    if (!booking.active || stateNow(booking, now) === 'lapsed') throw problem('booking.wrong_state');
    if (booking.gigVersion === version && gig.version === version && gig.state !== 'in_review')
      return booking;
    if (!isPublic(gigState(gig, now)) && gig.state !== 'closed') {
      throw problem('gig.wrong_state', { detail: '对方的改动还在审核，通过了再定去不去。你的位置还留着。' });
    }
    if (gig.version !== version) {
      const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
      const changes = terms
        ? await changesInWords(deps, terms.agreed, gig.posting, terms.differences)
        : undefined;
      throw problem('gig.terms_changed', { changes, version: gig.version });
    }
    const agreed = await saveBooking(deps, booking, {
      gigVersion: version,
      agreements: [...booking.agreements, { version, at: now }],
    });
    await tellBooking(deps, agreed, gig.number, { was: booking.state });
    return agreed;
  });
}
