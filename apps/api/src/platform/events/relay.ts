import type { Logger } from 'pino';
import { isDuplicate } from '../database.ts';
import type { Lease } from '../lease.ts';
import type { StoredEvent } from './models.ts';
import type { Mover } from './mover.ts';

const BATCH = 200;
/** What is moved leaves the outbox together with what comes within this time. */
const TIDY_MS = 250;

/**
 * Gives every event of the outbox its place in the log. One process does it at a time; a write never waits for it, and
 * what fails is tried again at the next sweep.
 */
export function relay(options: {
  mover: Mover;
  lease: Pick<Lease, 'hold' | 'release'>;
  /** Told of what has got its place, in order. */
  moved: (events: StoredEvent[]) => void;
  /** Until what was told is with the sockets: nothing that can wait comes between. */
  sent: () => Promise<void>;
  /** Something waits, and another process has to move it. */
  nudge: () => void;
  logger: Logger;
}) {
  const { mover, logger } = options;
  let running: Promise<void> | null = null;
  let tidying: Promise<void> | null = null;
  let tidyLater: NodeJS.Timeout | undefined;
  let again = false;
  /** Something was written here: if another process is to move it, it has to be told. */
  let untold = false;
  let stopped = false;

  async function moveAll(): Promise<void> {
    if (!(await options.lease.hold())) {
      mover.forget();
      // Only for what was written here: two who pass a nudge on would never stop.
      if (untold) options.nudge();
      untold = false;
      return;
    }
    untold = false;
    while ((await mover.move(BATCH, options.moved)) === BATCH) await tidy();
  }

  async function tidyAll(): Promise<void> {
    try {
      while (mover.untidy() > 0) await mover.tidy();
    } catch (error) {
      if (!stopped) logger.warn({ err: error }, 'outbox not tidied: will try again');
    }
  }

  function tidy(): Promise<void> {
    clearTimeout(tidyLater);
    tidyLater = undefined;
    tidying ??= tidyAll().finally(() => {
      tidying = null;
    });
    return tidying;
  }

  /** Nothing waits for it: who looks into the outbox passes over what was moved. */
  function tidySoon(): void {
    if (!stopped) tidyLater ??= setTimeout(tidy, TIDY_MS);
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
    if (mover.untidy() > 0) void options.sent().then(tidySoon);
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
    /** What was moved leaves the outbox now. */
    async flush(): Promise<void> {
      if (mover.untidy() > 0) await tidy();
    },
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(tidyLater);
      await running;
      await tidying;
      await tidy();
      await options.lease.release().catch(() => undefined);
    },
  };
}
