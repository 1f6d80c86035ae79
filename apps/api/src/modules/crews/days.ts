import { type HeldShift, shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { type CrewDay, crewDays } from '@linggong/rules/crew-days.ts';
import type { Deps } from '../../deps.ts';
import { type BookingRecord, heldShiftsIn } from '../bookings/public.ts';
import type { GigRead } from '../gigs/public.ts';

/** The days to come of a crew's booking, with how many heads come on each; see `rules/crew-days.ts`. */
export const daysOf = (
  parts: readonly BookingRecord[],
  gig: Pick<GigRead, 'validUntil'>,
  now: Date,
): CrewDay[] =>
  crewDays(
    parts.map((part) => ({ personId: String(part.personId), shifts: heldShiftsIn(part, gig, now) })),
    now,
  );

/** What of a part has not begun; of these shifts alone, where some are named. */
export function toComeOf(
  deps: Pick<Deps, 'clock'>,
  part: BookingRecord,
  gig: Pick<GigRead, 'validUntil'>,
  named?: readonly string[],
): HeldShift[] {
  const now = deps.clock();
  const toCome = shiftsToCome(heldShiftsIn(part, gig, now), now);
  return named ? toCome.filter(({ id }) => named.includes(id)) : toCome;
}
