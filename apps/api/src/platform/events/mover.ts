import type { Types } from 'mongoose';
import { EVENTS_COUNTER } from './log.ts';
import type { EventModels, OutboxEntry, StoredEvent } from './models.ts';

/**
 * Gives the entries of the outbox their place in the log. No transaction: one that dies with its process would keep
 * the others out for a minute. Numbers and event ids are unique, so that of two who do this at once one fails with a
 * duplicate, and what a killed one left half done is found and finished.
 *
 * The log's end and what was moved are kept in mind, so that a move is one look and one insert. Should another have
 * moved meanwhile, the numbers are taken: the insert fails, and the next move asks the database.
 */
export function mover(models: EventModels, end: () => Promise<number>) {
  const { db } = models.outbox;
  const outbox = db.collection<OutboxEntry>(models.outbox.collection.name);
  const log = db.collection<StoredEvent>(models.events.collection.name);
  /** The number of the log's last event; null: to be asked for, with what of the outbox is in the log already. */
  let last: number | null = null;
  /** In the log up to `reached`, and maybe still in the outbox. */
  let moved: Types.ObjectId[] = [];
  let reached = 0;

  /** Those that a move which failed, or another process, did not bring into the log. */
  async function missing(entries: readonly OutboxEntry[]): Promise<readonly OutboxEntry[]> {
    const ids = entries.map((entry) => entry._id.toHexString());
    const there = await models.events.find({ eventId: { $in: ids } }, { eventId: 1 }).lean();
    const known = new Set(there.map((event) => event.eventId));
    return entries.filter((_, i) => !known.has(ids[i]!));
  }

  return {
    /**
     * Moves up to `limit` entries and returns how many it looked at; `heard` is told of those that are new in the log
     * as soon as they stand. They stay in the outbox until `tidy`.
     */
    async move(limit: number, heard: (events: StoredEvent[]) => void): Promise<number> {
      // By the driver, as the insert below: every event's way to the sockets leads through here, and what is in the
      // outbox was checked when it came there.
      const entries = await outbox
        .find(moved.length > 0 ? { _id: { $nin: moved } } : {}, {
          sort: { at: 1, _id: 1 },
          limit,
          batchSize: limit,
        })
        .toArray();
      if (entries.length === 0) return 0;
      const fresh = last === null ? await missing(entries) : entries;
      const before = last ?? (await end());
      const events = fresh.map(({ _id, ...entry }, i): StoredEvent => {
        return { _id: before + 1 + i, eventId: _id.toHexString(), ...entry };
      });
      last = null;
      if (events.length > 0) await log.insertMany(events);
      last = before + events.length;
      reached = Math.max(reached, last);
      moved.push(...entries.map((entry) => entry._id));
      if (events.length > 0) heard(events);
      return entries.length;
    },

    /** Another may move from here on. */
    forget(): void {
      last = null;
    },

    /** How many entries wait for `tidy`. */
    untidy: () => moved.length,

    /**
     * Takes what has its place out of the outbox. The counter first: it has to know the end when all events have gone.
     */
    async tidy(): Promise<void> {
      const ids = [...moved];
      if (ids.length === 0) return;
      await models.counters.updateOne(
        { _id: EVENTS_COUNTER },
        { $max: { value: reached } },
        { upsert: true },
      );
      await models.outbox.deleteMany({ _id: { $in: ids } });
      moved = moved.slice(ids.length);
    },
  };
}
export type Mover = ReturnType<typeof mover>;
