import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { lease } from '../lease.ts';
import type { Carrier } from './carrier.ts';
import type { EventLog, StoredEvent } from './log.ts';
import { relay } from './relay.ts';
import { tail } from './tail.ts';

/** Finds what another process wrote, or what was left when a wake-up was lost. */
const SWEEP_MS = 1000;

/** The way from the outbox to this process's live connections. */
export function news(options: {
  connection: Connection;
  log: EventLog;
  carrier: Carrier;
  deliver: (event: StoredEvent) => void;
  logger: Logger;
}) {
  const { connection, log, carrier, deliver, logger } = options;
  const own = tail({ log, deliver, logger });
  const mover = relay({
    log,
    lease: lease(connection, 'relay'),
    moved(events) {
      own.push(events);
      void carrier.publish(events);
    },
    nudge: () => void carrier.nudge(),
    logger,
  });
  let timer: NodeJS.Timeout | undefined;

  function sweep(): void {
    mover.look();
    void own.read();
  }

  return {
    async start(): Promise<void> {
      await own.start();
      await carrier.listen({ position: own.position, end: log.end, events: own.push, nudge: mover.look });
      timer = setInterval(sweep, SWEEP_MS);
      sweep();
    },
    /** Says that this process has written something. Cheap, never throws. */
    wake: mover.written,
    /** The number of the last event that was handed to the live connections. */
    position: own.position,
    async stop(): Promise<void> {
      clearInterval(timer);
      await mover.stop();
      await own.read();
      await carrier.close();
    },
  };
}
