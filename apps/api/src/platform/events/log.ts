import type { LiveEvent } from '@linggong/contracts/events.ts';
import { isDuplicate } from '../database.ts';
import type { EventModels, StoredEvent } from './models.ts';
import { outbox } from './outbox.ts';

/** Rooms that everybody has. An event's audience is made of them and of those that features add. */
export const rooms = {
  public: 'public',
  person: (id: string) => `person:${id}`,
  /** The live connections of one session; nobody reads it by REST. */
  session: (id: string) => `session:${id}`,
} as const;

/** The counter that knows the log's end, whatever has gone of it. */
export const EVENTS_COUNTER = 'events';

export function eventLog(models: EventModels, clock: () => Date) {
  /** The number of the last event of the log; 0 when it is empty. The counter knows it when all events have gone. */
  async function end(): Promise<number> {
    const [last, counter] = await Promise.all([
      models.events.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean(),
      models.counters.findById(EVENTS_COUNTER).lean(),
    ]);
    return Math.max(last?._id ?? 0, counter?.value ?? 0);
  }

  return {
    ...outbox(models, clock),

    end,

    /** The number of the oldest event that is still kept; null when there is none. */
    async start(): Promise<number | null> {
      const first = await models.events.findOne({}, { _id: 1 }).sort({ _id: 1 }).lean();
      return first?._id ?? null;
    },

    /** Up to `limit` events after `seq`, in order, whoever may see them. */
    after(seq: number, limit: number): Promise<StoredEvent[]> {
      return models.events
        .find({ _id: { $gt: seq } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean()
        .exec();
    },
  };
}
export type EventLog = ReturnType<typeof eventLog>;

/** The next value of a named counter, from 1. With `count` the last of so many next ones. */
export async function nextOf(models: EventModels, name: string, count = 1): Promise<number> {
  const take = () => models.counters.findOneAndUpdate({ _id: name }, { $inc: { value: count } }).lean();
  const taken = await take();
  if (taken) return taken.value;
  // Made by an insert of its own: not every server counts upserts at the same moment one after the other.
  await models.counters.insertMany([{ _id: name, value: 0 }]).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
  });
  return (await take())!.value;
}

/** The form in which clients get an event. */
export function toLiveEvent(event: StoredEvent): LiveEvent {
  return {
    id: event.eventId,
    seq: event._id,
    type: event.type,
    at: event.at.toISOString(),
    payload: event.payload,
  } as LiveEvent;
}
