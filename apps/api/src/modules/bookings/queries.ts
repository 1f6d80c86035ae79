import type { GigBooking, MyBooking } from '@linggong/contracts/booking.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import type { EmployerRecord } from '../employers/model.ts';
import type { GigRecord } from '../gigs/model.ts';
import { gigByIdOrNumber } from '../gigs/repository.ts';
import { requireMember, requireSignedIn } from '../identity/access.ts';
import type { PersonRecord } from '../identity/model.ts';
import type { BookingRecord } from './model.ts';
import { bookingsOfGig, bookingsOfPerson } from './repository.ts';
import { toGigBooking, toMyBooking } from './views.ts';

const SHOWN = 200;

const byId = <T extends { _id: { toString(): string } }>(records: T[]) =>
  new Map(records.map((r) => [String(r._id), r]));

/** The person's bookings with their gigs as they are now, the latest first. */
async function describe(deps: Deps, bookings: BookingRecord[]): Promise<MyBooking[]> {
  const gigs = byId(
    await deps.models.gigs.find({ _id: { $in: bookings.map((b) => b.gigId) } }).lean<GigRecord[]>(),
  );
  const employers = byId(
    await deps.models.employers
      .find({ _id: { $in: bookings.map((b) => b.employerId) } })
      .lean<EmployerRecord[]>(),
  );
  const described: MyBooking[] = [];
  for (const booking of bookings) {
    const gig = gigs.get(String(booking.gigId));
    const employer = employers.get(String(booking.employerId));
    if (gig && employer) described.push(await toMyBooking(deps, booking, gig, employer));
  }
  return described;
}

export async function myBookings(deps: Deps, viewer: Viewer | null): Promise<MyBooking[]> {
  requireSignedIn(viewer);
  return describe(deps, await bookingsOfPerson(deps, viewer.personId, SHOWN));
}

/** One of the viewer's own bookings, as it is answered after a change. */
export async function myBooking(deps: Deps, booking: BookingRecord): Promise<MyBooking> {
  const [described] = await describe(deps, [booking]);
  if (!described) throw problem('booking.not_found');
  return described;
}

/** Who comes, and who asks: for members of the employer. */
export async function gigBookings(deps: Deps, viewer: Viewer | null, gigId: string): Promise<GigBooking[]> {
  requireSignedIn(viewer);
  const gig = await gigByIdOrNumber(deps, gigId);
  requireMember(viewer, gig.employerId);
  const bookings = await bookingsOfGig(deps, gig._id);
  const persons = byId(
    await deps.models.persons.find({ _id: { $in: bookings.map((b) => b.personId) } }).lean<PersonRecord[]>(),
  );
  const described: GigBooking[] = [];
  for (const booking of bookings) {
    const person = persons.get(String(booking.personId));
    if (person) described.push(await toGigBooking(deps, booking, person));
  }
  return described;
}

export async function gigBooking(deps: Deps, booking: BookingRecord): Promise<GigBooking> {
  const person = await deps.models.persons.findById(booking.personId).lean<PersonRecord>();
  if (!person) throw problem('person.not_found');
  return toGigBooking(deps, booking, person);
}
