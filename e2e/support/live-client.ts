import { catchUp } from '@linggong/client/catch-up.ts';
import type { EventsPage, LiveEvent } from '@linggong/contracts/events.ts';
import { io } from 'socket.io-client';
import { call, type DemoSession } from './api.ts';

/** How soon a client that lost its connection tries again, and how often it looks whether it is level. */
type Pace = { retryMs: number; retryAtMostMs: number; repairMs: number };
/** As the page does it. */
const PAGE: Pace = { retryMs: 1000, retryAtMostMs: 5000, repairMs: 20_000 };

/**
 * A client that stays through everything, by the page's own rule of catching up; keeps what it was shown, in that
 * order. Its pushes and requests may reach any process.
 */
export function liveClient(options: {
  url: string;
  session: DemoSession | null;
  /** What it has seen of the log already. */
  from: number;
  filter?: Record<string, string>;
  headers?: Record<string, string>;
  pace?: Pace;
  /** Events as they are shown. */
  show?: (events: LiveEvent[]) => void;
  /** Level again, so many milliseconds after it was connected. */
  levelled?: (tookMs: number) => void;
}) {
  const { url, session, filter = {}, headers = {}, pace = PAGE } = options;
  const shown: LiveEvent[] = [];
  let reloads = 0;
  const view = catchUp({
    seq: options.from,
    fetchPage: async (after) => {
      const query = new URLSearchParams({ ...filter, after: String(after), limit: '100' });
      try {
        const { status, body } = await call(url, session, 'GET', `/events?${query}`, undefined, headers);
        if (status === 200) return { ok: true, data: body as EventsPage };
        return { ok: false, problem: { ...(body as never as { status: number }), status } as never };
      } catch {
        return { ok: false, problem: { status: 0 } as never };
      }
    },
    deliver(events) {
      shown.push(...events);
      options.show?.(events);
    },
    reload: () => {
      reloads += 1;
    },
  });
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: pace.retryMs,
    reconnectionDelayMax: pace.retryAtMostMs,
    extraHeaders: { ...headers, ...(session ? { cookie: session.cookie } : {}) },
  });

  async function watch(): Promise<boolean> {
    view.lost();
    const ack = await socket
      .timeout(3000)
      .emitWithAck('feed.watch', filter)
      .catch(() => null);
    return ack?.ok ? view.level(ack.seq) : false;
  }
  socket.on('hello', async () => {
    const began = performance.now();
    if (await watch()) options.levelled?.(performance.now() - began);
  });
  socket.on('behind', () => void watch());
  socket.on('events', (events: LiveEvent[]) => view.push(events));
  socket.on('disconnect', () => view.lost());
  const repair = setInterval(() => void (socket.connected ? watch() : view.level()), pace.repairMs);

  return {
    shown,
    reloads: () => reloads,
    /** Until the view has reached `end`; true where it did within the time. */
    async reaches(end: number, patienceMs = 30_000): Promise<boolean> {
      for (let waited = 0; waited < patienceMs; waited += 100) {
        if ((view.position ?? 0) >= end) return true;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return false;
    },
    close(): void {
      clearInterval(repair);
      view.end();
      socket.disconnect();
    },
  };
}
