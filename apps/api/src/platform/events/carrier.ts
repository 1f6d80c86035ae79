import type { Logger } from 'pino';
import type { Redis } from '../redis.ts';
import type { StoredEvent } from './models.ts';

/**
 * Brings the log's news from the process that writes it to all others. It may lose anything: the log in the
 * database is the source, and everyone looks there too.
 */
export type Carrier = {
  publish: (events: readonly StoredEvent[]) => Promise<void>;
  /** Says that something waits in the outbox, to whoever empties it. */
  nudge: () => Promise<void>;
  listen: (log: {
    /** The number of the last event known. */
    position: () => number;
    /** The number of the last event of all. */
    end: () => Promise<number>;
    events: (events: StoredEvent[]) => void;
    nudge: () => void;
  }) => Promise<void>;
  close: () => Promise<void>;
};

/** One process has nobody to tell. */
export const noCarrier: Carrier = {
  publish: async () => undefined,
  nudge: async () => undefined,
  listen: async () => undefined,
  close: async () => undefined,
};

/** About ten megabytes; whoever was away for longer reads the database. */
const KEPT = 10_000;
const READ_AT_ONCE = 200;
const BLOCKED_MS = 2000;
const PAUSE_MS = 250;

/** By a Redis Stream whose entries carry the log's own numbers, so that none is in it twice or out of order. */
export function redisCarrier(redis: Redis, prefix: string, logger: Logger): Carrier {
  const events = `${prefix}:events`;
  const nudges = `${prefix}:nudges`;
  const reader = redis.duplicate({ disableOfflineQueue: true });
  reader.on('error', () => undefined);
  let closed = false;
  let reading: Promise<void> | undefined;

  async function read(heard: Parameters<Carrier['listen']>[0]): Promise<void> {
    const known = () => idOf(heard.position());
    let afterEvent = known();
    let afterNudge = '0-0';
    while (!closed) {
      try {
        const found = await reader.xRead(
          [
            { key: events, id: afterEvent },
            { key: nudges, id: afterNudge },
          ],
          { BLOCK: BLOCKED_MS, COUNT: READ_AT_ONCE },
        );
        for (const { name, messages } of (found ?? []) as Stream[]) {
          const last = messages.at(-1)?.id;
          if (!last) continue;
          if (name === nudges) {
            afterNudge = last;
            heard.nudge();
          } else {
            afterEvent = last;
            heard.events(messages.map(({ message }) => parse(message.event)));
          }
        }
      } catch (error) {
        if (closed) return;
        logger.debug({ err: error }, 'Redis not read: will try again');
        afterEvent = known();
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  const trim = { strategy: 'MAXLEN', strategyModifier: '~', threshold: KEPT } as const;
  return {
    async publish(list) {
      try {
        await Promise.all(
          list.map((event) =>
            redis.xAdd(events, idOf(event._id), { event: JSON.stringify(event) }, { TRIM: trim }),
          ),
        );
      } catch (error) {
        logger.debug({ err: error }, 'events not put into Redis');
      }
    },
    async nudge() {
      await redis
        .xAdd(nudges, '*', { n: '1' }, { TRIM: { strategy: 'MAXLEN', threshold: 1 } })
        .catch(() => undefined);
    },
    async listen(heard) {
      await reader.connect();
      // Ahead of the log: left by a database that was restored since. The log is asked last, as it is written first.
      const [last] = (await reader.xRevRange(events, '+', '-', { COUNT: 1 })) ?? [];
      if (last && Number.parseInt(last.id, 10) > (await heard.end())) await reader.del(events);
      reading = read(heard);
    },
    async close() {
      closed = true;
      reader.destroy();
      await reading;
    },
  };
}

const idOf = (seq: number) => `${seq}-1`;

type Stream = { name: string; messages: { id: string; message: { event: string } }[] };

function parse(text: string): StoredEvent {
  const event = JSON.parse(text);
  return { ...event, at: new Date(event.at) };
}
