import { EVENT_PAYLOADS, type EventType } from '@linggong/contracts/events.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../database.ts';
import { schemaOf, zObjectId } from '../document-schema.ts';

const entry = z.strictObject({
  _id: zObjectId,
  type: z.enum(Object.keys(EVENT_PAYLOADS) as EventType[]),
  at: z.date(),
  audience: z.array(z.string()),
  payload: z.unknown(),
});
export type OutboxEntry = z.output<typeof entry>;
const event = entry.extend({ _id: z.number(), eventId: z.string() });
export type StoredEvent = z.output<typeof event>;

const DAYS_KEPT = 14;

const outboxSchema = schemaOf(entry);
// Ids of several processes are in order to the second only.
outboxSchema.index({ at: 1, _id: 1 });
const eventSchema = schemaOf(event);
eventSchema.index({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 86_400 });
eventSchema.index({ eventId: 1 }, { unique: true });

const counterSchema = schemaOf(z.strictObject({ _id: z.string(), value: z.number() }));

/** The collections of the log and of counters. */
export function eventModels(connection: Connection) {
  return {
    outbox: modelOn(connection, 'OutboxEntry', outboxSchema, 'outbox'),
    events: modelOn(connection, 'Event', eventSchema, 'events'),
    counters: modelOn(connection, 'Counter', counterSchema, 'counters'),
  };
}
export type EventModels = ReturnType<typeof eventModels>;
