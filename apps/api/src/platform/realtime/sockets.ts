import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { CLIENT_EVENTS, type ClientToServer, type ServerToClient } from '@linggong/contracts/events.ts';
import { type FeedFilter, zFeedFilter } from '@linggong/contracts/feed.ts';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { rooms, type StoredEvent, toLiveEvent } from '../events/log.ts';
import { clientNetwork } from '../http/address.ts';
import type { Viewer } from '../http/env.ts';
import type { OwnOrigin } from '../http/middleware.ts';
import { ProblemError } from '../problem.ts';
import type { Limit, RateLimits } from '../rate-limit.ts';

type SocketData = { viewer: Viewer | null; filter: FeedFilter | null; began: number };
type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** One address may be a carrier's for many phones; one session has a few pages open. */
const CONNECTIONS_PER_ADDRESS = 2000;
const CONNECTIONS_PER_SESSION = 20;
const HANDSHAKES: Limit = { points: 3000, seconds: 60 };
const MESSAGES: Limit = { points: 30, seconds: 10 };
/** Longer than any handshake takes. */
const REMEMBERED_MS = 60_000;

/**
 * The live connection. Rooms are joined by the server alone, from the viewer's session; a client can only say
 * which filter its open feed has. `wants` decides whether a filter lets an event through.
 */
export function liveSockets(options: {
  server: HttpServer;
  viewerOf: (headers: Headers) => Promise<Viewer | null>;
  roomsOf: (viewer: Viewer | null) => string[];
  wants: (filter: FeedFilter, event: StoredEvent) => boolean;
  position: () => number;
  isOwnOrigin: OwnOrigin;
  limits: RateLimits;
  clock: () => Date;
  trustProxy: boolean;
  build: string;
  logger: Logger;
}) {
  const { position, logger, limits } = options;
  const perAddress = new Map<string, number>();
  const most = CONNECTIONS_PER_ADDRESS * limits.scale;
  /** When sessions were ended: who they were may have been read for a connection that is not there yet. */
  const endedAt = new Map<string, number>();
  const addressOf = ({ headers, socket }: IncomingMessage) => {
    const forwarded = options.trustProxy ? headers['x-real-ip'] : undefined;
    return clientNetwork(forwarded?.toString() ?? socket.remoteAddress ?? 'unknown');
  };
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>(options.server, {
    path: '/socket.io/',
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16_384,
    allowRequest: (request, callback) => {
      const { origin } = request.headers;
      const own = origin === undefined || options.isOwnOrigin(origin, request.headers.host);
      callback(null, own && (perAddress.get(addressOf(request)) ?? 0) < most);
    },
  });

  // Counted from the first byte, not from the handshake on top of it, which a client may leave out.
  io.engine.on(
    'connection',
    (raw: { request: IncomingMessage; once: (event: 'close', f: () => void) => void }) => {
      const address = addressOf(raw.request);
      perAddress.set(address, (perAddress.get(address) ?? 0) + 1);
      raw.once('close', () => {
        const left = (perAddress.get(address) ?? 1) - 1;
        if (left > 0) perAddress.set(address, left);
        else perAddress.delete(address);
      });
    },
  );

  const connectionsOf = ({ sessionId }: Viewer) =>
    io.sockets.adapter.rooms.get(`session:${sessionId}`)?.size ?? 0;

  io.use(async (socket, next) => {
    try {
      const began = performance.now();
      await limits.take('handshakes', addressOf(socket.request), HANDSHAKES);
      const { cookie } = socket.request.headers;
      const viewer = cookie ? await options.viewerOf(new Headers({ cookie })) : null;
      if (viewer && connectionsOf(viewer) >= CONNECTIONS_PER_SESSION)
        return next(new Error('too_many_connections'));
      socket.data = { viewer, filter: null, began };
      next();
    } catch (error) {
      if (!(error instanceof ProblemError)) logger.error({ err: error }, 'live connection refused');
      next(new Error('unavailable'));
    }
  });

  io.on('connection', (socket: LiveSocket) => {
    const { viewer, began } = socket.data;
    socket.emit('hello', { seq: position(), now: options.clock().toISOString(), build: options.build });
    const { sessionId } = viewer ?? {};
    if (sessionId && (endedAt.get(sessionId) ?? 0) >= began) {
      socket.emit('session.ended');
      socket.disconnect(true);
      return;
    }
    void socket.join(options.roomsOf(viewer));
    if (sessionId) void socket.join(`session:${sessionId}`);

    const on = (event: keyof ClientToServer, handle: (message: never) => void) => {
      socket.on(event, async (message: unknown, ack: unknown) => {
        const answer = typeof ack === 'function' ? (ack as (a: unknown) => void) : () => undefined;
        try {
          await limits.take('socket', socket.id, MESSAGES);
          handle(CLIENT_EVENTS[event].parse(message) as never);
          answer({ ok: true, seq: position() });
        } catch (error) {
          const code = error instanceof ProblemError ? error.code : 'request.invalid';
          answer({ ok: false, code, detail: '' });
        }
      });
    };
    on('feed.watch', (filter: Record<string, string>) => {
      socket.data.filter = zFeedFilter.parse(filter);
    });
    on('feed.unwatch', () => {
      socket.data.filter = null;
    });
  });

  /** A newly published gig goes to the open feeds that it matches; whoever looks at no feed is not told. */
  function deliverToWatchers(event: StoredEvent) {
    const live = [toLiveEvent(event)];
    for (const socket of io.sockets.sockets.values()) {
      const { filter } = (socket as LiveSocket).data;
      if (filter && options.wants(filter, event)) socket.emit('events', live);
    }
  }

  return {
    io,
    /** Hands an event of the log to the sockets that may see it. */
    deliver(event: StoredEvent) {
      if (event.type === 'gig.published.v1' && event.audience.includes(rooms.public))
        deliverToWatchers(event);
      else io.to(event.audience).emit('events', [toLiveEvent(event)]);
    },
    /** Ends the live connections of a session that was signed out or whose rights changed, and those just being made. */
    endSession(sessionId: string) {
      endedAt.set(sessionId, performance.now());
      setTimeout(() => endedAt.delete(sessionId), REMEMBERED_MS).unref();
      io.to(`session:${sessionId}`).emit('session.ended');
      io.in(`session:${sessionId}`).disconnectSockets(true);
    },
    close: () => io.close(),
  };
}
