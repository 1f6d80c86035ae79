import type { Logger } from 'pino';
import type { EventLog } from './log.ts';
import type { StoredEvent } from './models.ts';

const BATCH = 200;
/** So many of the last events are kept at hand: what a burst brings, for those that follow it in this process. */
const AT_HAND = 300;

/**
 * One process's place in the log: hands every event to `deliver`, in order, each once. Events may be pushed by a
 * shortcut; what the shortcut left out is read from the log.
 */
export function tail(options: { log: EventLog; deliver: (event: StoredEvent) => void; logger: Logger }) {
  const { log, deliver, logger } = options;
  let delivered = 0;
  /** The last events that were handed on, without a gap. */
  let lately: StoredEvent[] = [];
  let reading: Promise<void> | null = null;
  let again = false;

  function hand(event: StoredEvent): void {
    delivered = event._id;
    lately.push(event);
    if (lately.length >= 2 * AT_HAND) lately = lately.slice(-AT_HAND);
    try {
      deliver(event);
    } catch (error) {
      // The others go out; who missed this one finds it in the log.
      logger.error({ err: error, seq: event._id }, 'event not delivered live');
    }
  }

  async function readAll(): Promise<void> {
    do {
      again = false;
      for (;;) {
        const events = await log.after(delivered, BATCH);
        // A shortcut may have been faster.
        for (const event of events) if (event._id === delivered + 1) hand(event);
        if (events.length < BATCH) break;
      }
    } while (again);
  }

  function read(): Promise<void> {
    again = true;
    reading ??= readAll()
      .catch((error: unknown) => logger.warn({ err: error }, 'event log not read: will try again'))
      .finally(() => {
        reading = null;
      });
    return reading;
  }

  return {
    /** Starts from the present end of the log: what came before is for clients to catch up on. */
    async start(): Promise<void> {
      delivered = await log.end();
    },
    /** Events in order, as they were put into the log. Known ones are passed over, a gap before them is read. */
    push(events: readonly StoredEvent[]): void {
      for (const event of events) {
        if (event._id <= delivered) continue;
        if (event._id > delivered + 1) return void read();
        hand(event);
      }
    },
    /** Looks into the log for what no shortcut has brought. Never throws. */
    read,
    /** The last number handed to `deliver`. */
    position: () => delivered,
    /** Up to `limit` events after `seq` that were handed on lately; null: the log has to be asked. */
    after(seq: number, limit: number): StoredEvent[] | null {
      const first = lately[0]?._id;
      if (first === undefined || seq + 1 < first || seq >= delivered) return null;
      return lately.slice(seq + 1 - first, seq + 1 - first + limit);
    },
  };
}
