import type { MyBooking } from '@linggong/contracts/booking.ts';
import { calledByName } from '@linggong/rules/messages/take.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { nameForOther, requireMayFor } from '../proxies/public.ts';
import { readMyBooking } from './queries.ts';
import { bookingById } from './repository/find.ts';
import { takenDownSentence } from './taken-down-words.ts';

/**
 * What to say to a request that has been answered before: the booking as it is now. Throws `booking.given_back` where
 * there is none any more: nobody is told that they are booked when they are not.
 */
export async function stillHeld(deps: Deps, viewer: Viewer, id: string): Promise<MyBooking> {
  const booking = await readMyBooking(deps, viewer, id);
  const { state } = booking;
  if (state === 'requested' || state === 'confirmed') return booking;
  const acting = await requireMayFor(deps, viewer, 'booking.read', await bookingById(deps, id));
  const about = await nameForOther(deps, acting);
  if (about !== null && !booking.takenDown) {
    const { overFor, overForTitle: title } = wordsOf('bookings');
    const detail = overFor[state]({ name: calledByName(about, wordsOf('take')) });
    throw problem('booking.given_back', { title, detail });
  }
  if (state === 'withdrawn') throw problem('booking.given_back');
  const { STATION_PHONE } = deps.settings;
  throw problem('booking.given_back', {
    detail: booking.takenDown
      ? takenDownSentence({ ...booking.takenDown, shown: true }, STATION_PHONE)
      : wordsOf('bookings').over[state],
  });
}
