import type { EndedShift, MyBooking } from '@linggong/contracts/booking.ts';
import type { Shift } from '@linggong/contracts/gig.ts';
import { canMoveBooking, isHeld } from '@linggong/rules/booking-state.ts';
import { local } from '#lib/format/zone.ts';

/** A person's bookings as the page lays them out. */
export type MyWork = {
  /** What one has to do next; it is in none of the others. */
  next: MyBooking | null;
  /** What else is to be done on this day. */
  today: MyBooking[];
  confirmed: MyBooking[];
  requested: MyBooking[];
  /** Over, or never came to be; the latest first. */
  past: MyBooking[];
};

type BookedShift = Pick<Shift, 'id' | 'startsAt' | 'endsAt'> & { how: EndedShift['how'] | null };

/**
 * Each shift that ever was the booking's, once. `how` it left the booking; null: it is held, or was when it began.
 * What a booking that is over still names left it as the whole did.
 */
export function shiftsOf({ gig, shiftIds, ended, state }: MyBooking): BookedShift[] {
  const left = ended.map(({ shiftId: id, startsAt, endsAt, how }) => ({ id, startsAt, endsAt, how }));
  const named = shiftIds.length + ended.length > 0 ? shiftIds : gig.shifts.map(({ id }) => id);
  const held = gig.shifts
    .filter(({ id }) => named.includes(id) && !ended.some(({ shiftId }) => shiftId === id))
    .map(({ id, startsAt, endsAt }) => ({ id, startsAt, endsAt, how: isHeld(state) ? null : state }));
  return [...new Map([...held, ...left].map((shift) => [shift.id, shift])).values()];
}

/** The shifts that the booking holds, or held when they began. */
export const bookedShifts = (booking: MyBooking): BookedShift[] =>
  shiftsOf(booking).filter(({ how }) => how === null);

const UNDATED = Number.MAX_SAFE_INTEGER;

/** When the booking's first shift that is still to end begins, in ms; without dated shifts: after all others. */
function startOf(booking: MyBooking, now: Date): number {
  const starts = bookedShifts(booking)
    .filter(({ startsAt, endsAt }) => startsAt !== null && new Date(endsAt ?? startsAt) > now)
    .map(({ startsAt }) => Date.parse(startsAt ?? ''));
  return starts.length > 0 ? Math.min(...starts) : UNDATED;
}

function isOver(booking: MyBooking, now: Date): boolean {
  const dated = bookedShifts(booking).filter(({ startsAt }) => startsAt !== null);
  if (dated.length === 0) return new Date(booking.gig.validUntil) <= now;
  return dated.every(({ startsAt, endsAt }) => new Date(endsAt ?? startsAt ?? 0) <= now);
}

/** Lays out bookings by what they ask of the person at `now`. */
export function myWork(bookings: readonly MyBooking[], now: Date): MyWork {
  const byStart = (a: MyBooking, b: MyBooking) => startOf(a, now) - startOf(b, now);
  const ahead = (state: MyBooking['state']) =>
    bookings.filter((b) => b.state === state && !isOver(b, now)).sort(byStart);
  const [next = null, ...others] = ahead('confirmed');
  const todays = (booking: MyBooking) => {
    const start = startOf(booking, now);
    return start < UNDATED && local(new Date(start)).dayNumber <= local(now).dayNumber;
  };
  const today = others.filter(todays);
  const confirmed = others.filter((booking) => !todays(booking));
  const requested = ahead('requested');
  const shown = new Set([next, ...others, ...requested]);
  const past = bookings.filter((b) => !shown.has(b)).sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  return { next, today, confirmed, requested, past };
}

/** Those that wait for a word of their person: what was taken has changed, or two meet. */
export const askedAgain = (bookings: readonly MyBooking[]): MyBooking[] =>
  bookings.filter(
    ({ state, changes, inReview, clashes }) =>
      canMoveBooking(state, 'agree', 'person') && ((changes.length > 0 && !inReview) || clashes.length > 0),
  );
