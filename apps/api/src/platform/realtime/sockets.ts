import type { Server as HttpServer } from 'node:http';
import type { EventType } from '@linggong/contracts/events.ts';
import { CLIENT_MESSAGES, type ClientToServer, type ServerToClient } from '@linggong/contracts/live.ts';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { eachSecond } from '../beat.ts';
import type { Reach } from '../events/kind.ts';
import { rooms, toLiveEvent } from '../events/log.ts';
import type { StoredEvent } from '../events/models.ts';
import type { InReaders } from '../http/ceilings.ts';
import type { Viewer } from '../http/env.ts';
import type { OwnOrigin } from '../http/middleware.ts';
import { type AllProblemTexts, ProblemError } from '../problem.ts';
import type { Limit, RateLimits } from '../rate-limit.ts';
import { admission } from './admission.ts';
import { audiences } from './audiences.ts';
import { fanOut } from './fan-out.ts';
import { heartbeat } from './heartbeat.ts';
import { type Lane, laneTo } from './lane.ts';
import { refusePolling } from './transports.ts';

type Joining = { viewer: Viewer | null; began: number };
type Joined = { sessionId: string | undefined; lane: Lane };
type SocketData = { joining?: Joining; joined?: Joined };
type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** The open feeds with their filters: who wants to hear of a newly public gig. */
export type Watchers = {
  /** Replaces the filter of a feed, as its page's query string has it. Throws where it is none. */
  watch: (feed: Lane, query: Record<string, string>) => void;
  unwatch: (feed: Lane) => void;
  /** Tells the feeds whose filter lets the event through. */
  each: (event: StoredEvent, to: (feed: Lane) => void) => void;
};

/** A session has a few pages open, on a few devices' worth of tabs. */
const CONNECTIONS_PER_SESSION = 20;
/** All sessions of an account together. */
const CONNECTIONS_PER_ACCOUNT = 60;
/** From a connection's first byte to its handshake. */
const HANDSHAKE_MS = 10_000;
/**
 * A page learns within 45 seconds that it is cut off, and one that went without a word is gone within as many here;
 * networks forget a connection on which nothing is said after minutes.
 */
const PING_EVERY_MS = 25_000;
const PONG_WITHIN_MS = 20_000;
/** That of `eachSecond`. */
const BEAT_MS = 1000;
const MESSAGES: Limit = { points: 30, seconds: 10, local: true };
/** Longer than any handshake takes. */
const REMEMBERED_MS = 60_000;

export type LiveOptions = {
  server: HttpServer;
  viewerOf: (headers: Headers) => Promise<Viewer | null>;
  roomsOf: (viewer: Viewer | null) => string[];
  watchers: Watchers;
  reachOf: (type: EventType) => Reach;
  position: () => number;
  instance: string;
  isOwnOrigin: OwnOrigin;
  limits: RateLimits;
  texts: AllProblemTexts;
  inReaders: InReaders;
  clock: () => Date;
  trustProxy: boolean;
  build: string;
  logger: Logger;
};

/**
 * The live connection. Who belongs to which room is the server's alone to say, by the viewer's session; a client
 * can only say which filter its open feed has.
 */
