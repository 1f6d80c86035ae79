import { type HeldShift, stepBack } from '@linggong/rules/booking-shifts.ts';
import { canMoveBooking } from '@linggong/rules/booking-state.ts';
import { keptSentence } from '@linggong/rules/messages/step-back.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { countInTransaction } from '../caps/public.ts';
import type { GigRead } from '../gigs/public.ts';
import { requireSignedIn } from '../identity/public.ts';
import { honourGrant, nameForOther, requireMayFor } from '../proxies/public.ts';
import { heldShiftsIn, stateNow } from './held.ts';
import { type InTurn, inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { moveBooking } from './move.ts';
import { noteActFor } from './note.ts';

/** Whether what is asked for has been done already: a second tap is no error. */
function isDone({ state, ended }: BookingRecord, wanted: readonly string[] | null): boolean {
  if (!wanted) return state === 'withdrawn';
  return wanted.every((id) =>
    ended.some(({ shiftId, how }) => how === 'withdrawn' && shiftId.toHexString() === id),
  );
}

/** What the person could give back of a booking now, or why they can't; null: it is over. */
export function stepBackNow(
  { booking, gig }: { booking: BookingRecord; gig: Pick<GigRead, 'validUntil'> },
  wanted: readonly string[] | null,
  now: Date,
) {
  if (!canMoveBooking(stateNow(booking, now), 'withdraw', 'person')) return null;
  return stepBack({ shifts: heldShiftsIn(booking, gig, now), together: booking.together }, wanted, now);
}

/** Within the transaction of whoever asks for it: the shifts are given back, both sides told, places free again. */
export async function giveBack(
  deps: Deps,
  { booking, gig }: InTurn,
  gives: readonly HeldShift[],
): Promise<BookingRecord> {
  const move = { booking, gig, action: 'withdraw', by: 'person' } as const;
  const { booking: after } = await moveBooking(deps, move, { shifts: gives });
  if (after.state === 'withdrawn') await deps.hooks.bookings.steppedBack(booking);
  return after;
}

/**
 * The person, or who may for them, steps back from the named shifts, or with null from all that have not begun; confirmed places are free again.
 * Throws `booking.wrong_state` with why where they can't be given back.
 */
export async function withdrawBooking(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  wanted: readonly string[] | null,
): Promise<BookingRecord> {
  requireSignedIn(viewer);
  return inItsTurn(deps, id, async ({ booking, gig }) => {
    const acting = await requireMayFor(deps, viewer, 'booking.withdraw', booking);
    if (isDone(booking, wanted)) return booking;
    const given = stepBackNow({ booking, gig }, wanted, deps.clock());
    if (!given) throw problem('booking.wrong_state');
    if ('kept' in given) {
      const detail = keptSentence(given.kept, wordsOf('take'), await nameForOther(deps, acting));
      throw problem('booking.wrong_state', { detail });
    }
    await honourGrant(deps, acting);
    await countInTransaction(deps, { cap: 'step_backs', by: booking.personId });
    await noteActFor(deps, acting, 'stepped_back', { booking, gig });
    return giveBack(deps, { booking, gig }, given.gives);
  });
}
