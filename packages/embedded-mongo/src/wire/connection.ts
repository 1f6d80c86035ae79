import type { Socket } from 'node:net';
import type { Doc } from '../values/bson.ts';
import { encodeReply, MalformedMessage, messageLength, parseMessage, type Request } from './message.ts';

export type Handle = (request: Request, connectionId: number) => Promise<Doc | Uint8Array>;

/** More unanswered requests than this on one connection and it is not read further. */
const MAX_QUEUED = 64;

/** Serves one client: reads messages, has them handled one after the other, answers. What is malformed ends it. */
export function serveConnection(socket: Socket, connectionId: number, handle: Handle): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let need = 16;
  const queue: Request[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let request = queue.shift(); request && !socket.destroyed; request = queue.shift()) {
        const reply = await handle(request, connectionId);
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

  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < need) return;
    let buffer = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
    try {
      while (buffer.length >= 16) {
        need = messageLength(buffer);
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
