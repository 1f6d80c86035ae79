import type { GigBooking } from '@linggong/contracts/booking.ts';
import type { GigState, ManagedGig, ManagedGigs, NewGig } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Wages } from '@linggong/contracts/wage.ts';
import type { Answer, Call } from './client.ts';

/** Gigs as their employers and operators have them. */
export const listEmployerGigs = (
  call: Call,
  employerId: string,
  query: { state?: GigState; cursor?: string } = {},
): Promise<Answer<ManagedGigs>> =>
  call('GET', `/employers/${encodeURIComponent(employerId)}/gigs`, { query });

export const getManagedGig = (call: Call, id: string): Promise<Answer<ManagedGig>> =>
  call('GET', `/gigs/${encodeURIComponent(id)}/manage`);

export const createGig = (call: Call, gig: NewGig, idempotencyKey?: string): Promise<Answer<ManagedGig>> =>
  call('POST', '/gigs', { body: gig, idempotencyKey });

/** `gig.changed_meanwhile` where `revision` isn't the stored one. */
export const changeGig = (
  call: Call,
  id: string,
  revision: number,
  posting: Posting,
): Promise<Answer<ManagedGig>> =>
  call('PATCH', `/gigs/${encodeURIComponent(id)}`, { body: { revision, posting } });

export const submitGig = (call: Call, id: string, revision: number): Promise<Answer<ManagedGig>> =>
  call('POST', `/gigs/${encodeURIComponent(id)}/submit`, { body: { revision } });

export const closeGig = (call: Call, id: string, revision: number): Promise<Answer<ManagedGig>> =>
  call('POST', `/gigs/${encodeURIComponent(id)}/close`, { body: { revision } });

export const withdrawGig = (call: Call, id: string, revision: number): Promise<Answer<ManagedGig>> =>
  call('POST', `/gigs/${encodeURIComponent(id)}/withdraw`, { body: { revision } });

/** A new draft with the same words; its dates are left open. */
export const copyGig = (call: Call, id: string, idempotencyKey?: string): Promise<Answer<ManagedGig>> =>
  call('POST', `/gigs/${encodeURIComponent(id)}/copy`, { body: {}, idempotencyKey });

/** Only a draft. */
export const deleteGig = (call: Call, id: string): Promise<Answer<void>> =>
  call('DELETE', `/gigs/${encodeURIComponent(id)}`);

export const listGigBookings = (call: Call, id: string): Promise<Answer<{ items: GigBooking[] }>> =>
  call('GET', `/gigs/${encodeURIComponent(id)}/bookings`);

/** `booking.changed_meanwhile` where `revision` isn't the booking's. */
export const acceptBooking = (call: Call, id: string, revision: number): Promise<Answer<GigBooking>> =>
  call('POST', `/bookings/${encodeURIComponent(id)}/accept`, { body: { revision } });

export const declineBooking = (call: Call, id: string): Promise<Answer<GigBooking>> =>
  call('POST', `/bookings/${encodeURIComponent(id)}/decline`, { body: {} });

/** What the rules need to know of a workplace. */
export const getWages = (call: Call, regionId: string): Promise<Answer<Wages>> =>
  call('GET', '/wages', { query: { region: regionId } });
