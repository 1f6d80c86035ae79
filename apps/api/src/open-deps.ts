import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import product from '../package.json' with { type: 'json' };
import { type Deps, withShared } from './deps.ts';
import {
  featureFileKinds,
  featureHooks,
  featureMigrations,
  featureModels,
  featureNotices,
  prepareFeatures,
} from './features.ts';
import { alarms } from './platform/alarms.ts';
import { type Changes, changes } from './platform/changes.ts';
import { connect, transactor } from './platform/database.ts';
import { eventLog } from './platform/events/log.ts';
import { eventModels } from './platform/events/models.ts';
import { idempotency } from './platform/idempotency.ts';
import { jobModels, jobQueue } from './platform/jobs/queue.ts';
import { keyedLocks } from './platform/locks.ts';
import { migrate } from './platform/migrations/migrate.ts';
import type { Platform } from './platform/platform.ts';
import { pushService } from './platform/push.ts';
import { rateLimits } from './platform/rate-limit.ts';
import { connectRedis } from './platform/redis.ts';
import type { Settings } from './platform/settings.ts';
import type { SmsProvider } from './platform/sms.ts';

export type DepsOptions = {
  settings: Settings;
  mongodbUrl: string;
  secret: string;
  log: Logger;
  sms: SmsProvider;
  /** Stands in for the network to push services. */
  pushFetch?: typeof fetch;
  clock?: () => Date;
  /** Multiplies the limits by address, see `rateLimits`. */
  limitScale?: number;
  /** Runs when all that must be in the database is there, e.g. to lay in demo data. */
  prepare?: (deps: Deps) => Promise<void>;
};

/** Several deployments may share a Redis. */
export const redisPrefix = (settings: Settings) => `linggong:${settings.MONGODB_DATABASE}`;

/** Whom push services may ask about us. They want an https address; on a trial without one nobody could be asked. */
const pushSubject = ({ PUBLIC_ORIGIN }: Settings) =>
  PUBLIC_ORIGIN?.startsWith('https:') ? PUBLIC_ORIGIN : 'mailto:nobody@linggong.invalid';

/** What reaches a running server; does nothing where none runs in this process. */
export type Hooks = {
  wakeRelay: () => void;
  wakeJobs: () => void;
  jobsLater: (at: Date) => void;
  position: () => number;
  endLiveSession: (sessionId: string) => void;
};

export type OpenedDeps = { deps: Deps; hooks: Hooks; changed: Changes['tell']; close: () => Promise<void> };

/**
 * Connects, migrates what is stored, makes indexes and lays in what must be there. `changed` tells who listens for changes.
 * Whoever calls it calls `close` at the end.
 */
export async function openDeps(options: DepsOptions): Promise<OpenedDeps> {
  const { settings, secret, log, sms } = options;
  const clock = options.clock ?? (() => new Date());
  const connection = await connect(options.mongodbUrl, settings.MONGODB_DATABASE);
  const redis = settings.REDIS_URL ? await connectRedis(settings.REDIS_URL, log) : null;
  const models = eventModels(connection);
  const jobs = jobModels(connection);
  const hooks: Hooks = {
    wakeRelay: () => undefined,
    wakeJobs: () => undefined,
    jobsLater: () => undefined,
    position: () => 0,
    endLiveSession: () => undefined,
  };
  const changed = changes();
  const limits = rateLimits({ scale: options.limitScale, redis, prefix: redisPrefix(settings) });
  const events = eventLog(models, clock);
  const queue = jobQueue(
    jobs,
    clock,
    () => hooks.wakeJobs(),
    (at) => hooks.jobsLater(at),
  );
  const transact = transactor(connection, {
    around: events.collect,
    onCommit: changed.tell,
    afterwards: () => hooks.wakeRelay(),
  });
  const platform: Platform = {
    settings,
    secret,
    log,
    clock,
    connection,
    redis,
    transaction: (work) => queue.withCommit(() => transact(work)),
    onChange: changed.listen,
    events,
    position: () => hooks.position(),
    eventModels: models,
    jobs: queue,
    jobModels: jobs,
    locks: keyedLocks(),
    limits,
    alarms: alarms(log, clock),
    idempotent: idempotency(connection, clock, secret, (accountId) => {
      const keysADay = { points: deps.caps.keys / limits.scale, seconds: 86_400 };
      return limits.take('keys', accountId, keysADay);
    }),
    sms,
    push: pushService({
      secret,
      subject: pushSubject(settings),
      hosts: settings.PUSH_SERVICES,
      fetch: options.pushFetch,
    }),
    instance: randomUUID(),
    endLiveSession: (sessionId) => hooks.endLiveSession(sessionId),
  };
  const deps = withShared(platform, featureModels(connection));
  Object.assign(deps.hooks, featureHooks(deps));
  Object.assign(deps.fileKinds, featureFileKinds(deps));
  Object.assign(deps.notices, featureNotices(deps));
  const close = async () => {
    redis?.destroy();
    await connection.close();
  };
  try {
    const { version } = product;
    await migrate({ connection, deps, migrations: featureMigrations(), version, clock, log });
    await prepareFeatures(deps);
    await options.prepare?.(deps);
    return { deps, hooks, changed: changed.tell, close };
  } catch (error) {
    await close();
    throw error;
  }
}
