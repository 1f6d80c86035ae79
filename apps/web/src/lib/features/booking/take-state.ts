import type { Takeability, TakeRefusal } from '@linggong/contracts/booking.ts';
import type { GigCard } from '@linggong/contracts/gig.ts';
import { type HeldState, isHeld } from '@linggong/rules/booking-state.ts';

/** What a gig's page offers this reader to do. */
export type TakeState =
  | { kind: 'over'; why: 'begun' | 'closed' | 'expired' | 'inReview' }
  | { kind: 'booked'; booking: HeldState }
  /** Nobody here would hear of a booking: one asks the sender. */
  | { kind: 'ask' }
  | { kind: 'full' }
  | { kind: 'sign-in' }
  /** `detail` is the API's sentence; null where it gave none. */
  | { kind: 'refused'; refusal: TakeRefusal; detail: string | null }
  | { kind: 'open' };

/**
 * Decides from the gig as it is live and the API's answer for this person. `takeability` null: nobody is signed
 * in, or the answer did not come; then the attempt itself will be answered.
 */
export function takeState(
  gig: Pick<GigCard, 'state' | 'reach'>,
  signedIn: boolean,
  takeability: Takeability | null,
): TakeState {
  const booking = takeability?.bookingState;
  if (isHeld(booking)) return { kind: 'booked', booking };
  if (gig.state === 'expired' || gig.state === 'begun') return { kind: 'over', why: gig.state };
  if (gig.state === 'full') return { kind: 'full' };
  if (gig.state === 'in_review') return { kind: 'over', why: 'inReview' };
  if (gig.state !== 'published') return { kind: 'over', why: 'closed' };
  if (gig.reach === 'sender') return { kind: 'ask' };
  if (!signedIn) return { kind: 'sign-in' };
  const refusal = takeability?.refusal;
  // It was full when the page was made and has places again: the live gig knows better.
  if (refusal && refusal !== 'pick_shift' && refusal !== 'full') {
    return { kind: 'refused', refusal, detail: takeability.detail };
  }
  return { kind: 'open' };
}
