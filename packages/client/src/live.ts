import { io } from 'socket.io-client';
import type { components } from './api.gen.ts';
import { catchUp, type LogPage } from './catch-up.ts';

/** An event of the log; its `type` tells what its `payload` is. */
export type LiveEvent = components['schemas']['EventsPage']['items'][number];
/** The query of `GET /api/v1/gigs`, as text. */
export type LiveFilter = Record<string, string>;

const ACK_MS = 5000;
/** How often it is looked whether all is level; without a connection the log is asked for as often. */
const REPAIR_MS = 20_000;

export type LiveOptions = {
  /** The log up to here is known already, e.g. the `seq` of a page that was read; null: begin with what comes now. */
  after: number | null;
  /** With it newly published gigs that it lets through are told too. */
  filter?: LiveFilter;
  /** New events that one may see, in order of `seq`, each once, however often the connection broke. */
  onEvents: (events: LiveEvent[]) => void;
  /** The log no longer reaches back to what one had: read anew what is shown, by the API. */
  onGap?: () => void;
  /** The session ended: nothing more comes until one signs in and opens it anew. */
  onSessionEnd?: () => void;
};

/** What the live channel needs of the client that opens it. */
export type LiveHost = {
  origin: string;
  /** For the handshake, as it is now. */
  cookie: () => string;
  fetchPage: (query: {
    after: number;
    filter: LiveFilter;
  }) => Promise<{ status: number; page?: LogPage<LiveEvent> }>;
};

/**
 * Opens the live channel and keeps it level with the log: the push is a hint, and after each break the log is asked
 * for what came after the last event that was seen. For programs: a browser sends no cookie of another origin.
 */
export function openLive({ origin, cookie, fetchPage }: LiveHost, options: LiveOptions) {
  const { after, filter, onEvents, onGap, onSessionEnd } = options;
  let begun = after !== null;
  const view = catchUp<LiveEvent>({
    seq: after,
    fetchPage: async (from) => {
      const { status, page } = await fetchPage({ after: from, filter: filter ?? {} }).catch(() => ({
        status: 0,
        page: undefined,
      }));
      return page ? { ok: true, data: page } : { ok: false, problem: { status } };
    },
    deliver: onEvents,
    reload: () => {
      // Where it begins with what comes now there is nothing that would have to be read anew.
      if (begun) onGap?.();
      begun = true;
    },
  });
  const handshake = (): Record<string, string> => (cookie() ? { cookie: cookie() } : {});
  // Nothing but WebSocket is taken.
  const socket = io(origin, { transports: ['websocket'], forceNew: true, extraHeaders: handshake() });
  socket.io.on('reconnect_attempt', () => {
    socket.io.opts.extraHeaders = handshake();
  });

  /** Says what is watched, then asks the log for what came before the server knew. */
  async function level(): Promise<void> {
    view.lost();
    const asked = filter ? socket.timeout(ACK_MS).emitWithAck('feed.watch', filter) : unwatched();
    const answer = await asked.catch(() => null);
    await view.level(answer?.ok ? answer.seq : undefined);
  }
  const unwatched = () => socket.timeout(ACK_MS).emitWithAck('feed.unwatch', {});

  socket.on('hello', level);
  socket.on('behind', level);
  socket.on('events', (events: LiveEvent[]) => view.push(events));
  socket.on('disconnect', () => view.lost());
  socket.on('session.ended', () => onSessionEnd?.());
  const repair = setInterval(() => void (socket.connected ? level() : view.level()), REPAIR_MS);

  return {
    /** The place in the log up to which events were handed on: what to give as `after` next time. */
    get position() {
      return view.position;
    },
    close(): void {
      clearInterval(repair);
      view.end();
      socket.disconnect();
    },
  };
}
export type Live = ReturnType<typeof openLive>;
