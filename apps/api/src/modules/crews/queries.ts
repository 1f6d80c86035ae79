import type { CrewBooking } from '@linggong/contracts/crew.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { gigFor } from '../gigs/public.ts';
import { personsByIds, requireMay, requireSignedIn } from '../identity/public.ts';
import { withdrawCrew } from './change.ts';
import { toOfMine } from './crew.ts';
import type { CrewBookingRecord } from './model.ts';
import {
  crewBookingById,
  crewBookingsLedBy,
  crewBookingsOfGig,
  crewsLedBy,
  crewsWith,
} from './repository.ts';
import { toCrewBookings, toCrews } from './views.ts';

/** What the viewer leads, what they are of, and what was booked. */
export async function myCrews(deps: Deps, viewer: Viewer | null) {
  requireMay(viewer, 'crew.keep');
  const { personId } = viewer;
  const leads = await crewsLedBy(deps, personId);
  const others = (await crewsWith(deps, personId)).filter(({ leaderId }) => String(leaderId) !== personId);
  const booked = await crewBookingsLedBy(deps, personId);
  const of = [];
  for (const crew of others) of.push(await toOfMine(deps, crew, personId));
  return {
    leads: await toCrews(deps, leads),
    of,
    bookings: await toCrewBookings(deps, booked, viewer),
  };
}

/** A crew's booking as it is answered after a change, to its leader or the employer. */
export async function crewBooking(
  deps: Deps,
  record: CrewBookingRecord,
  reader: Viewer | 'employer',
): Promise<CrewBooking> {
  const [described] = await toCrewBookings(deps, [record], reader);
  if (!described) throw problem('crew.not_found');
  return described;
}

/** Gives all of it back, and says who stays booked singly. */
export async function withdrawnCrew(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  shiftIds: readonly string[] | null,
) {
  const { booked, stay } = await withdrawCrew(deps, viewer, id, shiftIds);
  requireSignedIn(viewer);
  const persons = await personsByIds(
    deps,
    stay.map(({ personId }) => personId),
  );
  const stays = persons.map(({ _id, name }) => ({ personId: _id.toHexString(), name }));
  return { ...(await crewBooking(deps, booked, viewer)), stays };
}

export async function readCrewBooking(deps: Deps, viewer: Viewer | null, id: string): Promise<CrewBooking> {
  requireSignedIn(viewer);
  const record = await crewBookingById(deps, id);
  requireMay(viewer, 'crew_booking.lead', { personId: record.leaderId });
  return crewBooking(deps, record, viewer);
}

/** Crews that come or ask, for members of the employer. */
export async function gigCrews(deps: Deps, viewer: Viewer | null, gigId: string): Promise<CrewBooking[]> {
  const gig = await gigFor(deps, viewer, 'gig.read_people', gigId);
  return toCrewBookings(deps, await crewBookingsOfGig(deps, gig._id), 'employer');
}
