import type { Deps } from '../../deps.ts';
import { activeBookingsOfCrews, type BookingRecord } from '../bookings/public.ts';
import { type GigRead, gigById } from '../gigs/public.ts';
import { shortUntil } from './cutoff.ts';
import { type Left, tellCrew } from './events.ts';
import type { CrewBookingRecord } from './model.ts';
import { crewBookingById, saveCrewBooking } from './repository.ts';

/**
 * Writes down how many of a crew come now, and that they are too few where they are, which is said to leader and
 * employer. In the transaction that changed it.
 */
export async function countCrew(
  deps: Deps,
  booked: CrewBookingRecord,
  gig: GigRead,
  left?: Left,
): Promise<CrewBookingRecord> {
  const people = (await activeBookingsOfCrews(deps, [booked._id])).length;
  const short = people > 0 && people < (booked.atLeast ?? 0);
  const saved = await saveCrewBooking(deps, booked, {
    people,
    active: people > 0,
    shortUntil: short ? (booked.shortUntil ?? shortUntil(deps, gig)) : null,
  });
  await tellCrew(deps, saved, gig.number, left);
  return saved;
}

/** A part of a crew's booking was moved by itself: its person stepped back, its gig is off, the law keeps them from it. */
export async function crewMoved(
  deps: Deps,
  { _id, crewBookingId, gigId, personId }: BookingRecord,
  { withdrawn }: { withdrawn: boolean },
): Promise<void> {
  if (!crewBookingId) return;
  const gig = await gigById(deps, gigId);
  if (!gig) return;
  const booked = await crewBookingById(deps, crewBookingId);
  const alone = withdrawn && !booked.leaderId.equals(personId);
  await countCrew(deps, booked, gig, alone ? { bookingIds: [_id.toHexString()], by: 'own' } : undefined);
}
