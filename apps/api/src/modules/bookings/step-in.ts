import type { zConfirmByDesk, zStepBackByDesk } from '@linggong/contracts/unattended.ts';
import { keptSentence } from '@linggong/rules/messages/step-back.ts';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { requireMay, touchPerson } from '../identity/public.ts';
import { byDesk, entryById } from '../people/public.ts';
import { type Acting, nameForOther } from '../proxies/public.ts';
import { agreeing } from './agree.ts';
import { inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { noteActFor } from './note.ts';
import { giveBack, stepBackNow } from './step-back.ts';
import { withoutAnybody } from './unattended.ts';

/**
 * An operator in charge of somebody for whom nobody acts on a day of a booking, as who acts then. Throws
 * `booking.attended` where somebody does, or they sign in themselves; to other desks there is no such booking, and one
 * who belongs to its employer leaves it to others.
 */
async function standingIn(deps: Deps, viewer: Viewer | null, booking: BookingRecord): Promise<Acting> {
  const entry = await entryById(deps, booking.personId);
  const deskPath = entry?.deskPath ?? [];
  requireMay(viewer, 'booking.step_in', { deskPath });
  const { employerId } = booking;
  requireMay(viewer, 'booking.step_in', { deskPath, employerId }, wordsOf('bookings').stepInForOwn);
  const acting = {
    viewer,
    personId: booking.personId.toHexString(),
    grant: null,
    desk: byDesk(viewer, deskPath),
  };
  // What is over says so itself.
  if (booking.active && (await withoutAnybody(deps, [booking])).length === 0)
    throw problem('booking.attended');
  return acting;
}

/**
 * The desk asked who has no phone and nobody who acts for them, and says that they come: on the terms of that version.
 * Throws as `agreeToChange`, and `booking.attended`.
 */
export const confirmByDesk = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { version, asked }: z.output<typeof zConfirmByDesk>,
): Promise<BookingRecord> =>
  agreeing(deps, id, { version, asked }, (booking) => standingIn(deps, viewer, booking));

/**
 * The desk gives back, as far as it has not begun, what who has nobody to act for them can't come to; why stands in their
 * trail. Throws `booking.attended`, and `booking.wrong_state` with why where it can't be given back.
 */
export const stepBackByDesk = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { reason }: z.output<typeof zStepBackByDesk>,
): Promise<BookingRecord> =>
  inItsTurn(deps, id, async (now) => {
    const acting = await standingIn(deps, viewer, now.booking);
    if (now.booking.state === 'withdrawn') return now.booking;
    const given = stepBackNow(now, null, deps.clock());
    if (!given) throw problem('booking.wrong_state');
    if ('kept' in given) {
      const detail = keptSentence(given.kept, wordsOf('take'), await nameForOther(deps, acting));
      throw problem('booking.wrong_state', { detail });
    }
    // A grant that is written down at this moment is before it or sees it.
    await touchPerson(deps, now.booking.personId);
    await noteActFor(deps, acting, 'stepped_back', now, reason);
    return giveBack(deps, now, given.gives);
  });
