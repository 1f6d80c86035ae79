import type { EventOf, EventType, LiveEvent } from '@linggong/contracts/events.ts';
import type { ClientToServer, ServerToClient } from '@linggong/contracts/live.ts';
import { io, type Socket } from 'socket.io-client';
import type { TestServer } from './server.ts';

type Hello = Parameters<ServerToClient['hello']>[0];
type Filter = Record<string, string>;

const PATIENCE_MS = 25_000;

/** Waits until `look` finds something; asks at each of the socket's messages. */
async function until<T>(
  what: string,
  look: () => T | undefined,
  changed: (again: () => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const check = () => {
      const found = look();
      if (found === undefined) return;
      clearTimeout(timer);
      off();
      resolve(found);
    };
    const timer = setTimeout(() => {
      off();
      reject(new Error(`Waited in vain for ${what}`));
    }, PATIENCE_MS);
    const off = changed(check);
    check();
  });
}

/** Until all that was written before is numbered, or some seconds passed where nobody numbers. */
async function numbered({ deps }: TestServer): Promise<void> {
  const until = performance.now() + 5000;
  while (performance.now() < until && (await deps.eventModels.outbox.exists({})))
    await new Promise((resolve) => setTimeout(resolve, 10));
}

/**
 * A real live connection that keeps what it is told of what is written from now on. Refused handshakes throw the
 * client's own error.
 */
export async function openLive(
  server: TestServer,
  options: { cookie: string; filter?: Filter; origin?: string },
) {
  const { cookie, origin = server.url } = options;
  await numbered(server);
  const socket: Socket<ServerToClient, ClientToServer> = io(server.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { origin, ...(cookie ? { cookie } : {}) },
  });
  const events: LiveEvent[] = [];
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const changed = (again: () => void) => {
    listeners.add(again);
    return () => listeners.delete(again);
  };
  let ended = false;
  let hello: Hello | undefined;
  socket.on('events', (batch) => {
    events.push(...batch);
    notify();
  });
  socket.on('session.ended', () => {
    ended = true;
    notify();
  });
  socket.on('disconnect', notify);
  await new Promise<void>((resolve, reject) => {
    socket.once('hello', (message) => {
      hello = message;
      resolve();
    });
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });

  let filter = options.filter;
  const watch = async (next: Filter) => {
    filter = next;
    const answer = await socket.timeout(PATIENCE_MS).emitWithAck('feed.watch', next);
    if (!answer.ok) throw new Error(`Not watched: ${answer.code}`);
    return answer;
  };
  if (filter) await watch(filter);

  /** Until all that was written before this call was handed to this socket. */
  async function settle(): Promise<void> {
    const { eventModels, events: log } = server.deps;
    while (await eventModels.outbox.exists({})) await new Promise((resolve) => setTimeout(resolve, 10));
    const end = await log.end();
    for (;;) {
      const answer = filter
        ? await watch(filter)
        : await socket.timeout(PATIENCE_MS).emitWithAck('feed.unwatch', {});
      if (!answer.ok) throw new Error(`Not settled: ${answer.code}`);
      if (answer.seq >= end) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const ofType = <T extends EventType>(type: T, fits: (event: EventOf<T>) => boolean) =>
    events.filter((event) => event.type === type && fits(event as EventOf<T>)) as EventOf<T>[];

  return {
    socket,
    events,
    hello: hello!,
    watch,
    settle,
    /** The first event of that type that fits, of those that came and those to come. */
    waitFor: <T extends EventType>(type: T, fits: (event: EventOf<T>) => boolean = () => true) =>
      until(type, () => ofType(type, fits)[0], changed),
    /** Throws where such an event came, once all that was written before has arrived. */
    async none<T extends EventType>(
      type: T,
      fits: (event: EventOf<T>) => boolean = () => true,
    ): Promise<void> {
      await settle();
      const [unwanted] = ofType(type, fits);
      if (unwanted) throw new Error(`Should not have come: ${JSON.stringify(unwanted)}`);
    },
    /** Until the server ended the connection; says whether it gave the reason. */
    async ended(): Promise<{ told: boolean }> {
      await until('the end of the connection', () => (socket.connected ? undefined : true), changed);
      return { told: ended };
    },
    close: () => socket.disconnect(),
  };
}
