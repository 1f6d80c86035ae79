import type { BookingState } from '@linggong/contracts/booking.ts';
import type { Connection, Types } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

export type BookingRecord = {
  _id: Types.ObjectId;
  gigId: Types.ObjectId;
  employerId: Types.ObjectId;
  personId: Types.ObjectId;
  shiftIds: Types.ObjectId[];
  /** The shifts' times when it was taken, kept in step with the gig; for overlaps. */
  times: { startsAt: Date; endsAt: Date }[];
  state: BookingState;
  /** Requested or confirmed: holds places. */
  active: boolean;
  /** The version of the gig that the person has seen. */
  gigVersion: number;
  /** The account that acted: the person's own, or a proxy's. */
  byAccountId: Types.ObjectId;
  createdAt: Date;
  updatedAt: Date;
};

const id = Schema.Types.ObjectId;
const timeSchema = new Schema(
  { startsAt: { type: Date, required: true }, endsAt: { type: Date, required: true } },
  { _id: false },
);
const bookingSchema = new Schema<BookingRecord>(
  {
    gigId: { type: id, required: true },
    employerId: { type: id, required: true },
    personId: { type: id, required: true },
    shiftIds: { type: [id], required: true },
    times: { type: [timeSchema], default: [] },
    state: { type: String, required: true },
    active: { type: Boolean, required: true },
    gigVersion: { type: Number, required: true },
    byAccountId: { type: id, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
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
