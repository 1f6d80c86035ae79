import type { Socket } from 'node:net';

/** What all connections together may hold of messages that are not complete, in bytes. */
const MAX_BYTES = 256 * 1024 * 1024;
/** How long one message may take to come. */
const PATIENCE_MS = 60_000;

/** Keeps clients that begin messages and don't end them from filling the memory: whoever holds most goes first. */
export function openUnfinished(patienceMs = PATIENCE_MS) {
  const held = new Map<Socket, { bytes: number; since: number }>();
  let total = 0;

  function release(socket: Socket): void {
    total -= held.get(socket)?.bytes ?? 0;
    held.delete(socket);
  }

  const timer = setInterval(() => {
    const limit = performance.now() - patienceMs;
    // Who waits for us is not slow.
    for (const [socket, { since }] of held) if (since < limit && !socket.isPaused()) socket.destroy();
  }, patienceMs / 4);
  timer.unref();

  return {
    release,
    /** The memory that a message on its way takes up now. */
    hold(socket: Socket, bytes: number): void {
      const since = held.get(socket)?.since ?? performance.now();
      release(socket);
      held.set(socket, { bytes, since });
      total += bytes;
      while (total > MAX_BYTES) {
        const [most] = [...held].reduce((a, b) => (b[1].bytes > a[1].bytes ? b : a));
        release(most);
        most.destroy();
      }
    },
    close: () => clearInterval(timer),
  };
}

export type Unfinished = ReturnType<typeof openUnfinished>;
