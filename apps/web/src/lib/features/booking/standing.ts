import type { MyBooking } from '@linggong/contracts/booking.ts';
import { type Day, daysOf } from './my-days.ts';

/** Where a booking stands as its days tell: all of them, those that it holds or held when they began, and whether all is worked. */
export type Standing = { days: Day[]; held: Day[]; over: boolean };

export function standingOf(booking: MyBooking, now: Date): Standing {
  const days = daysOf(booking, now);
  const held = days.filter(({ at }) => at === 'done' || at === 'now' || at === 'ahead');
  return { days, held, over: booking.state === 'confirmed' && held.every(({ at }) => at === 'done') };
}
