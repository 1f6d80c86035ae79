import type { MyBooking, MyBookings } from '@linggong/contracts/booking.ts';
import type { Answer, Call } from './client.ts';

/** Takes a gig, or asks to. `idempotencyKey` is made when the page is shown, so that two taps are one act. */
export const bookGig = (
  call: Call,
  gigId: string,
  shiftIds: string[],
  idempotencyKey: string,
): Promise<Answer<MyBooking>> =>
  call('POST', `/gigs/${gigId}/bookings`, { body: { shiftIds }, idempotencyKey });

export const listMyBookings = (call: Call): Promise<Answer<MyBookings>> => call('GET', '/me/bookings');

export const withdrawBooking = (call: Call, id: string): Promise<Answer<MyBooking>> =>
  call('POST', `/bookings/${id}/withdraw`, { body: {} });
