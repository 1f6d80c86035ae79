import type { Reporter, ReportKind } from '@linggong/contracts/report.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

/** What somebody said is wrong with a gig or its employer. Never shown to the employer. */
export type ReportRecord = {
  _id: Types.ObjectId;
  gigId: Types.ObjectId;
  employerId: Types.ObjectId;
  /** The gig's title as it was then. */
  title: string;
  /** The regions whose operators are in charge, as the gig's were then. */
  deskPath: Types.ObjectId[];
  kind: ReportKind;
  text: string;
  phone: string;
  /** Who made it; null: nobody was signed in. */
  personId: Types.ObjectId | null;
  /** Where it came from as an HMAC of the day, to tell people from taps; of reports of before there is none. */
  from?: string;
  by?: Reporter;
  /** See `reportRank`. */
  rank?: number;
  at: Date;
  handled: { accountId: Types.ObjectId; byOffice: string; at: Date; outcome: string } | null;
};

const id = Schema.Types.ObjectId;
const handledSchema = new Schema(
  {
    accountId: { type: id, required: true },
    byOffice: { type: String, required: true },
    at: { type: Date, required: true },
    outcome: { type: String, required: true },
  },
  { _id: false },
);
const reportSchema = new Schema<ReportRecord>(
  {
    gigId: { type: id, required: true },
    employerId: { type: id, required: true },
    title: { type: String, default: '' },
    deskPath: { type: [id], required: true },
    kind: { type: String, required: true },
    text: { type: String, default: '' },
    phone: { type: String, default: '' },
    personId: { type: id, default: null },
    from: String,
    by: String,
    rank: Number,
    at: { type: Date, required: true },
    handled: { type: handledSchema, default: null },
  },
  { versionKey: false },
);
reportSchema.index({ deskPath: 1, at: -1, _id: -1 });
reportSchema.index({ gigId: 1, at: -1 });
reportSchema.index({ employerId: 1, at: -1 });
reportSchema.index({ from: 1, at: -1 });
reportSchema.index({ personId: 1 });

export const reportModels = (connection: Connection) => ({
  reports: modelOn(connection, 'Report', reportSchema, 'reports'),
});
