import type { EventsPage, LiveEvent } from '@linggong/contracts/events.ts';
import { io } from 'socket.io-client';
import { catchUp } from '../../apps/web/src/lib/live/catch-up.ts';
import { call, type DemoSession } from './api.ts';

/**
 * A client that stays through everything, by the page's own rule of catching up; keeps what it was shown, in that
 * order. Its pushes and requests may reach any process.
 */
export function fleetClient(url: string, session: DemoSession | null, from: number) {
  const shown: LiveEvent[] = [];
  let reloads = 0;
  const view = catchUp({
    seq: from,
    fetchPage: async (after) => {
      try {
        const { status, body } = await call(url, session, 'GET', `/events?after=${after}&limit=100`);
        if (status === 200) return { ok: true, data: body as EventsPage };
        return { ok: false, problem: { ...(body as never as { status: number }), status } as never };
      } catch {
        return { ok: false, problem: { status: 0 } as never };
      }
    },
    deliver: (events) => void shown.push(...events),
    reload: () => {
      reloads += 1;
    },
  });
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
    extraHeaders: session ? { cookie: session.cookie } : {},
  });

  async function watch(): Promise<void> {
    view.lost();
    const ack = await socket
      .timeout(3000)
      .emitWithAck('feed.watch', {})
      .catch(() => null);
    if (ack?.ok) await view.level(ack.seq);
  }
  socket.on('hello', () => void watch());
  socket.on('behind', () => void watch());
  socket.on('events', (events: LiveEvent[]) => view.push(events));
  socket.on('disconnect', () => view.lost());
  const repair = setInterval(() => void (socket.connected ? watch() : view.level()), 2000);

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
