import type { BookingState, EndedShift } from '@linggong/contracts/booking.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

/** A dated shift that a booking holds. */
export type HeldTime = { shiftId: Types.ObjectId; startsAt: Date; endsAt: Date };

/** A shift that a booking no longer holds, with the times that it had. */
export type EndedRecord = {
  shiftId: Types.ObjectId;
  startsAt: Date | null;
  endsAt: Date | null;
  how: EndedShift['how'];
  at: Date;
};

export type BookingRecord = {
  _id: Types.ObjectId;
  gigId: Types.ObjectId;
  employerId: Types.ObjectId;
  personId: Types.ObjectId;
  /** What it holds, or held when it began. Of a booking that is over: what it was about last. */
  shiftIds: Types.ObjectId[];
  /** Their times as they were agreed: they hold until the person agrees to others. */
  times: HeldTime[];
  /** Other times that the public version has for some of them, and that the person has yet to agree to. */
  offered: HeldTime[];
  ended: EndedRecord[];
  /** Its shifts are taken, and given back, as a whole. */
  together: boolean;
  state: BookingState;
  /** Requested or confirmed: holds places. */
  active: boolean;
  /** Counts each change. */
  revision: number;
  /** The version of the gig that the person has agreed to last. */
  gigVersion: number;
  /** Every version that was agreed to, and when: a shift is worked on the terms of the last one before it began. */
  agreements: { version: number; at: Date }[];
  /** The name under which the employer chose them, where they have another since; absent: the same. */
  formerName?: string | null;
  /** The account that acted: the person's own, or a proxy's. */
  byAccountId: Types.ObjectId;
  createdAt: Date;
  updatedAt: Date;
};

const id = Schema.Types.ObjectId;
const date = { type: Date, required: true };
const timeSchema = new Schema(
  { shiftId: { type: id, required: true }, startsAt: date, endsAt: date },
  { _id: false },
);
const endedSchema = new Schema<EndedRecord>(
  {
    shiftId: { type: id, required: true },
    startsAt: { type: Date, default: null },
    endsAt: { type: Date, default: null },
    how: { type: String, required: true },
    at: date,
  },
  { _id: false },
);
const agreementSchema = new Schema({ version: { type: Number, required: true }, at: date }, { _id: false });

const bookingSchema = new Schema<BookingRecord>(
  {
    gigId: { type: id, required: true },
    employerId: { type: id, required: true },
    personId: { type: id, required: true },
    shiftIds: { type: [id], required: true },
    times: { type: [timeSchema], default: [] },
    offered: { type: [timeSchema], default: [] },
    ended: { type: [endedSchema], default: [] },
    together: { type: Boolean, default: false },
    state: { type: String, required: true },
    active: { type: Boolean, required: true },
    revision: { type: Number, default: 0 },
    gigVersion: { type: Number, required: true },
    agreements: { type: [agreementSchema], default: [] },
    formerName: { type: String, default: null },
    byAccountId: { type: id, required: true },
    createdAt: date,
    updatedAt: date,
  },
  { versionKey: false },
);
bookingSchema.index({ gigId: 1, personId: 1 }, { unique: true, partialFilterExpression: { active: true } });
bookingSchema.index({ personId: 1, createdAt: -1 });
bookingSchema.index({ gigId: 1, createdAt: 1 });
bookingSchema.index({ state: 1, 'times.startsAt': 1 });

export const bookingModels = (connection: Connection) => ({
  bookings: modelOn(connection, 'Booking', bookingSchema, 'bookings'),
});
