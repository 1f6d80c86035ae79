import type { MyBooking, MyBookings } from '@linggong/contracts/booking.ts';
import type { Answer, Call } from './client.ts';

/** Takes a gig, or asks to. `idempotencyKey` is made when the page is shown, so that two taps are one act. */
export const bookGig = (
  call: Call,
  gigId: string,
  /** `version`: the one that was shown; `gig.terms_changed` where it says something else by now. */
  taken: { version: number; shiftIds: string[] },
  idempotencyKey: string,
): Promise<Answer<MyBooking>> => call('POST', `/gigs/${gigId}/bookings`, { body: taken, idempotencyKey });

export const listMyBookings = (call: Call): Promise<Answer<MyBookings>> => call('GET', '/me/bookings');

export const getMyBooking = (call: Call, id: string): Promise<Answer<MyBooking>> =>
  call('GET', `/bookings/${id}`);

/** Gives back the named shifts; none named: all that have not begun. */
export const withdrawBooking = (
  call: Call,
  id: string,
  shiftIds: string[] = [],
): Promise<Answer<MyBooking>> => call('POST', `/bookings/${id}/withdraw`, { body: { shiftIds } });

/** One still comes, on the terms of that version. */
export const agreeToChange = (call: Call, id: string, version: number): Promise<Answer<MyBooking>> =>
  call('POST', `/bookings/${id}/agree`, { body: { version } });
