import { type HeldShift, lapsedShifts, shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import {
  type BookingAction,
  type BookingActor,
  type BookingMove,
  bookingMove,
  canMoveBooking,
} from '@linggong/rules/booking-state.ts';
import { employerRefusal, takeSentence } from '@linggong/rules/messages/take.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { rulesWords, wordsOf } from '../../words/words.ts';
import { type GigRead, givePlacesBack, takePlaces } from '../gigs/public.ts';
import { withoutShifts } from './ended.ts';
import { tellBooking } from './events.ts';
import { heldShifts, heldShiftsIn } from './held.ts';
import type { BookingRecord } from './model.ts';
import { insertBookings, saveBooking } from './repository/save.ts';

type Moving = { booking: BookingRecord; gig: GigRead; action: BookingAction; by: BookingActor };
type Options = {
  /** Those that an ending takes out; where it names none, all that have not begun. */
  shifts?: readonly HeldShift[];
  /** What else is written of it. */
  change?: Partial<BookingRecord>;
  /** Shifts that it has beside by this. */
  extended?: readonly string[];
  /** Moved with others of its crew: whoever asks sees to the places and to the crew's booking. */
  ofCrew?: true;
};

function requireMove(
  state: BookingRecord['state'] | null,
  action: BookingAction,
  by: BookingActor,
): BookingMove {
  const move = bookingMove(state, action, by);
  if (!move) throw problem('booking.wrong_state');
  return move;
}

/** The gig with the places that a booking takes. Throws `booking.refused`, in words for who acts. */
async function withPlacesTaken(deps: Deps, gig: GigRead, ids: BookingRecord['shiftIds'], by: BookingActor) {
  const after = await takePlaces(deps, gig, ids);
  if (after) return after;
  const detail =
    by === 'employer'
      ? employerRefusal('full', wordsOf('take'))
      : takeSentence({ refusal: 'full' }, rulesWords());
  throw problem('booking.refused', { refusal: 'full', detail });
}

/**
 * Moves a booking as `BOOKING_MOVES` says: its state, its places and the word to both sides, in the transaction of
 * whoever asks. An ending takes shifts out; the booking goes on while it holds another, and where nothing is to be taken
 * out it stays as it is. Gives back booking and gig as they are then. Throws `booking.wrong_state` where the table has
 * no such move, `booking.refused` where no place is left.
 */
export async function moveBooking(
  deps: Deps,
  { booking, gig, action, by }: Moving,
  { shifts, change = {}, extended, ofCrew }: Options = {},
): Promise<{ booking: BookingRecord; gig: GigRead }> {
  const { to, ends, places } = requireMove(booking.state, action, by);
  const now = deps.clock();
  const out = ends ? (shifts ?? shiftsToCome(heldShiftsIn(booking, gig, now), now)) : [];
  if (ends && out.length === 0) return { booking, gig };
  const taken = places === 'taken' && !ofCrew ? await withPlacesTaken(deps, gig, booking.shiftIds, by) : null;
  const written = ends
    ? withoutShifts(booking, out, { how: ends, to: to ?? booking.state, at: now })
    : { ...change, ...(to ? { state: to } : {}) };
  const after = await saveBooking(deps, booking, written);
  const frees = places === 'freed' && !ofCrew && booking.state === 'confirmed';
  const freed = frees ? out.map(({ id }) => new Types.ObjectId(id)) : null;
  const gigAfter = taken ?? (freed ? await givePlacesBack(deps, gig, freed) : gig);
  const ended = ends && after.active ? out.map(({ id }) => ({ shiftId: id, how: ends })) : undefined;
  await tellBooking(deps, after, gig.number, { was: booking.state, ended, extended, ofCrew });
  if (after.crewBookingId && !ofCrew)
    await deps.hooks.bookings.crewMoved(after, {
      withdrawn: ends === 'withdrawn' ? out.map(({ id }) => id) : [],
    });
  return { booking: after, gig: gigAfter };
}

/** Makes a booking by `take` or `request`, as `moveBooking` moves one. */
export async function makeBooking(
  deps: Deps,
  gig: GigRead,
  action: 'take' | 'request',
  fields: NewBooking,
): Promise<BookingRecord> {
  const [booking] = await makeBookings(deps, gig, action, [fields]);
  return booking!;
}

type NewBooking = Omit<BookingRecord, 'state' | 'active'>;

/** As `makeBooking`, of several people at once: all of them get their places, by one update, or nobody does. */
export async function makeBookings(
  deps: Deps,
  gig: GigRead,
  action: 'take' | 'request',
  all: readonly NewBooking[],
  { ofCrew }: Pick<Options, 'ofCrew'> = {},
): Promise<BookingRecord[]> {
  const { to, places } = requireMove(null, action, 'person');
  // A request takes none, and touches the gig all the same.
  if (!ofCrew) {
    const taken = places === 'taken' ? all.flatMap(({ shiftIds }) => shiftIds) : [];
    await withPlacesTaken(deps, gig, taken, 'person');
  }
  const bookings = all.map((fields): BookingRecord => ({ ...fields, state: to!, active: true }));
  await insertBookings(deps, bookings);
  for (const booking of bookings)
    await tellBooking(deps, booking, gig.number, { was: null, ofCrew: booking.crewBookingId !== undefined });
  return bookings;
}

/** Takes the places of several bookings at once, all or none; see `moveBooking` with `ofCrew`. */
export const takePlacesOf = (deps: Deps, gig: GigRead, bookings: readonly BookingRecord[]) =>
  withPlacesTaken(
    deps,
    gig,
    bookings.flatMap(({ shiftIds }) => shiftIds),
    'employer',
  );

/** Takes out of a request what has begun unanswered; anything else stays as it is. */
export async function lapseBegun(deps: Deps, booking: BookingRecord, gig: GigRead) {
  if (!canMoveBooking(booking.state, 'lapse', 'system')) return booking;
  const { together } = booking;
  const shifts = lapsedShifts({ shifts: heldShifts(booking), together }, deps.clock());
  return (await moveBooking(deps, { booking, gig, action: 'lapse', by: 'system' }, { shifts })).booking;
}
