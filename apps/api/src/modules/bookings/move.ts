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
import { insertBooking, saveBooking } from './repository/save.ts';

type Moving = { booking: BookingRecord; gig: GigRead; action: BookingAction; by: BookingActor };
type Options = {
  /** Those that an ending takes out; where it names none, all that have not begun. */
  shifts?: readonly HeldShift[];
  /** What else is written of it. */
  change?: Partial<BookingRecord>;
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
  { shifts, change = {} }: Options = {},
): Promise<{ booking: BookingRecord; gig: GigRead }> {
  const { to, ends, places } = requireMove(booking.state, action, by);
  const now = deps.clock();
  const out = ends ? (shifts ?? shiftsToCome(heldShiftsIn(booking, gig, now), now)) : [];
  if (ends && out.length === 0) return { booking, gig };
  const taken = places === 'taken' ? await withPlacesTaken(deps, gig, booking.shiftIds, by) : null;
  const written = ends
    ? withoutShifts(booking, out, { how: ends, to: to ?? booking.state, at: now })
    : { ...change, ...(to ? { state: to } : {}) };
  const after = await saveBooking(deps, booking, written);
  const frees = places === 'freed' && booking.state === 'confirmed';
  const freed = frees ? out.map(({ id }) => new Types.ObjectId(id)) : null;
  const gigAfter = taken ?? (freed ? await givePlacesBack(deps, gig, freed) : gig);
  const ended = ends && after.active ? out.map(({ id }) => ({ shiftId: id, how: ends })) : undefined;
  await tellBooking(deps, after, gig.number, { was: booking.state, ended });
  return { booking: after, gig: gigAfter };
}

/** Makes a booking by `take` or `request`, as `moveBooking` moves one. */
export async function makeBooking(
  deps: Deps,
  gig: GigRead,
  action: 'take' | 'request',
  fields: Omit<BookingRecord, 'state' | 'active'>,
): Promise<BookingRecord> {
  const { to, places } = requireMove(null, action, 'person');
  // A request takes none, and touches the gig all the same.
  await withPlacesTaken(deps, gig, places === 'taken' ? fields.shiftIds : [], 'person');
  const booking: BookingRecord = { ...fields, state: to!, active: true };
  await insertBooking(deps, booking);
  await tellBooking(deps, booking, gig.number, { was: null });
  return booking;
}

/** Takes out of a request what has begun unanswered; anything else stays as it is. */
export async function lapseBegun(deps: Deps, booking: BookingRecord, gig: GigRead) {
  if (!canMoveBooking(booking.state, 'lapse', 'system')) return booking;
  const { together } = booking;
  const shifts = lapsedShifts({ shifts: heldShifts(booking), together }, deps.clock());
  return (await moveBooking(deps, { booking, gig, action: 'lapse', by: 'system' }, { shifts })).booking;
}
