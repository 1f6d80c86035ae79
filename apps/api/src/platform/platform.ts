import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Alarms } from './alarms.ts';
import type { Changes } from './changes.ts';
import type { Transaction } from './database.ts';
import type { EventLog } from './events/log.ts';
import type { EventModels } from './events/models.ts';
import type { Idempotency } from './idempotency.ts';
import type { JobModels, JobQueue } from './jobs/queue.ts';
import type { Locks } from './locks.ts';
import type { PushService } from './push.ts';
import type { RateLimits } from './rate-limit.ts';
import type { Redis } from './redis.ts';
import type { Settings } from './settings.ts';
import type { SmsProvider } from './sms.ts';

/** What any feature may use, and knows no business word. */
export type Platform = {
  settings: Settings;
  /** Signs sessions, codes and pushes. */
  secret: string;
  log: Logger;
  clock: () => Date;
  connection: Connection;
  /** Null: this is the only process. */
  redis: Redis | null;
  transaction: Transaction;
  /** See `changes`. */
  onChange: Changes['listen'];
  events: EventLog;
  /** The number of the last event that was handed out here: whatever is read now shows it, and maybe more. */
  position: () => number;
  eventModels: EventModels;
  jobs: JobQueue;
  jobModels: JobModels;
  locks: Locks;
  limits: RateLimits;
  alarms: Alarms;
  idempotent: Idempotency;
  sms: SmsProvider;
  push: PushService;
  /** Tells this process from others on the same database. */
  instance: string;
  /** Ends the live connections that a session has in this process. Does nothing before the server listens. */
  endLiveSession: (sessionId: string) => void;
};
