import type { Logger } from 'pino';
import type { Transaction } from '../database.ts';
import type { Lease } from '../lease.ts';
import type { EventLog, StoredEvent } from './log.ts';

const BATCH = 200;

/**
 * Gives every event of the outbox its place in the log. One process does it at a time; a write never waits for it, and
 * what fails is tried again at the next sweep.
 */
export function relay(options: {
  log: EventLog;
  /** One that does not wake this relay: its own writes are no news. */
  transaction: Transaction;
  lease: Lease;
  /** Told of what has got its place, in order. */
  moved: (events: StoredEvent[]) => void;
  /** Something waits, and another process has to move it. */
  nudge: () => void;
  logger: Logger;
}) {
  const { log, logger } = options;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function moveAll(): Promise<void> {
    if (!(await options.lease.hold())) return options.nudge();
    for (;;) {
      const events = await log.move(BATCH, options.transaction);
      if (events.length > 0) options.moved(events);
      if (events.length < BATCH) return;
    }
  }

  async function run(): Promise<void> {
    do {
      again = false;
      try {
        await moveAll();
      } catch (error) {
        if (!stopped) logger.warn({ err: error }, 'event relay: will try again');
        break;
      }
    } while (again && !stopped);
    // In the same turn as the look at `again`: a wake-up in between would be lost.
    running = null;
  }

  return {
    /** Says that something may have been written. Cheap, never throws. */
    wake(): void {
      if (stopped) return;
      again = true;
      running ??= run();
    },
    async stop(): Promise<void> {
      stopped = true;
      await running;
      await options.lease.release().catch(() => undefined);
    },
  };
}
