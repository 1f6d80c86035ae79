import type { ContactSide } from '@linggong/contracts/contact.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

/** That a number was shown: who saw whose, when and for which booking. It holds no number and no name. */
export type ShowingRecord = {
  _id: Types.ObjectId;
  bookingId: Types.ObjectId;
  gigId: Types.ObjectId;
  whose: ContactSide;
  /** The two sides of the booking: one saw the number of the other. */
  employerId: Types.ObjectId;
  personId: Types.ObjectId;
  /** Who asked for it. */
  accountId: Types.ObjectId;
  /** The regions whose operators are in charge, as the gig's were then. */
  deskPath: Types.ObjectId[];
  /** Its first showing to this side: what the caps count. */
  fresh: boolean;
  at: Date;
};

const id = Schema.Types.ObjectId;
const showingSchema = new Schema<ShowingRecord>(
  {
    bookingId: { type: id, required: true },
    gigId: { type: id, required: true },
    whose: { type: String, required: true },
    employerId: { type: id, required: true },
    personId: { type: id, required: true },
    accountId: { type: id, required: true },
    deskPath: { type: [id], required: true },
    fresh: { type: Boolean, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
showingSchema.index({ bookingId: 1, accountId: 1 }, { unique: true });
showingSchema.index({ personId: 1, whose: 1, at: -1, _id: -1 });
showingSchema.index({ employerId: 1, whose: 1, at: -1, _id: -1 });
showingSchema.index({ accountId: 1, fresh: 1, at: -1 });
showingSchema.index({ deskPath: 1, at: -1, _id: -1 });

export const contactModels = (connection: Connection) => ({
  showings: modelOn(connection, 'Showing', showingSchema, 'showings'),
});
