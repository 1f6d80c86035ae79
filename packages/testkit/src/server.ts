import type { Deps } from '@linggong/api/deps.ts';
import { parseSettings } from '@linggong/api/platform/settings.ts';
import { type RunningServer, type StartOptions, start } from '@linggong/api/start.ts';
import pino from 'pino';
import { borrowDatabase } from './database.ts';
import { type KeptSms, keptSms } from './sms.ts';

export type TestServerOptions = {
  clock?: () => Date;
  /** Environment variables, as a real start would have them. */
  settings?: Record<string, string>;
  /** The limits by address are this many times as wide, as all clients of a test share one. 1: the real ones. */
  limitScale?: number;
  /** Stands in for the network to push services. */
  pushFetch?: typeof fetch;
  prepare?: (deps: Deps) => Promise<void>;
  /** The built web app; without it only the API is served. */
  pages?: StartOptions['pages'];
  /** Others than the real ones. */
  ceilings?: StartOptions['ceilings'];
  /** Takes what is logged as errors, line by line. */
  onError?: (line: string) => void;
  /** Joins the database of another server, as one more process of the same deployment. */
  beside?: Pick<TestServer, 'database'>;
};

export type TestServer = {
  url: string;
  /** Where it listens; differs from `url` where a public origin is set. */
  localUrl: string;
  deps: Deps;
  live: RunningServer['live'];
  events: RunningServer['events'];
  /** What is due by the clock of the test is done now, not with the next sweep. */
  wakeJobs: RunningServer['wakeJobs'];
  /** What waits a moment, to be written down together with more, is written down now. */
  flush: RunningServer['flush'];
  sms: KeptSms;
  database: Awaited<ReturnType<typeof borrowDatabase>>;
  /** Stops the server and drops its database. */
  close: () => Promise<void>;
};

const SECRET = 'for-tests-only-TjD3vXq8LwZ5rKb2HnYcG7pM';

/** A real server on a free port, with a database of its own. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { beside } = options;
  const database = beside ? beside.database : await borrowDatabase();
  const sms = keptSms();
  const level = process.env.LOG_LEVEL ?? 'silent';
  const server = await start({
    settings: parseSettings({ PORT: '0', MONGODB_DATABASE: database.name, ...options.settings }),
    mongodbUrl: database.url,
    secret: SECRET,
    log: options.onError
      ? pino({ level: 'error' }, { write: options.onError })
      : pino({ level }, pino.destination({ fd: 2, sync: true })),
    sms: sms.provider,
    clock: options.clock,
    pushFetch: options.pushFetch,
    limitScale: options.limitScale ?? 1000,
    prepare: options.prepare,
    ceilings: options.ceilings,
    pages: options.pages,
  });
  return {
    url: server.url,
    localUrl: `http://127.0.0.1:${server.port}`,
    deps: server.deps,
    live: server.live,
    events: server.events,
    wakeJobs: server.wakeJobs,
    flush: server.flush,
    sms,
    database,
    async close() {
      // Dropped while the server runs: its connection is gone afterwards.
      if (!beside) await server.deps.connection.dropDatabase();
      await server.stop();
      if (!beside) await database.giveBack();
    },
  };
}
