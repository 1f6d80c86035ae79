import { zContactSide } from '@linggong/contracts/contact.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

/** That a number was shown: who saw whose, when and for which booking. It holds no number and no name. */
const showing = z.strictObject({
  _id: zObjectId,
  bookingId: zObjectId,
  gigId: zObjectId,
  whose: zContactSide,
  /** The two sides of the booking: one saw the number of the other. */
  employerId: zObjectId,
  personId: zObjectId,
  /** Who asked for it. */
  accountId: zObjectId,
  /** The regions whose operators are in charge, as the gig's were then. */
  deskPath: z.array(zObjectId),
  /** Its first showing to this side: what the caps count. */
  fresh: z.boolean(),
  at: z.date(),
});
export type ShowingRecord = z.output<typeof showing>;

const showingSchema = schemaOf(showing);
showingSchema.index({ bookingId: 1, accountId: 1 }, { unique: true });
showingSchema.index({ personId: 1, whose: 1, at: -1, _id: -1 });
showingSchema.index({ employerId: 1, whose: 1, at: -1, _id: -1 });
showingSchema.index({ accountId: 1, fresh: 1, at: -1 });
showingSchema.index({ deskPath: 1, at: -1, _id: -1 });

export const contactModels = (connection: Connection) => ({
  showings: modelOn(connection, 'Showing', showingSchema, 'showings'),
});
