import type { Socket } from 'node:net';
import type { Connection } from '../auth/access.ts';
import type { Doc } from '../values/bson.ts';
import { encodeReply, MalformedMessage, messageLength, parseMessage, type Request } from './message.ts';

export type Handle = (request: Request, connection: Connection) => Promise<Doc | Uint8Array>;

/** More unanswered requests than this on one connection and it is not read further. */
const MAX_QUEUED = 64;

/** Whoever has not signed in sends no message larger than this; a greeting has less than 2 KiB. */
const STRANGER_BYTES = 16 * 1024;
/** A stranger's time for the first message, and then between two: drivers watch a server without signing in. */
const FIRST_WORD_MS = 10_000;
const STRANGER_IDLE_MS = 10 * 60_000;

/** Serves one client: reads messages, has them handled one after the other, answers. What is malformed ends it. */
export function serveConnection(socket: Socket, connection: Connection, handle: Handle): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let need = 16;
  const queue: Request[] = [];
  let busy = false;
  let stranger = !connection.trusted;

  function settleIn(): void {
    stranger = !connection.trusted;
    socket.setTimeout(stranger ? STRANGER_IDLE_MS : 0);
  }

  async function drain(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let request = queue.shift(); request && !socket.destroyed; request = queue.shift()) {
        const reply = await handle(request, connection);
        if (stranger) settleIn();
        if (!request.silent && !socket.destroyed && !socket.write(encodeReply(request, reply)))
          await new Promise<void>((resolve) => {
            socket.once('drain', resolve);
            socket.once('close', resolve);
          });
        if (queue.length < MAX_QUEUED && socket.isPaused()) socket.resume();
      }
    } catch {
      socket.destroy();
    } finally {
      busy = false;
    }
  }

  if (stranger) socket.setTimeout(FIRST_WORD_MS, () => socket.destroy());
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < need) return;
    let buffer = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
    try {
      while (buffer.length >= 16) {
        need = messageLength(buffer, connection.trusted ? undefined : STRANGER_BYTES);
        if (buffer.length < need) break;
        queue.push(parseMessage(buffer.subarray(0, need)));
        buffer = buffer.subarray(need);
        need = 16;
      }
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      socket.destroy();
      return;
    }
    if (buffer.length < 16) need = 16;
    chunks = buffer.length > 0 ? [buffer] : [];
    size = buffer.length;
    if (queue.length >= MAX_QUEUED) socket.pause();
    void drain();
  });
}
