import { ALERT_PACES, type AlertPace } from '@linggong/contracts/alert.ts';
import { DAY_MS } from '@linggong/rules/time.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

/** A saved filter of one person. */
export type AlertRecord = {
  _id: Types.ObjectId;
  personId: Types.ObjectId;
  /** Canonical: what asks for the same is the same, see `canonicalQuery`. */
  filter: Record<string, string>;
  /** Of the filter; a person has each once. */
  key: string;
  pace: AlertPace;
  paused: boolean;
  /** The midnight after the day that its filter names; null: it goes on. */
  endsAt: Date | null;
  createdAt: Date;
};

/** An alert that has ended is shown for so long. */
const SHOWN_DAYS = 30;

const id = Schema.Types.ObjectId;
const alertSchema = new Schema<AlertRecord>(
  {
    personId: { type: id, required: true },
    filter: { type: Schema.Types.Mixed, required: true },
    key: { type: String, required: true },
    pace: { type: String, enum: ALERT_PACES, required: true },
    paused: { type: Boolean, default: false },
    endsAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
alertSchema.index({ personId: 1, key: 1 }, { unique: true });
alertSchema.index({ endsAt: 1 }, { expireAfterSeconds: (SHOWN_DAYS * DAY_MS) / 1000 });

export const alertModels = (connection: Connection) => ({
  alerts: modelOn(connection, 'Alert', alertSchema, 'alerts'),
});
