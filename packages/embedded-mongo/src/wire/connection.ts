import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Connection } from '../auth/access.ts';
import type { ClusterTime } from '../engine/clock.ts';
import type { Doc } from '../values/bson.ts';
import type { Maybe } from '../values/maybe.ts';
import { encodeReply, MalformedMessage, messageLength, parseMessage, type Request } from './message.ts';
import type { Unfinished } from './unfinished.ts';

export type Handle = (request: Request, connection: Connection) => Maybe<Doc | Uint8Array>;

/** More unanswered requests than this on one connection and it is not read further. */
const MAX_QUEUED = 64;
const MAX_QUEUED_BYTES = 16 * 1024 * 1024;
/** One connection's queue may keep the thread for so long before others get their turn. */
const TURN_MS = 8;

/** Whoever has not signed in sends no message larger than this; a greeting has less than 2 KiB. */
const STRANGER_BYTES = 16 * 1024;
/** A stranger's time for the first message, and then between two: drivers watch a server without signing in. */
const FIRST_WORD_MS = 10_000;
const STRANGER_IDLE_MS = 10 * 60_000;

/** Serves one client: reads messages, has them handled one after the other, answers. What is malformed ends it. */
export function serveConnection(
  socket: Socket,
  connection: Connection,
  handle: Handle,
  unfinished: Unfinished,
  now: Readonly<ClusterTime>,
): void {
  /** The message that comes in pieces: `size` bytes of it are here, of `need` that are known of. */
  let partial: Buffer | undefined;
  let size = 0;
  let need = 16;
  const queue: Request[] = [];
  let queued = 0;
  let busy = false;
  const full = () => queue.length >= MAX_QUEUED || queued >= MAX_QUEUED_BYTES;
  let stranger = !connection.trusted;

  function settleIn(): void {
    stranger = !connection.trusted;
    socket.setTimeout(stranger ? STRANGER_IDLE_MS : 0);
  }

  /** Answers what has come, at once where nothing has to be waited for. */
  function drain(): void {
    if (busy) return;
    const until = performance.now() + TURN_MS;
    const several = queue.length > 1;
    if (several) socket.cork();
    while (!busy && !socket.destroyed) {
      const request = queue.shift();
      if (!request) break;
      queued -= request.size;
      const reply = handle(request, connection);
      if (reply instanceof Promise) later(reply.then((done) => answer(request, done)));
      else if (!answer(request, reply)) later(drained(socket));
      else if (queue.length > 0 && performance.now() > until) later(setImmediate());
    }
    if (several) socket.uncork();
    if (socket.isPaused() && !full()) socket.resume();
  }

  /** What comes next waits for this. */
  function later(step: Promise<unknown>): void {
    busy = true;
    step
      .then(() => (socket.writableNeedDrain ? drained(socket) : undefined))
      .then(
        () => {
          busy = false;
          drain();
        },
        () => socket.destroy(),
      );
  }

  /** Returns false where the client is slow to read. */
  function answer(request: Request, reply: Doc | Uint8Array): boolean {
    if (stranger) settleIn();
    return request.silent || socket.destroyed || socket.write(encodeReply(request, reply, now));
  }

  if (stranger) socket.setTimeout(FIRST_WORD_MS, () => socket.destroy());
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => unfinished.release(socket));
  socket.on('data', (chunk: Buffer) => {
    let buffer = chunk;
    if (partial) {
      partial = withRoom(partial, size, chunk.length, need);
      partial.set(chunk, size);
      size += chunk.length;
      if (size < need) {
        unfinished.hold(socket, partial.length);
        return;
      }
      buffer = partial.subarray(0, size);
      partial = undefined;
      unfinished.release(socket);
    }
    try {
      while (buffer.length >= 16) {
        need = messageLength(buffer, connection.trusted ? undefined : STRANGER_BYTES);
        if (buffer.length < need) break;
        queue.push(parseMessage(buffer.subarray(0, need)));
        queued += need;
        buffer = buffer.subarray(need);
        need = 16;
      }
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      socket.destroy();
      return;
    }
    if (buffer.length > 0) {
      if (buffer.length < 16) need = 16;
      partial = Buffer.from(buffer);
      size = buffer.length;
      unfinished.hold(socket, size);
    }
    if (full()) socket.pause();
    drain();
  });
}

const drained = (socket: Socket) =>
  new Promise<void>((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });

/** Memory for `more` bytes behind the first `size`. It doubles, so that many small pieces are copied a few times only. */
function withRoom(partial: Buffer, size: number, more: number, need: number): Buffer {
  const wanted = size + more;
  if (wanted <= partial.length) return partial;
  const bigger = Buffer.allocUnsafeSlow(Math.max(wanted, Math.min(need, partial.length * 2)));
  partial.copy(bigger, 0, 0, size);
  return bigger;
}
