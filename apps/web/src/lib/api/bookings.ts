import type { MyBooking, MyBookings } from '@linggong/contracts/booking.ts';
import type { MyShowings, Showings, ShownContact } from '@linggong/contracts/contact.ts';
import type { Answer, Call } from './client.ts';

/** Takes a gig, or asks to. `idempotencyKey` is made when the page is shown, so that two taps are one act. */
export const bookGig = (
  call: Call,
  gigId: string,
  /** `version`: the one that was shown; `gig.terms_changed` where it says something else by now. */
  taken: { version: number; shiftIds: string[] },
  idempotencyKey: string,
): Promise<Answer<MyBooking>> =>
  call('POST', `/gigs/${encodeURIComponent(gigId)}/bookings`, { body: taken, idempotencyKey });

export const listMyBookings = (call: Call): Promise<Answer<MyBookings>> => call('GET', '/me/bookings');

export const getMyBooking = (call: Call, id: string): Promise<Answer<MyBooking>> =>
  call('GET', `/bookings/${encodeURIComponent(id)}`);

/** Gives back the named shifts; none named: all that have not begun. */
export const withdrawBooking = (
  call: Call,
  id: string,
  shiftIds: string[] = [],
): Promise<Answer<MyBooking>> =>
  call('POST', `/bookings/${encodeURIComponent(id)}/withdraw`, { body: { shiftIds } });

/** One still comes, on the terms of that version. */
export const agreeToChange = (call: Call, id: string, version: number): Promise<Answer<MyBooking>> =>
  call('POST', `/bookings/${encodeURIComponent(id)}/agree`, { body: { version } });

/** The other side's number of a confirmed booking; that it was shown is noted. */
export const showContact = (call: Call, id: string): Promise<Answer<ShownContact>> =>
  call('POST', `/bookings/${encodeURIComponent(id)}/contact`);

/** How often one's own number was shown, and those of one's employers. */
export const listMyShowings = (call: Call): Promise<Answer<MyShowings>> => call('GET', '/me/showings');

/** For operators. */
export const listShowings = (call: Call, cursor: string | null): Promise<Answer<Showings>> =>
  call('GET', '/showings', { query: { cursor } });
