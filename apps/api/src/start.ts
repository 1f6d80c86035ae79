import { randomBytes } from 'node:crypto';
import { createServer, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import {
  eachMinute,
  featureFilePaths,
  featureFollowers,
  featureJobs,
  liveParts,
  reachOf,
} from './features.ts';
import { signedSessions } from './modules/identity/public.ts';
import { type DepsOptions, openDeps, redisPrefix } from './open-deps.ts';
import { noCarrier, redisCarrier } from './platform/events/carrier.ts';
import { type Follower, follower } from './platform/events/follower.ts';
import { rooms } from './platform/events/log.ts';
import { news } from './platform/events/news.ts';
import {
  CEILINGS,
  type Ceilings,
  limitConnections,
  limitRunning,
  serverOptions,
} from './platform/http/ceilings.ts';
import { ownOrigin } from './platform/http/middleware.ts';
import { type PageHandler, requestListener } from './platform/http/pages.ts';
import { standingAnswers } from './platform/http/standing.ts';
import { jobWorker } from './platform/jobs/worker.ts';
import { metrics } from './platform/metrics.ts';
import { clientRefusedFor, countPage } from './platform/rate-limit.ts';
import { liveSockets } from './platform/realtime/sockets.ts';
import { type Settings, SettingsError } from './platform/settings.ts';
import { problemTexts } from './words/problems.ts';
import { readersOf } from './words/words.ts';

const STOP_LIMIT_MS = 10_000;
const IDLE_CHECK_MS = 50;
const MINUTE_MS = 60_000;

export type StartOptions = DepsOptions & {
  /** The built web app's request handler; without it only the API is served. */
  pages?: PageHandler;
  /** Others than those of `CEILINGS`: for tests. */
  ceilings?: Partial<Ceilings>;
};

/** Starts the whole server: connects, makes indexes, lays in what must be there, listens. */
export async function start(options: StartOptions) {
  const { settings, log } = options;
  const { deps, hooks, changed, close } = await openDeps(options);
  const { connection, limits, clock } = deps;

  let stopping = false;
  /** Once the sockets have what they wait for. */
  const wakeFollowers = () => {
    for (const each of followers) each.wake();
  };
  const isOwnOrigin = ownOrigin(settings.PUBLIC_ORIGIN, settings.HOST);
  const events = news({
    connection,
    models: deps.eventModels,
    log: deps.events,
    carrier: deps.redis ? redisCarrier(deps.redis, redisPrefix(settings), log) : noCarrier,
    deliver: (event) => {
      if (event.audience.includes(rooms.public)) changed([{ ...event, seq: event._id }]);
      live.deliver(event);
      void live.sent().then(wakeFollowers);
    },
    sent: () => live.sent(),
    logger: log,
  });
  const figures = metrics(
    () => live.io.engine.clientsCount,
    () => events.position(),
  );
  const followers: Follower[] = featureFollowers(deps).map((spec) =>
    follower({
      ...spec,
      connection,
      log: deps.events,
      position: events.position,
      lately: events.lately,
      passedOver: () => figures.passedOver(spec.name),
      logger: log,
    }),
  );
  const worker = jobWorker({
    models: deps.jobModels,
    clock,
    specs: featureJobs(deps),
    ended: figures.jobEnded,
    logger: log,
  });
  const sessionIn = signedSessions(settings, deps.secret);
  const standing = standingAnswers({ log, limits, figures, trustProxy: settings.TRUST_PROXY, sessionIn });
  const texts = problemTexts(settings.STATION_PHONE);
  const inReaders = readersOf(deps.languages);
  const app = createApp({
    deps,
    isOwnOrigin,
    figures,
    standing,
    texts,
    inReaders,
    sessionIn,
    ready: async () => !stopping && connection.readyState === 1,
  });
  const listener = requestListener({
    app,
    standing,
    pages: options.pages,
    publicOrigin: settings.PUBLIC_ORIGIN,
    trustProxy: settings.TRUST_PROXY,
    listensOn: settings.HOST,
  });
  const ceilings = { ...CEILINGS, ...options.ceilings };
  const bounds = { ceilings, scale: Math.max(1, limits.scale), trustProxy: settings.TRUST_PROXY };
  const server = createServer(
    serverOptions(ceilings),
    limitRunning(listener, {
      ...bounds,
      texts,
      inReaders,
      filePaths: featureFilePaths(),
      sessionIn,
      refusedFor: (method, client) => clientRefusedFor(limits, method, client),
      countPage: (client) => countPage(limits, client),
    }),
  );
  limitConnections(server, bounds);
  const live = liveSockets({
    server,
    ...liveParts(deps),
    reachOf,
    instance: deps.instance,
    position: () => events.position(),
    isOwnOrigin,
    limits,
    texts,
    inReaders,
    clock,
    trustProxy: settings.TRUST_PROXY,
    build: randomBytes(6).toString('hex'),
    logger: log,
  });
  hooks.endLiveSession = live.endSession;
  hooks.wakeRelay = events.wake;
  hooks.wakeJobs = worker.wake;
  hooks.jobsLater = worker.later;
  hooks.position = events.position;
  await events.start();
  for (const each of followers) await each.start();
  await worker.start();
  /** What waits a moment, to be written down together with more, is written down now. */
  const flush = async () => {
    await Promise.all([events.flush(), ...followers.map((each) => each.flush())]);
  };
  const minutes = setInterval(() => void eachMinute(deps, live), MINUTE_MS);
  /** Those that write events end before the one who gives them their place. */
  async function stopWork(): Promise<void> {
    await Promise.all([worker.stop(), ...followers.map((each) => each.stop())]);
    await events.stop();
    await close();
  }
  try {
    await listen(server, settings);
  } catch (error) {
    clearInterval(minutes);
    await live.close().catch(() => undefined);
    await stopWork();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const url =
    settings.PUBLIC_ORIGIN ?? `http://${settings.HOST === '0.0.0.0' ? '127.0.0.1' : settings.HOST}:${port}`;

  /** Lets running requests end, ends live connections, then closes the database. Takes ten seconds at most. */
  async function stop() {
    if (stopping) return;
    stopping = true;
    clearInterval(minutes);
    const closed = closeServer(server);
    await live.close();
    await closed;
    await stopWork();
  }
  return { url, port, app, deps, live, events, wakeJobs: worker.wake, flush, stop };
}
export type RunningServer = Awaited<ReturnType<typeof start>>;

/** Takes nobody more, lets those who are being answered have their answers, for ten seconds at most. */
async function closeServer(server: HttpServer): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), STOP_LIMIT_MS);
  // Whoever asks one thing after the other over one connection would keep it open.
  server.prependListener('request', (_request, response: ServerResponse) => {
    response.shouldKeepAlive = false;
  });
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(force);
}

function listen(server: HttpServer, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(inUse ? new SettingsError(`Port ${settings.PORT} is in use. Set PORT to another one.`) : error);
    });
    server.listen(settings.PORT, settings.HOST, resolve);
  });
}
