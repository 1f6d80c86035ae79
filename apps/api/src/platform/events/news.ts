import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { eachSecond } from '../beat.ts';
import { lease } from '../lease.ts';
import type { Carrier } from './carrier.ts';
import type { EventLog } from './log.ts';
import type { EventModels, StoredEvent } from './models.ts';
import { mover } from './mover.ts';
import { relay } from './relay.ts';
import { tail } from './tail.ts';

/** Who moves the events has them at first hand, and looks for those of others at one sweep of so many. */
const MOVER_LOOKS = 5;

/** The way from the outbox to this process's live connections. */
export function news(options: {
  connection: Connection;
  models: EventModels;
  log: EventLog;
  carrier: Carrier;
  deliver: (event: StoredEvent) => void;
  /** Until what was delivered has been sent. */
  sent: () => Promise<void>;
  logger: Logger;
}) {
  const { connection, log, carrier, deliver, logger } = options;
  const own = tail({ log, deliver, logger });
  const held = lease(connection, 'relay');
  const moving = relay({
    mover: mover(options.models, log.end),
    lease: held,
    moved(events) {
      own.push(events);
      void carrier.publish(events);
    },
    sent: options.sent,
    nudge: () => void carrier.nudge(),
    logger,
  });
  let stopSweeping: (() => void) | undefined;
  let sweeps = 0;

  /** Finds what another process wrote, or what was left when a wake-up was lost. */
  function sweep(): void {
    moving.look();
    if (!held.isSure() || sweeps++ % MOVER_LOOKS === 0) void own.read();
  }

  return {
    async start(): Promise<void> {
      await own.start();
      await carrier.listen({ position: own.position, end: log.end, events: own.push, nudge: moving.look });
      stopSweeping = eachSecond(sweep);
      sweep();
    },
    /** Says that this process has written something. Cheap, never throws. */
    wake: moving.written,
    /** The number of the last event that was handed to the live connections. */
    position: own.position,
    /** What was handed to them lately, for who follows the log in this process. */
    lately: own.after,
    /** What can wait a moment is done now. */
    flush: moving.flush,
    async stop(): Promise<void> {
      stopSweeping?.();
      await moving.stop();
      await own.read();
      await carrier.close();
    },
  };
}
