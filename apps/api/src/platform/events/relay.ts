import type { Logger } from 'pino';
import type { Transaction } from '../database.ts';
import type { EventLog, StoredEvent } from './log.ts';

const BATCH = 200;
/** Finds what another process wrote, or what was left when a wake-up was lost. */
const SWEEP_MS = 1000;

/**
 * Gives every event of the outbox its place in the log, then hands the log's news to `deliver` in order, each
 * event once per process. What fails is tried again at the next sweep; a write never waits for it.
 */
export function relay(options: {
  log: EventLog;
  /** One that does not wake this relay: its own writes are no news. */
  transaction: Transaction;
  deliver: (event: StoredEvent) => void;
  logger: Logger;
}) {
  const { log, deliver, logger } = options;
  let delivered = 0;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function moveAll() {
    while (await log.isWaiting()) await options.transaction(() => log.takeFromOutbox(BATCH));
  }

  async function deliverNew() {
    for (;;) {
      const events = await log.after(delivered, BATCH);
      if (events.length === 0) return;
      for (const event of events) {
        delivered = event._id;
        try {
          deliver(event);
        } catch (error) {
          // The others go out; who missed this one finds it in the log.
          logger.error({ err: error, seq: event._id }, 'event not delivered live');
        }
      }
    }
  }

  async function run() {
    do {
      again = false;
      try {
        await moveAll();
        await deliverNew();
      } catch (error) {
        if (!stopped) logger.warn({ err: error }, 'event relay: will try again');
        break;
      }
    } while (again && !stopped);
    // In the same turn as the look at `again`: a wake-up in between would be lost.
    running = null;
  }

  function wake() {
    if (stopped) return;
    again = true;
    running ??= run();
  }

  return {
    /** Starts from the present end of the log: what came before is for clients to catch up on. */
    async start() {
      delivered = await log.end();
      timer = setInterval(wake, SWEEP_MS);
      wake();
    },
    /** Says that something may have been written. Cheap, never throws. */
    wake,
    /** The last number handed to `deliver`. */
    position: () => delivered,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
