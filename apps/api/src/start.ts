import { randomBytes } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { type Deps, type Platform, withRepositories } from './deps.ts';
import { prepareFeatures } from './features.ts';
import { wants } from './modules/feed/matching.ts';
import { roomsOf } from './modules/identity/access.ts';
import { viewerOf } from './modules/identity/viewer.ts';
import { connect, ensureIndexes, transactor } from './platform/database.ts';
import { eventLog, eventModels } from './platform/events/log.ts';
import { relay } from './platform/events/relay.ts';
import { type PageHandler, requestListener } from './platform/http/pages.ts';
import { idempotency } from './platform/idempotency.ts';
import { keyedLocks } from './platform/locks.ts';
import { metrics } from './platform/metrics.ts';
import { rateLimits } from './platform/rate-limit.ts';
import { liveSockets } from './platform/realtime/sockets.ts';
import { type Settings, SettingsError } from './platform/settings.ts';
import type { SmsProvider } from './platform/sms.ts';

const STOP_LIMIT_MS = 10_000;

export type StartOptions = {
  settings: Settings;
  mongodbUrl: string;
  secret: string;
  log: Logger;
  sms: SmsProvider;
  clock?: () => Date;
  /** Multiplies the limits by address, see `rateLimits`. */
  limitScale?: number;
  /** The built web app's request handler; without it only the API is served. */
  pages?: PageHandler;
  /** Runs before anybody is let in, e.g. to lay in demo data. */
  prepare?: (deps: Deps) => Promise<void>;
};

/** Starts the whole server: connects, makes indexes, lays in what must be there, listens. */
export async function start(options: StartOptions) {
  const { settings, log } = options;
  const clock = options.clock ?? (() => new Date());
  const connection = await connect(options.mongodbUrl, settings.MONGODB_DATABASE);
  const models = eventModels(connection);
  const events = eventLog(models, clock);
  const limits = rateLimits(options.limitScale);
  // What is written before the relay runs waits in the outbox for it.
  let wakeRelay = () => {};
  const transaction = transactor(connection, () => wakeRelay());
  let endLiveSession = (_sessionId: string) => {};
  const platform: Platform = {
    settings,
    secret: options.secret,
    log,
    clock,
    connection,
    transaction,
    events,
    eventModels: models,
    locks: keyedLocks(),
    limits,
    idempotent: idempotency(connection, clock),
    sms: options.sms,
    endLiveSession: (sessionId) => endLiveSession(sessionId),
  };
  const deps = withRepositories(platform);
  try {
    await ensureIndexes(connection);
    await prepareFeatures(deps);
    await options.prepare?.(deps);
  } catch (error) {
    await connection.close();
    throw error;
  }

  let stopping = false;
  let origin = settings.PUBLIC_ORIGIN ?? '';
  // Behind one's own proxy or on the loopback the host differs by how one came: the request's own host is ours too.
  const isOwnOrigin = (given: string) =>
    given === origin || (!settings.PUBLIC_ORIGIN && isLoopback(given, server));
  const news = relay({
    log: events,
    transaction: () => transaction,
    deliver: (batch) => live.deliver(batch),
    logger: log,
  });
  const figures = metrics(
    () => live.io.engine.clientsCount,
    () => news.position(),
  );
  const app = createApp({
    deps,
    isOwnOrigin,
    figures,
    ready: async () => !stopping && connection.readyState === 1,
  });
  const server = createServer(requestListener(app, options.pages));
  const live = liveSockets({
    server,
    viewerOf: (headers) => viewerOf(deps, headers),
    roomsOf,
    wants,
    position: () => news.position(),
    isOwnOrigin,
    limits,
    clock,
    trustProxy: settings.TRUST_PROXY,
    build: randomBytes(6).toString('hex'),
    logger: log,
  });
  endLiveSession = live.endSession;
  wakeRelay = news.wake;
  await news.start();
  try {
    await listen(server, settings);
  } catch (error) {
    await live.close().catch(() => undefined);
    await news.stop();
    await connection.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  origin ||= `http://${settings.HOST === '0.0.0.0' ? '127.0.0.1' : settings.HOST}:${port}`;

  /** Lets running requests end, ends live connections, then closes the database. Takes ten seconds at most. */
  async function stop() {
    if (stopping) return;
    stopping = true;
    const force = setTimeout(() => server.closeAllConnections(), STOP_LIMIT_MS);
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await live.close();
    await closed;
    clearTimeout(force);
    await news.stop();
    await connection.close();
  }
  return { url: origin, port, app, deps, stop };
}
export type RunningServer = Awaited<ReturnType<typeof start>>;

function listen(server: HttpServer, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(inUse ? new SettingsError(`Port ${settings.PORT} is in use. Set PORT to another one.`) : error);
    });
    server.listen(settings.PORT, settings.HOST, resolve);
  });
}

function isLoopback(origin: string, server: HttpServer): boolean {
  if (!URL.canParse(origin)) return false;
  const { hostname, port } = new URL(origin);
  return (
    ['localhost', '127.0.0.1', '[::1]'].includes(hostname) &&
    Number(port) === (server.address() as AddressInfo | null)?.port
  );
}
