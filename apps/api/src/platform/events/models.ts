import type { EventType } from '@linggong/contracts/events.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../database.ts';

export type StoredEvent = {
  _id: number;
  eventId: string;
  type: EventType;
  at: Date;
  audience: string[];
  payload: unknown;
};
export type OutboxEntry = {
  _id: Types.ObjectId;
  type: EventType;
  at: Date;
  audience: string[];
  payload: unknown;
};

const DAYS_KEPT = 14;

const outboxSchema = new Schema<OutboxEntry>(
  {
    type: { type: String, required: true },
    at: { type: Date, required: true },
    audience: { type: [String], required: true },
    payload: { type: Schema.Types.Mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
// Ids of several processes are in order to the second only.
outboxSchema.index({ at: 1, _id: 1 });
const eventSchema = new Schema<StoredEvent>(
  {
    _id: { type: Number, required: true },
    eventId: { type: String, required: true },
    type: { type: String, required: true },
    at: { type: Date, required: true },
    audience: { type: [String], required: true },
    payload: { type: Schema.Types.Mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
eventSchema.index({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 86_400 });
eventSchema.index({ eventId: 1 }, { unique: true });

const counterSchema = new Schema<{ _id: string; value: number }>(
  { _id: { type: String, required: true }, value: { type: Number, required: true } },
  { versionKey: false },
);

/** The collections of the log and of counters. */
export function eventModels(connection: Connection) {
  return {
    outbox: modelOn(connection, 'OutboxEntry', outboxSchema, 'outbox'),
    events: modelOn(connection, 'Event', eventSchema, 'events'),
    counters: modelOn(connection, 'Counter', counterSchema, 'counters'),
  };
}
export type EventModels = ReturnType<typeof eventModels>;