export function liveSockets(options: LiveOptions) {
  const { watchers, reachOf, position, logger, limits } = options;
  const door = admission(options);
  const members = audiences<Lane>();
  const socketOf = new Map<Lane, LiveSocket>();
  const out = fanOut();
  /** When sessions' rooms were ended: who they were may have been read for a connection that is not there yet. */
  const endedAt = new Map<string, number>();
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>(options.server, {
    path: '/socket.io/',
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    connectTimeout: HANDSHAKE_MS,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
    maxHttpBufferSize: 16_384,
    allowRequest: (request, callback) => callback(null, door.allows(request)),
  });
  io.engine.use(refusePolling(options.texts, options.inReaders));
  io.engine.on('connection', door.count);
  const alive = heartbeat(
    { everyMs: PING_EVERY_MS, patienceMs: PONG_WITHIN_MS, beatMs: BEAT_MS },
    eachSecond,
  );
  io.engine.on('connection', alive.add);
  const forgetRequest = requestForgetter(io);

  io.use(async (socket, next) => {
    try {
      const began = performance.now();
      await door.handshake(socket.request);
      const { cookie } = socket.request.headers;
      const viewer = cookie ? await options.viewerOf(new Headers({ cookie })) : null;
      const mayEnter = viewer
        ? members.size(rooms.session(viewer.sessionId)) < CONNECTIONS_PER_SESSION &&
          members.size(rooms.person(viewer.personId)) < CONNECTIONS_PER_ACCOUNT
        : socket.conn.readyState === 'open' && door.letAnonymousIn(socket.conn);
      if (!mayEnter) return next(new Error('too_many_connections'));
      socket.data = { joining: { viewer, began } };
      next();
    } catch (error) {
      if (!(error instanceof ProblemError)) logger.error({ err: error }, 'live connection refused');
      next(new Error('unavailable'));
    }
  });

  io.on('connection', (socket: LiveSocket) => {
    const { viewer, began } = socket.data.joining!;
    const room = viewer ? rooms.session(viewer.sessionId) : undefined;
    socket.emit('hello', { seq: position(), now: options.clock().toISOString(), build: options.build });
    if (room && (endedAt.get(room) ?? 0) >= began) return end(socket);
    const lane = laneTo(socket.conn, tellBehind);
    socket.data = { joined: { sessionId: viewer?.sessionId, lane } };
    socketOf.set(lane, socket);
    members.join(lane, [...options.roomsOf(viewer), ...(room ? [room] : [])]);
    socket.on('disconnect', onDisconnect);
    socket.on('feed.watch', onWatch);
    socket.on('feed.unwatch', onUnwatch);
    forgetRequest(socket);
  });

  // One of each for all sockets: what is made for each of them is kept as long as it lives.
  function answering<E extends keyof ClientToServer>(event: E, handle: (lane: Lane, message: never) => void) {
    return async function (this: LiveSocket, message: unknown, ack: unknown): Promise<void> {
      const answer = typeof ack === 'function' ? (ack as (a: unknown) => void) : () => undefined;
      try {
        await limits.take('socket', this.id, MESSAGES);
        handle(this.data.joined!.lane, CLIENT_MESSAGES[event].parse(message) as never);
        const seq = position();
        // What it names has gone out before it: whoever comes back from there would else never hear of the rest.
        await out.sent();
        answer({ ok: true, seq });
      } catch (error) {
        const code = error instanceof ProblemError ? error.code : 'request.invalid';
        answer({ ok: false, code, detail: '' });
      }
    };
  }
  const onWatch = answering('feed.watch', (lane, query: Record<string, string>) => {
    if (!lane.ended) watchers.watch(lane, query);
  });
  const onUnwatch = answering('feed.unwatch', watchers.unwatch);
  function onDisconnect(this: LiveSocket): void {
    drop(this.data.joined!.lane);
  }
  function tellBehind(lane: Lane): void {
    socketOf.get(lane)?.emit('behind', { seq: position() });
  }

  function drop(lane: Lane): void {
    lane.ended = true;
    members.leave(lane);
    watchers.unwatch(lane);
    socketOf.delete(lane);
  }

  /** Whoever comes again is asked anew who they are and what they may see. */
  function endRoom(room: string): void {
    endedAt.set(room, performance.now());
    setTimeout(() => endedAt.delete(room), REMEMBERED_MS).unref();
    for (const lane of [...members.of(room)]) {
      const socket = socketOf.get(lane);
      drop(lane);
      if (socket) end(socket);
    }
  }

  function end(socket: LiveSocket): void {
    socket.emit('session.ended');
    socket.disconnect(true);
  }

  return {
    io,
    /** Hands an event of the log to the sockets that may see it. */
    deliver(event: StoredEvent): void {
      const reach = reachOf(event.type);
      if (reach === 'ends_sessions') {
        // What this process did was done at once.
        const { by } = event.payload as { by: string };
        if (by !== options.instance) for (const room of event.audience) endRoom(room);
        return;
      }
      const toFeeds = reach === 'feeds' && event.audience.includes(rooms.public);
      out.add(JSON.stringify(toLiveEvent(event)), (to) => {
        if (toFeeds) watchers.each(event, to);
        else for (const room of event.audience) for (const lane of members.of(room)) to(lane);
      });
    },
    /** Until what was delivered is on its way, see `fanOut`. */
    sent: out.sent,
    /** The sessions that have live connections here. */
    sessions: (): string[] => [
      ...new Set([...socketOf.values()].flatMap(({ data }) => data.joined?.sessionId ?? [])),
    ],
    /** Ends a session's live connections, and those just being made. */
    endSession: (sessionId: string): void => endRoom(rooms.session(sessionId)),
    async close(): Promise<void> {
      out.flush();
      alive.stop();
      await io.close();
    },
  };
}
export type LiveSockets = ReturnType<typeof liveSockets>;

/** Lets go of a handshake's request: it is some kilobytes that nobody asks for again. */
function requestForgetter(io: Server): (socket: LiveSocket) => void {
  /** Engine.IO's stand-in for a response lives as long as the connection, and holds the request. */
  const responses = new WeakMap<object, { req: unknown }>();
  io.engine.use((request: object, response: { req: unknown }, next: () => void) => {
    responses.set(request, response);
    next();
  });
  return ({ conn, handshake }) => {
    const held = conn as unknown as { request: object | null };
    const response = held.request && responses.get(held.request);
    if (response) response.req = null;
    held.request = null;
    Object.assign(handshake, { headers: {}, auth: {}, query: {} });
  };
}
