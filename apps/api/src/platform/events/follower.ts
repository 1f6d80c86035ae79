import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import * as z from 'zod';
import { eachSecond } from '../beat.ts';
import { isDuplicate, modelOn } from '../database.ts';
import { schemaOf } from '../document-schema.ts';
import { lease } from '../lease.ts';
import type { EventLog } from './log.ts';
import type { StoredEvent } from './models.ts';

/** What a feature does with the events of the log, behind the writes that made them. */
export type FollowerSpec = {
  /** Names the cursor in the database; never to be changed. */
  name: string;
  /**
   * Gets events in order; the cursor moves when it is done, and is written down a moment later. It may see an event
   * twice, on another process too. Where it throws, the events come again one by one, with growing pauses.
   */
  handle: (events: readonly StoredEvent[]) => Promise<void>;
  /** This process goes on from where another was, or begins: for what `handle` keeps in memory. */
  onTakeover?: () => Promise<void>;
};

const cursor = z.strictObject({
  _id: z.string(),
  /** The last event that is done with. */
  seq: z.number(),
  /** How often the one after it has failed. */
  tries: z.number(),
});
type Cursor = z.output<typeof cursor>;
const cursorSchema = schemaOf(cursor);
export const cursorModel = (connection: Connection) =>
  modelOn(connection, 'EventCursor', cursorSchema, 'event_cursors');

const BATCH = 100;
/** Keeps the lease while work takes longer. */
const HOLD_MS = 1000;
/** The pauses between them add up to about a minute. */
const TRIES = 8;
const FIRST_PAUSE_MS = 500;
/** What takes longer counts as failed. */
const LIMIT_MS = 120_000;
/** Where it has come is written down together with what comes within this time. */
const NOTE_MS = 1000;

/**
 * Follows the event log from a place that is kept in the database: one process at a time, and where it dies another
 * within seconds. Nothing is left out but an event that failed `tries` times, which is logged as an error, and what
 * fell out of the log's window while nobody followed.
 */
