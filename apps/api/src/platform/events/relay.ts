import type { Logger } from 'pino';
import { isDuplicate } from '../database.ts';
import type { Lease } from '../lease.ts';
import type { EventLog, StoredEvent } from './log.ts';

const BATCH = 200;

/**
 * Gives every event of the outbox its place in the log. One process does it at a time; a write never waits for it, and
 * what fails is tried again at the next sweep.
 */
export function relay(options: {
  log: EventLog;
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
  /** Something was written here: if another process is to move it, it has to be told. */
  let untold = false;
  let stopped = false;

  async function moveAll(): Promise<void> {
    if (!(await options.lease.hold())) {
      // Only for what was written here: two who pass a nudge on would never stop.
      if (untold) options.nudge();
      untold = false;
      return;
    }
    untold = false;
    while ((await log.move(BATCH, options.moved)) === BATCH);
  }

  async function run(): Promise<void> {
    do {
      again = false;
      try {
        await moveAll();
      } catch (error) {
        // The one before had not ended yet.
        const crossed = isDuplicate(error);
        if (!stopped && !crossed) logger.warn({ err: error }, 'event relay: will try again');
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
    /** Says that this process has written something. Cheap, never throws. */
    written(): void {
      untold = true;
      look();
    },
    /** Says that something may have been written, here or elsewhere. */
    look,
    async stop(): Promise<void> {
      stopped = true;
      await running;
      await options.lease.release().catch(() => undefined);
    },
  };
}
