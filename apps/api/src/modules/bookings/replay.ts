import type { MyBooking } from '@linggong/contracts/booking.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { readMyBooking } from './queries.ts';
import { takenDownSentence } from './taken-down-words.ts';

const OVER = {
  cancelled: '你报上过，后来用工方取消了。看看还招不招，要去就再报一次。',
  declined: '你报过名，用工方这次没有选你。看看别的活。',
  lapsed: '你报过名，到开工也没等到回话，这次报名过了时候。',
} as const;

/**
 * What to say to a request that has been answered before: the booking as it is now. Throws `booking.given_back` where
 * there is none any more: nobody is told that they are booked when they are not.
 */
export async function stillHeld(deps: Deps, viewer: Viewer, id: string): Promise<MyBooking> {
  const booking = await readMyBooking(deps, viewer, id);
  const { state } = booking;
  if (state === 'requested' || state === 'confirmed') return booking;
  if (state === 'withdrawn') throw problem('booking.given_back');
  const { STATION_PHONE } = deps.settings;
  throw problem('booking.given_back', {
    detail: booking.takenDown
      ? takenDownSentence({ ...booking.takenDown, shown: true }, STATION_PHONE)
      : OVER[state],
  });
}