export function follower(
  options: FollowerSpec & {
    connection: Connection;
    log: EventLog;
    /** The number of the last event that this process knows of. */
    position: () => number;
    /** Events after a number, of those that this process has at hand; null: the log has to be asked. */
    lately?: (seq: number, limit: number) => StoredEvent[] | null;
    /** Told of each event that was given up. */
    passedOver?: () => void;
    tries?: number;
    firstPauseMs?: number;
    logger: Logger;
  },
) {
  const { name, log, tries: mostTries = TRIES, firstPauseMs = FIRST_PAUSE_MS } = options;
  const logger = options.logger.child({ follower: name });
  const cursors = cursorModel(options.connection);
  const own = lease(options.connection, `follower:${name}`);
  /** Null: another process follows, or may have since this one last did. */
  let cursor: Cursor | null = null;
  /** Where the database believes this process to be. */
  let noted = 0;
  let writing: Promise<void> = Promise.resolve();
  let noteLater: NodeJS.Timeout | undefined;
  /** Events up to here come one by one, as one of them fails. */
  let singlyUntil = 0;
  let pausedUntil = 0;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let stopSweeping: (() => void) | undefined;
  let pause: NodeJS.Timeout | undefined;

  /** The first start begins at the log's end. */
  async function makeCursor(): Promise<void> {
    if (await cursors.exists({ _id: name })) return;
    await cursors.insertMany([{ _id: name, seq: await log.end(), tries: 0 }]).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }

  /** Keeps the lease as long as the work takes. */
  async function underLease<T>(work: () => Promise<T>): Promise<T> {
    const keep = setInterval(() => void own.hold().catch(() => undefined), HOLD_MS);
    try {
      return await work();
    } finally {
      clearInterval(keep);
    }
  }

  async function takeOver(): Promise<Cursor> {
    const found = await cursors.findById(name).lean().orFail();
    noted = found.seq;
    await options.onTakeover?.();
    logger.debug({ seq: found.seq }, 'follows the event log from here');
    return found;
  }

  async function nextEvents({ seq }: Cursor): Promise<StoredEvent[]> {
    const limit = seq < singlyUntil ? 1 : BATCH;
    const events = options.lately?.(seq, limit) ?? (await log.after(seq, limit));
    const [first] = events;
    if (!first) return [];
    if (first._id > seq + 1) {
      // One that isn't visible yet is waited for.
      if ((await log.start()) !== first._id) return [];
      logger.error({ from: seq + 1, to: first._id - 1 }, 'events fell out of the log before they were seen');
    }
    const gap = events.findIndex((event, i) => event._id !== first._id + i);
    return gap === -1 ? events : events.slice(0, gap);
  }

  /** Only from where this process was: who lost the lease without noticing moves nothing, and begins anew. */
  async function writeDown({ seq, tries }: Cursor): Promise<void> {
    const { matchedCount } = await cursors.updateOne({ _id: name, seq: noted }, { seq, tries });
    if (matchedCount === 1) noted = seq;
    else cursor = null;
  }

  /** One write after the other: each goes by what the one before has written. */
  function inTurn(write: () => Promise<void>): Promise<void> {
    const mine = writing.then(write);
    writing = mine.catch(() => undefined);
    return mine;
  }

  /** Writes down how far it is by now. */
  function note(): Promise<void> {
    clearTimeout(noteLater);
    noteLater = undefined;
    return inTurn(async () => {
      if (cursor && cursor.seq !== noted) await writeDown(cursor);
    });
  }

  function noteSoon(): void {
    const failed = (error: unknown) =>
      logger.warn({ err: error }, 'place in the log not kept: will try again');
    noteLater ??= setTimeout(() => void note().catch(failed), NOTE_MS);
  }

  /** Goes on from there. A try that failed is written down at once: it counts over all processes. */
  async function move(to: Omit<Cursor, '_id'>): Promise<void> {
    if (to.tries === 0 && cursor?.tries === 0) {
      cursor = { _id: name, ...to };
      return noteSoon();
    }
    await note();
    await inTurn(async () => {
      if (cursor) await writeDown({ _id: name, ...to });
      if (cursor) cursor = { _id: name, ...to };
    });
  }

  async function failed(at: Cursor, events: readonly StoredEvent[], error: unknown): Promise<void> {
    const [first, ...others] = events as [StoredEvent, ...StoredEvent[]];
    if (others.length > 0) {
      singlyUntil = others.at(-1)!._id;
      return;
    }
    const tries = at.tries + 1;
    const about = { err: error, seq: first._id, type: first.type, tries };
    if (tries >= mostTries) {
      logger.error(about, 'event passed over: it failed too often');
      await move({ seq: first._id, tries: 0 });
      options.passedOver?.();
      return;
    }
    logger.warn(about, 'event not handled: will try again');
    const waits = firstPauseMs * 2 ** at.tries;
    pausedUntil = performance.now() + waits;
    pause = setTimeout(look, waits);
    // While the database is away no try is counted.
    await move({ seq: at.seq, tries });
  }

  async function handle(at: Cursor, events: readonly StoredEvent[]): Promise<void> {
    let limit: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      limit = setTimeout(() => reject(new Error(`not done in ${LIMIT_MS / 1000} seconds`)), LIMIT_MS);
    });
    try {
      await underLease(() => Promise.race([options.handle(events), late]));
    } catch (error) {
      return await failed(at, events, error);
    } finally {
      clearTimeout(limit);
    }
    await move({ seq: events.at(-1)!._id, tries: 0 });
  }

  async function follow(): Promise<void> {
    while (!stopped) {
      if (!(await own.hold())) {
        cursor = null;
        return;
      }
      cursor ??= await underLease(takeOver);
      if (cursor.seq >= options.position() || performance.now() < pausedUntil) return;
      const events = await nextEvents(cursor);
      if (events.length === 0) return;
      await handle(cursor, events);
    }
  }

  async function run(): Promise<void> {
    do {
      again = false;
      try {
        await follow();
      } catch (error) {
        if (!stopped) logger.warn({ err: error }, 'event log not followed: will try again');
        break;
      }
    } while (again && !stopped);
    // In the same turn as the look at `again`: a wake-up in between would be lost.
    running = null;
  }

  function look(): void {
    if (stopped) return;
    again = true;
    running ??= run();
  }

  return {
    async start(): Promise<void> {
      await makeCursor();
      // Finds a lease that has become free; renews one's own while there is nothing to do.
      stopSweeping = eachSecond(() => {
        look();
        if (cursor && cursor.seq !== noted) noteSoon();
      });
      look();
    },
    /** Says that the log has news. Cheap, never throws. */
    wake(): void {
      // The process that follows hears of them too.
      if (cursor) look();
    },
    /** How far it is by now is written down. Never throws. */
    flush: (): Promise<void> => note().catch(() => undefined),
    /** Lets the running batch end, and the next process begin at once. */
    async stop(): Promise<void> {
      stopped = true;
      stopSweeping?.();
      clearTimeout(pause);
      await running;
      await note().catch(() => undefined);
      await own.release().catch(() => undefined);
    },
  };
}
export type Follower = ReturnType<typeof follower>;
