// What other features may use of this one.

export { calledAsAgreed } from './called.ts';
export { requirePublic, requireStillPossible } from './decide.ts';
export { bookingsFollowPublication, bookingsFollowReview, bookingsFollowTakeDown } from './follow-gig.ts';
export { grantEndsOf } from './grant-ends.ts';
export { heldShiftsIn, isOver, stateNow, timesOf } from './held.ts';
export { bookingCounts } from './held-places.ts';
export type { InTurn } from './in-turn.ts';
export type { BookingRecord } from './model.ts';
export { lapseBegun, makeBookings, moveBooking, takePlacesOf } from './move.ts';
export { noteActFor } from './note.ts';
export { datesOf } from './notices/words.ts';
export { agreedGig } from './queries.ts';
export { hasReason } from './reason.ts';
export {
  activeBookingsAt,
  activeBookingsOf,
  activeBookingsOfCrews,
  bookedBy,
  bookingById,
  bookingsByIds,
  bookingsOfCrews,
  isComing,
  lastBookingOfGig,
  workedFor,
} from './repository/find.ts';
export { forgetFormerNames, layInBookings, partFromCrew } from './repository/save.ts';
export { requireSameOffer } from './same-offer.ts';
export { giveBack, stepBackNow } from './step-back.ts';
export { countBooking, unmade } from './take.ts';
export { takenDownOf } from './taken-down.ts';
export { takenDownSentence } from './taken-down-words.ts';
export { termsOf } from './terms.ts';
export { gigsToCome } from './to-come.ts';
export { initialOf } from './views.ts';
export { type Member, whyNotOfCrew } from './why-not.ts';
