import * as z from 'zod';
import { zGigCard } from './gig.ts';
import { zId, zInstant } from './scalars.ts';

export const BOOKING_STATES = ['requested', 'confirmed', 'declined', 'withdrawn', 'cancelled'] as const;
export const zBookingState = z.enum(BOOKING_STATES).meta({ id: 'BookingState' });
export type BookingState = z.infer<typeof zBookingState>;

/** Why a person can't take a gig. One rule gives the answer; interface and API both use it. */
export const TAKE_REFUSALS = [
  'not_public',
  'ended',
  'started',
  'full',
  'already_taken',
  'overlaps',
  'under_16',
  'under_18_forbidden',
  'age_unknown',
  'outside_age',
  'own_gig',
  /** Forwarded, and nobody on the other side would hear of it. */
  'no_counterpart',
  'no_name',
  'pick_shift',
] as const;
export const zTakeRefusal = z.enum(TAKE_REFUSALS).meta({ id: 'TakeRefusal' });
export type TakeRefusal = z.infer<typeof zTakeRefusal>;

/** Shift ids can be left out where the gig has one shift, or where its shifts are taken together. */
export const zNewBooking = z
  .object({ shiftIds: z.array(zId).max(31).default([]) })
  .meta({ id: 'NewBooking' });

/** A booking as the worker sees it. */
export const zMyBooking = z
  .object({
    id: zId,
    gig: zGigCard,
    shiftIds: z.array(zId),
    state: zBookingState,
    /** Shown once both sides are bound: a phone number to call, or null. */
    contact: z.object({ name: z.string(), phone: z.string() }).nullable(),
    /** The employer changed pay, place or time since the person took it or last looked; or an operator looks at that. */
    changed: z.boolean(),
    createdAt: zInstant,
    updatedAt: zInstant,
  })
  .meta({ id: 'MyBooking' });
export type MyBooking = z.infer<typeof zMyBooking>;
export const zMyBookings = z.object({ items: z.array(zMyBooking) });

/** A booking as the employer sees it. Name in full and phone only once it is confirmed. */
export const zGigBooking = z
  .object({
    id: zId,
    gigId: zId,
    shiftIds: z.array(zId),
    state: zBookingState,
    person: z.object({
      id: zId,
      name: z.string(),
      age: z.int().nullable(),
      regionNames: z.array(z.string()),
      phone: z.string().nullable(),
    }),
    createdAt: zInstant,
    updatedAt: zInstant,
  })
  .meta({ id: 'GigBooking' });
export type GigBooking = z.infer<typeof zGigBooking>;
export const zGigBookings = z.object({ items: z.array(zGigBooking) });

/** Whether the signed-in person can take the gig, and why not. */
export const zTakeability = z
  .object({
    refusal: zTakeRefusal.nullable(),
    /** A sentence for the person, with what is in the way. */
    detail: z.string().nullable(),
    bookingId: zId.nullable(),
    bookingState: zBookingState.nullable(),
  })
  .meta({ id: 'Takeability' });
export type Takeability = z.infer<typeof zTakeability>;
export type MyBookings = z.infer<typeof zMyBookings>;
