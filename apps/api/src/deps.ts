import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { bookingModels } from './modules/bookings/model.ts';
import { employerModels } from './modules/employers/model.ts';
import { gigModels } from './modules/gigs/model.ts';
import { createAuth } from './modules/identity/auth.ts';
import { identityModels } from './modules/identity/model.ts';
import { importModels } from './modules/imports/model.ts';
import { regionModels } from './modules/regions/model.ts';
import type { Transaction } from './platform/database.ts';
import type { EventLog, EventModels } from './platform/events/log.ts';
import type { Idempotency } from './platform/idempotency.ts';
import type { Locks } from './platform/locks.ts';
import type { RateLimits } from './platform/rate-limit.ts';
import type { Settings } from './platform/settings.ts';
import type { SmsProvider } from './platform/sms.ts';

/** What any feature may use, and knows no business word. */
export type Platform = {
  settings: Settings;
  /** Signs sessions and codes. */
  secret: string;
  log: Logger;
  clock: () => Date;
  connection: Connection;
  transaction: Transaction;
  events: EventLog;
  eventModels: EventModels;
  locks: Locks;
  limits: RateLimits;
  idempotent: Idempotency;
  sms: SmsProvider;
  /** Ends the live connections of a session. Does nothing before the server listens. */
  endLiveSession: (sessionId: string) => void;
};

/** Adds each feature's models and the sign-in library, all on the platform's one connection. */
export function withRepositories(platform: Platform) {
  const { connection } = platform;
  return {
    ...platform,
    models: {
      ...regionModels(connection),
      ...identityModels(connection),
      ...employerModels(connection),
      ...gigModels(connection),
      ...bookingModels(connection),
      ...importModels(connection),
    },
    auth: createAuth(platform, connection),
  };
}

/** Made once at start and passed by name; tests replace the clock or the text messages. */
export type Deps = ReturnType<typeof withRepositories>;
