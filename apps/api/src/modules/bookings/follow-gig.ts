import { shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { type BookingAction, type BookingActor, canMoveBooking } from '@linggong/rules/booking-state.ts';
import { whyNotByLaw } from '@linggong/rules/take.ts';
import type { Deps } from '../../deps.ts';
import { type GigRead, type GigRecord, gigNumberOf } from '../gigs/public.ts';
import { personsByIds } from '../identity/public.ts';
import { clashesOf } from './clashes.ts';
import { tellBooking } from './events.ts';
import { heldShifts, heldShiftsIn, timesOf } from './held.ts';
import type { BookingRecord } from './model.ts';
import { lapseBegun, moveBooking } from './move.ts';
import { requestsFor } from './repository/due.ts';
import { activeBookingsOfAll, activeBookingsOfGig } from './repository/find.ts';
import { saveBooking } from './repository/save.ts';
import { answerUntil, termsOf } from './terms.ts';
import { workOf } from './work.ts';

// What a change of a gig does to its bookings. All of it belongs into the transaction of that change.

const byId = (gig: GigRead) => new Map([[gig._id.toHexString(), gig]]);

/**
 * Who comes and is asked, or will be, has until then; what holds where they don't answer is said by `unanswered.ts`. A
 * request lapses before.
 */
function askBy(deps: Deps, booking: BookingRecord, gig: GigRead): Promise<BookingRecord> | BookingRecord {
  const answerBy = booking.state === 'confirmed' ? answerUntil(booking, gig, deps.clock()) : null;
  return booking.answerBy?.getTime() === answerBy?.getTime()
    ? booking
    : saveBooking(deps, booking, { answerBy });
}

/**
 * A change waits for an operator, or the gig is taken off the feed: who took it hears of it, and nothing else is moved.
 */
export async function bookingsFollowReview(deps: Deps, gig: GigRead): Promise<void> {
  const bookings = await activeBookingsOfGig(deps, gig._id);
  const terms = await termsOf(deps, bookings, byId(gig));
  for (const booking of bookings) {
    const { toCome = false, open = [] } = terms(booking) ?? {};
    if (!toCome || (gig.state !== 'returned' && open.length === 0)) continue;
    const saved = await askBy(deps, booking, gig);
    await tellBooking(deps, saved, gig.number, { was: booking.state, changed: true });
  }
}

/** The times that a new version has for what has not begun, where they are others than were agreed. */
function newTimes(gig: GigRead, booking: BookingRecord, now: Date): BookingRecord['offered'] {
  const toCome = new Set(shiftsToCome(heldShiftsIn(booking, gig, now), now).map(({ id }) => id));
  const ids = booking.shiftIds.filter((id) => toCome.has(id.toHexString()));
  return timesOf(gig, ids).filter(
    (time) =>
      !booking.times.some(
        ({ shiftId, startsAt, endsAt }) =>
          shiftId.equals(time.shiftId) &&
          startsAt.getTime() === time.startsAt.getTime() &&
          endsAt.getTime() === time.endsAt.getTime(),
      ),
  );
}

/** Tells the other side of each clash that a booking's new times made. */
async function tellClashes(deps: Deps, moved: readonly BookingRecord[]): Promise<void> {
  if (moved.length === 0) return;
  const others = await activeBookingsOfAll(
    deps,
    moved.map(({ personId }) => personId),
  );
  const met = moved.flatMap((booking) => clashesOf(booking, others, deps.clock()).map(({ other }) => other));
  for (const other of new Map(met.map((booking) => [booking._id.toHexString(), booking])).values()) {
    const gig = await gigNumberOf(deps, other.gigId);
    if (gig) await tellBooking(deps, other, gig.number, { was: other.state });
  }
}

/** What was agreed to is what the new version says: it is the one that they hold. */
function asBefore(deps: Deps, booking: BookingRecord, { version }: GigRead) {
  if (booking.gigVersion === version && !booking.answerBy) return booking;
  return saveBooking(deps, booking, { gigVersion: version, offered: [], answerBy: null });
}

/** They are asked about the new version where they can still answer, and keep what was agreed. */
async function askedAnew(
  deps: Deps,
  booking: BookingRecord,
  gig: GigRead,
  isOpen: boolean,
): Promise<BookingRecord> {
  const offered = newTimes(gig, booking, deps.clock());
  const touched = offered.length + booking.offered.length > 0;
  const saved = touched ? await saveBooking(deps, booking, { offered }) : booking;
  return isOpen ? askBy(deps, saved, gig) : saved;
}

/**
 * A new version is public: whoever agreed to something else is asked again, and keeps the old times until they answer.
 * Who may not do this work by law any more is taken off it. Gives back the gig with the places that are free by that.
 */
export async function bookingsFollowPublication(deps: Deps, gig: GigRecord): Promise<GigRecord> {
  const bookings = await activeBookingsOfGig(deps, gig._id);
  if (bookings.length === 0) return gig;
  const now = deps.clock();
  const terms = await termsOf(deps, bookings, byId(gig));
  const persons = await personsByIds(
    deps,
    bookings.map(({ personId }) => personId),
  );
  const work = await workOf(deps, gig);
  const moved: BookingRecord[] = [];
  let after: GigRead = gig;
  for (const booking of bookings) {
    const { differences = [], open = [] } = terms(booking) ?? {};
    const same = differences.length === 0;
    const saved = await (same
      ? asBefore(deps, booking, gig)
      : askedAnew(deps, booking, gig, open.length > 0));
    const person = persons.find(({ _id }) => _id.equals(saved.personId));
    const shifts = shiftsToCome(heldShiftsIn(saved, gig, now), now);
    if (person && shifts.length > 0 && whyNotByLaw({ work, person, shifts }, now)) {
      const bar = { booking: saved, gig: after, action: 'bar', by: 'system' } as const;
      after = (await moveBooking(deps, bar)).gig;
      continue;
    }
    if (saved.offered.length > 0) moved.push(saved);
    if (open.length > 0) await tellBooking(deps, saved, gig.number, { was: saved.state, changed: true });
  }
  await tellClashes(deps, moved);
  return { ...gig, ...after };
}

type Ending = { action: BookingAction; by: BookingActor };

/** Ends what has not begun of each booking of which the table knows that ending. */
async function endAll(deps: Deps, gig: GigRead, { action, by }: Ending): Promise<void> {
  for (const booking of await activeBookingsOfGig(deps, gig._id)) {
    if (!canMoveBooking(booking.state, action, by)) continue;
    const open = await lapseBegun(deps, booking, gig);
    if (open.active) await moveBooking(deps, { booking: open, gig, action, by });
  }
}

/** The work is off: what has not begun is cancelled, and its people are told which. What has begun stays as worked. */
export const bookingsFollowWithdrawal = (deps: Deps, gig: GigRead) =>
  endAll(deps, gig, { action: 'cancel', by: 'employer' });

/**
 * Operators took it down for good: as `bookingsFollowWithdrawal`, and its people are told that it was not the employer.
 */
export const bookingsFollowTakeDown = (deps: Deps, gig: GigRead) =>
  endAll(deps, gig, { action: 'take_down', by: 'operator' });

/** Nobody more is taken: who was confirmed stays, who still waited is declined. */
export const bookingsFollowClosing = (deps: Deps, gig: GigRead) =>
  endAll(deps, gig, { action: 'decline', by: 'employer' });

/** It is no longer shown: who still waited for an answer gets none. Who was confirmed stays. */
export async function bookingsFollowExpiry(deps: Deps, gigs: readonly GigRead[]) {
  const waiting = await requestsFor(
    deps,
    gigs.map(({ _id }) => _id),
  );
  for (const booking of waiting) {
    const gig = gigs.find(({ _id }) => _id.equals(booking.gigId))!;
    const move = { booking, gig, action: 'lapse', by: 'system' } as const;
    await moveBooking(deps, move, { shifts: heldShifts(booking) });
  }
}
