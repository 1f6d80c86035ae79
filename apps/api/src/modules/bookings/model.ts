import { ASKED_HOW, zBookingState, zEndedShift } from '@linggong/contracts/booking.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

/** A dated shift that a booking holds. */
const heldTime = z.strictObject({ shiftId: zObjectId, startsAt: z.date(), endsAt: z.date() });
export type HeldTime = z.output<typeof heldTime>;

/** A shift that a booking no longer holds, with the times that it had. */
const ended = z.strictObject({
  shiftId: zObjectId,
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  how: zEndedShift.shape.how,
  at: z.date(),
});
export type EndedRecord = z.output<typeof ended>;

const booking = z.strictObject({
  _id: zObjectId,
  gigId: zObjectId,
  employerId: zObjectId,
  personId: zObjectId,
  /** What it holds, or held when it began. Of a booking that is over: what it was about last. */
  shiftIds: z.array(zObjectId),
  /** Their times as they were agreed: they hold until the person agrees to others. */
  times: z.array(heldTime).default([]),
  /** Other times that the public version has for some of them, and that the person has yet to agree to. */
  offered: z.array(heldTime).default([]),
  /** Until when what was changed can be answered; null: nobody is asked. Views go by what differs, see `terms.ts`. */
  answerBy: z.date().nullable().default(null).optional(),
  ended: z.array(ended).default([]),
  /** Its shifts are taken, and given back, as a whole. */
  together: z.boolean().default(false),
  state: zBookingState,
  /** Requested or confirmed: holds places. */
  active: z.boolean(),
  /** Counts each change. */
  revision: z.number().default(0),
  /** The version of the gig that the person has agreed to last. */
  gigVersion: z.number(),
  /** Every version that was agreed to, and when: a shift is worked on the terms of the last one before it began. */
  agreements: z
    .array(
      z.strictObject({
        version: z.number(),
        at: z.date(),
        /** By whose grant, where somebody else agreed for the person, and whom they asked. */
        byGrantId: zObjectId.optional(),
        asked: z.strictObject({ whom: z.string(), how: z.enum(ASKED_HOW) }).optional(),
        /** The desk that asked, where nobody acts for the person. */
        office: z.string().optional(),
      }),
    )
    .default([]),
  /** The name under which the employer chose them, where they have another since; absent: the same. */
  formerName: z.string().nullable().default(null).optional(),
  /** As a part of which crew's booking; absent: singly. */
  crewBookingId: zObjectId.optional(),
  /** The account that acted: the person's own, or a proxy's. */
  byAccountId: zObjectId,
  /** The grant by which a proxy acted; absent: nobody did. */
  byGrantId: zObjectId.optional(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type BookingRecord = z.output<typeof booking>;

const bookingSchema = schemaOf(booking);
bookingSchema.index({ gigId: 1, personId: 1 }, { unique: true, partialFilterExpression: { active: true } });
bookingSchema.index({ personId: 1, createdAt: -1 });
bookingSchema.index({ gigId: 1, createdAt: 1 });
bookingSchema.index({ byGrantId: 1 }, { partialFilterExpression: { active: true } });
bookingSchema.index({ state: 1, 'times.startsAt': 1 });
bookingSchema.index({ answerBy: 1 }, { partialFilterExpression: { answerBy: { $type: 'date' } } });
bookingSchema.index(
  { crewBookingId: 1 },
  { partialFilterExpression: { crewBookingId: { $type: 'objectId' } } },
);

export const bookingModels = (connection: Connection) => ({
  bookings: modelOn(connection, 'Booking', bookingSchema, 'bookings'),
});
