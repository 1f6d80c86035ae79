import type { Server as HttpServer } from 'node:http';
import { CLIENT_EVENTS, type ClientToServer, type ServerToClient } from '@linggong/contracts/events.ts';
import { type FeedFilter, zFeedFilter } from '@linggong/contracts/feed.ts';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { rooms, type StoredEvent, toLiveEvent } from '../events/log.ts';
import type { Viewer } from '../http/env.ts';
import type { OwnOrigin } from '../http/middleware.ts';
import type { RateLimits } from '../rate-limit.ts';

type SocketData = { viewer: Viewer | null; filter: FeedFilter | null; ip: string };
type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

const CONNECTIONS_PER_ADDRESS = 400;
const MESSAGES: { points: number; seconds: number } = { points: 30, seconds: 10 };

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
  const { position, logger } = options;
  const perAddress = new Map<string, number>();
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>(options.server, {
    path: '/socket.io/',
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16_384,
    allowRequest: (request, callback) => {
      const { origin } = request.headers;
      callback(null, origin === undefined || options.isOwnOrigin(origin, request.headers.host));
    },
  });

  io.use(async (socket, next) => {
    try {
      const { headers } = socket.request;
      const forwarded = options.trustProxy ? headers['x-real-ip'] : undefined;
      const ip = forwarded?.toString() ?? socket.request.socket.remoteAddress ?? 'unknown';
      const count = perAddress.get(ip) ?? 0;
      if (count >= CONNECTIONS_PER_ADDRESS * options.limits.scale)
        return next(new Error('too_many_connections'));
      const { cookie } = headers;
      const viewer = cookie ? await options.viewerOf(new Headers({ cookie })) : null;
      socket.data = { viewer, filter: null, ip };
      next();
    } catch (error) {
      logger.error({ err: error }, 'live connection refused');
      next(new Error('unavailable'));
    }
  });

  io.on('connection', (socket: LiveSocket) => {
    const { viewer, ip } = socket.data;
    perAddress.set(ip, (perAddress.get(ip) ?? 0) + 1);
    socket.on('disconnect', () => {
      const left = (perAddress.get(ip) ?? 1) - 1;
      if (left > 0) perAddress.set(ip, left);
      else perAddress.delete(ip);
    });
    void socket.join(options.roomsOf(viewer));
    if (viewer) void socket.join(`session:${viewer.sessionId}`);

    const on = (event: keyof ClientToServer, handle: (message: never) => void) => {
      socket.on(event, async (message: unknown, ack: unknown) => {
        const answer = typeof ack === 'function' ? (ack as (a: unknown) => void) : () => undefined;
        try {
          await options.limits.take('socket', socket.id, MESSAGES);
          handle(CLIENT_EVENTS[event].parse(message) as never);
          answer({ ok: true, seq: position() });
        } catch {
          answer({ ok: false, code: 'request.invalid', detail: '' });
        }
      });
    };
    on('feed.watch', (filter: Record<string, string>) => {
      socket.data.filter = zFeedFilter.parse(filter);
    });
    on('feed.unwatch', () => {
      socket.data.filter = null;
    });
    socket.emit('hello', { seq: position(), now: options.clock().toISOString(), build: options.build });
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
    /** Hands events of the log, in order, to the sockets that may see them. */
    deliver(events: StoredEvent[]) {
      for (const event of events) {
        if (event.type === 'gig.published.v1' && event.audience.includes(rooms.public))
          deliverToWatchers(event);
        else io.to(event.audience).emit('events', [toLiveEvent(event)]);
      }
    },
    /** Ends the live connections of a session that was signed out. */
    endSession(sessionId: string) {
      io.to(`session:${sessionId}`).emit('session.ended');
      io.in(`session:${sessionId}`).disconnectSockets(true);
    },
    close: () => io.close(),
  };
}
export type LiveSockets = ReturnType<typeof liveSockets>;
