import { daysShort } from '@linggong/rules/crew-days.ts';
import type { Deps } from '../../deps.ts';
import { activeBookingsOfCrews, type BookingRecord } from '../bookings/public.ts';
import { type GigRead, gigById } from '../gigs/public.ts';
import { shortUntil } from './cutoff.ts';
import { daysOf } from './days.ts';
import { type Did, type Left, tellCrew } from './events.ts';
import type { CrewBookingRecord } from './model.ts';
import { crewBookingById, saveCrewBooking } from './repository.ts';

/**
 * Writes down how many of a crew come now, and on which days to come they are too few, which is said to leader and
 * employer. In the transaction that changed it.
 */
export async function countCrew(
  deps: Deps,
  booked: CrewBookingRecord,
  gig: GigRead,
  told: { left?: Left | undefined; did?: Did | undefined } = {},
): Promise<CrewBookingRecord> {
  const parts = await activeBookingsOfCrews(deps, [booked._id]);
  const people = parts.length;
  const short = daysShort(daysOf(parts, gig, deps.clock()), booked.atLeast);
  const saved = await saveCrewBooking(deps, booked, {
    people,
    active: people > 0,
    shortDays: short.map(({ day, startsAt }) => ({
      day,
      until: booked.shortDays.find((known) => known.day === day)?.until ?? shortUntil(deps, [{ startsAt }]),
    })),
  });
  await tellCrew(deps, saved, gig.number, told);
  return saved;
}

/** A part of a crew's booking was moved by itself: its person stepped back, its gig is off, the law keeps them from it. */
export async function crewMoved(
  deps: Deps,
  { _id, crewBookingId, gigId, personId }: BookingRecord,
  { withdrawn }: { withdrawn: readonly string[] },
): Promise<void> {
  if (!crewBookingId) return;
  const gig = await gigById(deps, gigId);
  if (!gig) return;
  const booked = await crewBookingById(deps, crewBookingId);
  const alone = withdrawn.length > 0 && !booked.leaderId.equals(personId);
  const left: Left = { bookingIds: [_id.toHexString()], shiftIds: [...withdrawn], by: 'own' };
  await countCrew(deps, booked, gig, alone ? { left } : {});
}
