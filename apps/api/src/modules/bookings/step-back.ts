import { type HeldShift, stepBack } from '@linggong/rules/booking-shifts.ts';
import { keptSentence } from '@linggong/rules/messages/step-back.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { countInTransaction } from '../caps/public.ts';
import type { GigRecord } from '../gigs/public.ts';
import { requireSignedIn } from '../identity/public.ts';
import { endAndTell } from './end.ts';
import { heldShiftsIn, stateNow } from './held.ts';
import { type InTurn, inItsTurn } from './in-turn.ts';
import type { BookingRecord } from './model.ts';
import { givePlacesBack, tellPlaces } from './places.ts';

/** Whether what is asked for has been done already: a second tap is no error. */
function isDone({ state, ended }: BookingRecord, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return state === 'withdrawn';
  return wanted.every((id) =>
    ended.some(({ shiftId, how }) => how === 'withdrawn' && shiftId.toHexString() === id),
  );
}

/** What the person could give back of a booking now, or why they can't; null: it is over. */
export function stepBackNow(
  { booking, gig }: { booking: BookingRecord; gig: Pick<GigRecord, 'validUntil'> },
  wanted: readonly string[],
  now: Date,
) {
  if (!booking.active || stateNow(booking, now) === 'lapsed') return null;
  return stepBack({ shifts: heldShiftsIn(booking, gig, now), together: booking.together }, wanted, now);
}

/** Within the transaction of whoever asks for it: the shifts are given back, both sides told, places free again. */
export async function giveBack(
  deps: Deps,
  { booking, gig }: InTurn,
  gives: readonly HeldShift[],
): Promise<BookingRecord> {
  const after = await endAndTell(deps, { booking, gig, how: 'withdrawn' }, gives);
  if (after.state === 'withdrawn') await deps.hooks.bookings.steppedBack(booking);
  if (booking.state === 'confirmed') {
    const freed = gives.map((shift) => new Types.ObjectId(shift.id));
    await tellPlaces(deps, gig, (await givePlacesBack(deps, gig, freed)) ?? gig);
  }
  return after;
}

/**
 * The person steps back from the named shifts, or from all that have not begun; confirmed places are free again.
 * Throws `booking.wrong_state` with why where they can't be given back.
 */
export async function withdrawBooking(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  wanted: readonly string[] = [],
): Promise<BookingRecord> {
  requireSignedIn(viewer);
  return inItsTurn(deps, id, async ({ booking, gig }) => {
    if (booking.personId.toHexString() !== viewer.personId) throw problem('booking.not_found');
    if (isDone(booking, wanted)) return booking;
    const given = stepBackNow({ booking, gig }, wanted, deps.clock());
    if (!given) throw problem('booking.wrong_state');
    if ('kept' in given) throw problem('booking.wrong_state', { detail: keptSentence(given.kept) });
    await countInTransaction(deps, { cap: 'step_backs', by: booking.personId });
    return giveBack(deps, { booking, gig }, given.gives);
  });
}
