import { type Connection, Schema } from 'mongoose';
import { modelOn } from '../database.ts';

/** That a migration was begun on this database, and when it had ended; null: it was cut off, or runs. */
export type MigrationRecord = {
  _id: string;
  description: string;
  /** Of the product that ran it. */
  version: string;
  begunAt: Date;
  endedAt: Date | null;
  tookMs: number | null;
};

const migrationSchema = new Schema<MigrationRecord>(
  {
    _id: { type: String, required: true },
    description: { type: String, required: true },
    version: { type: String, required: true },
    begunAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    tookMs: { type: Number, default: null },
  },
  { versionKey: false },
);

export const migrationModel = (connection: Connection) =>
  modelOn(connection, 'Migration', migrationSchema, 'migrations');
