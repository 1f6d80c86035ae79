import type { Clash, GigBooking, MyBooking } from '@linggong/contracts/booking.ts';
import { ms } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { employersByIds } from '../employers/public.ts';
import { type GigRead, gigByIdOrNumber, gigFor, gigsByIds } from '../gigs/public.ts';
import { personsByIds, requireMay, requireSignedIn } from '../identity/public.ts';
import { entriesByIds } from '../people/public.ts';
import { requireMayFor } from '../proxies/public.ts';
import { actedByOf } from './acted-by.ts';
import { asAgreed } from './agreed-gig.ts';
import { calledAsAgreed } from './called.ts';
import { clashesOf } from './clashes.ts';
import { grantEndsOf } from './grant-ends.ts';
import type { BookingRecord } from './model.ts';
import {
  activeBookingsOf,
  activeBookingsOfAll,
  bookingById,
  bookingOfGig,
  bookingsOfGig,
  bookingsOfPerson,
} from './repository/find.ts';
import { takenDownOf } from './taken-down.ts';
import { changesForHolder, termsOf } from './terms.ts';
import { toGigBooking, toMyBooking } from './views.ts';

const SHOWN = 200;

const gigsOf = async (deps: Deps, bookings: readonly BookingRecord[]) =>
  byId(
    await gigsByIds(
      deps,
      bookings.map((b) => b.gigId),
    ),
  );

async function clashesInWords(
  deps: Deps,
  booking: BookingRecord,
  others: readonly BookingRecord[],
  gigs: ReadonlyMap<string, GigRead>,
): Promise<Clash[]> {
  const found = clashesOf(booking, others, deps.clock());
  const called = await calledAsAgreed(
    deps,
    found.map(({ other }) => other),
    gigs,
  );
  const clashes: Clash[] = [];
  for (const { shift, other, otherShift } of found) {
    const names = await called(other);
    if (!names) continue;
    clashes.push({
      bookingId: other._id.toHexString(),
      ...names,
      shiftId: shift.id,
      otherShiftId: otherShift.id,
      startsAt: new Date(ms(otherShift.startsAt!)).toISOString(),
      endsAt: new Date(ms(otherShift.endsAt!)).toISOString(),
    });
  }
  return clashes;
}

/** The person's bookings with their gigs as they are now, the latest first. `others`: all that is active of them. */
export async function describeBookings(
  deps: Deps,
  viewer: Viewer,
  bookings: BookingRecord[],
  others: readonly BookingRecord[],
): Promise<MyBooking[]> {
  const gigs = await gigsOf(deps, [...bookings, ...others]);
  const employers = await employersByIds(
    deps,
    bookings.map((b) => b.employerId),
  );
  const terms = await termsOf(deps, bookings, gigs);
  const shown = await deps.hooks.bookings.shownTo(viewer.accountId, bookings);
  const takenDown = await takenDownOf(deps, bookings);
  const actedBy = await actedByOf(deps, bookings);
  const ends = await grantEndsOf(deps, bookings);
  const described: MyBooking[] = [];
  for (const booking of bookings) {
    const gig = gigs.get(String(booking.gigId));
    const employer = employers.get(String(booking.employerId));
    const held = terms(booking);
    if (!gig || !employer || !held) continue;
    const { agreed, open, toCome } = held;
    // What was changed afterwards is no business of who is no longer part of it, nor of who can't answer it any more.
    const changes = await changesForHolder(deps, gig, { agreed, differences: open });
    described.push(
      await toMyBooking(deps, booking, {
        gig,
        agreed: await asAgreed(deps, gig, agreed),
        employer,
        changes,
        toCome,
        clashes: await clashesInWords(deps, booking, others, gigs),
        contactShown: shown(booking),
        takenDown: takenDown(booking),
        ...actedBy(booking),
        grantEnds: ends(booking),
      }),
    );
  }
  return described;
}

export async function myBookings(deps: Deps, viewer: Viewer | null): Promise<MyBooking[]> {
  requireMay(viewer, 'booking.list_own');
  const bookings = await bookingsOfPerson(deps, viewer.personId, SHOWN);
  return describeBookings(
    deps,
    viewer,
    bookings,
    bookings.filter(({ active }) => active),
  );
}

/** One of the viewer's own bookings, as it is answered after a change. */
export async function myBooking(deps: Deps, viewer: Viewer, booking: BookingRecord): Promise<MyBooking> {
  const others = await activeBookingsOf(deps, booking.personId);
  const [described] = await describeBookings(deps, viewer, [booking], others);
  if (!described) throw problem('booking.not_found');
  return described;
}

/** A booking of the viewer's own, or of who lets them see it. Throws `booking.not_found` for anybody else's. */
export async function readMyBooking(deps: Deps, viewer: Viewer | null, id: string): Promise<MyBooking> {
  requireSignedIn(viewer);
  const booking = await bookingById(deps, id);
  await requireMayFor(deps, viewer, 'booking.read', booking);
  return myBooking(deps, viewer, booking);
}

async function describeForEmployer(
  deps: Deps,
  viewer: Viewer,
  bookings: BookingRecord[],
  gig: GigRead,
): Promise<GigBooking[]> {
  const personIds = bookings.map((b) => b.personId);
  const persons = byId(await personsByIds(deps, personIds));
  const entries = byId(await entriesByIds(deps, personIds));
  const others = await activeBookingsOfAll(deps, personIds);
  const terms = await termsOf(deps, bookings, new Map([[String(gig._id), gig]]));
  const shown = await deps.hooks.bookings.shownTo(viewer.accountId, bookings);
  const described: GigBooking[] = [];
  for (const booking of bookings) {
    const person = persons.get(String(booking.personId));
    if (!person) continue;
    const clashing = clashesOf(booking, others, deps.clock()).map(({ shift }) => shift.id);
    described.push(
      await toGigBooking(deps, booking, person, {
        asksAgain: booking.active && (terms(booking)?.differences.length ?? 0) > 0,
        clashingShiftIds: [...new Set(clashing)],
        gig,
        contactShown: shown(booking),
        callees: entries.get(String(booking.personId))?.callees ?? [],
      }),
    );
  }
  return described;
}

/** Who comes, and who asks: for members of the employer. */
export async function gigBookings(deps: Deps, viewer: Viewer | null, gigId: string): Promise<GigBooking[]> {
  const gig = await gigFor(deps, viewer, 'gig.read_people', gigId);
  requireSignedIn(viewer);
  return describeForEmployer(deps, viewer, await bookingsOfGig(deps, gig._id), gig);
}

/** A booking of the viewer's employer, as it is answered after a change. */
export async function gigBooking(
  deps: Deps,
  viewer: Viewer | null,
  booking: BookingRecord,
): Promise<GigBooking> {
  requireSignedIn(viewer);
  const gig = await gigByIdOrNumber(deps, booking.gigId.toHexString());
  const [described] = await describeForEmployer(deps, viewer, [booking], gig);
  if (!described) throw problem('person.not_found');
  return described;
}

/** A gig on the terms that a person has agreed to; null where they hold none of it. */
export async function agreedGig(deps: Deps, gig: GigRead, personId: string): Promise<GigRead | null> {
  const booking = await bookingOfGig(deps, gig._id, personId);
  if (!booking) return null;
  const terms = (await termsOf(deps, [booking], new Map([[String(gig._id), gig]])))(booking);
  return terms ? asAgreed(deps, gig, terms.agreed) : null;
}
