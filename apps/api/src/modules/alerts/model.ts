import { zAlertPace } from '@linggong/contracts/alert.ts';
import { DAY_MS } from '@linggong/rules/time.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

/** A saved filter of one person. */
const alert = z.strictObject({
  _id: zObjectId,
  personId: zObjectId,
  /** Canonical: what asks for the same is the same, see `canonicalQuery`. */
  filter: z.record(z.string(), z.string()),
  /** Of the filter; a person has each once. */
  key: z.string(),
  pace: zAlertPace,
  paused: z.boolean().default(false),
  /** The midnight after the day that its filter names; null: it goes on. */
  endsAt: z.date().nullable(),
  createdAt: z.date(),
});
export type AlertRecord = z.output<typeof alert>;

/** An alert that has ended is shown for so long. */
const SHOWN_DAYS = 30;

const alertSchema = schemaOf(alert);
alertSchema.index({ personId: 1, key: 1 }, { unique: true });
alertSchema.index({ endsAt: 1 }, { expireAfterSeconds: (SHOWN_DAYS * DAY_MS) / 1000 });

export const alertModels = (connection: Connection) => ({
  alerts: modelOn(connection, 'Alert', alertSchema, 'alerts'),
});
