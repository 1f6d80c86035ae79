import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../database.ts';
import { schemaOf } from '../document-schema.ts';

/** That a migration was begun on this database, and when it had ended; null: it was cut off, or runs. */
const migration = z.strictObject({
  _id: z.string(),
  description: z.string(),
  /** Of the product that ran it. */
  version: z.string(),
  begunAt: z.date(),
  endedAt: z.date().nullable(),
  tookMs: z.number().nullable(),
});
export type MigrationRecord = z.output<typeof migration>;

const migrationSchema = schemaOf(migration);

export const migrationModel = (connection: Connection) =>
  modelOn(connection, 'Migration', migrationSchema, 'migrations');
