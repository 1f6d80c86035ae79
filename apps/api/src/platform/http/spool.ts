import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem } from '../problem.ts';

/** A file without a name: it is gone when it is closed, and with the process at the latest. */
async function nameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `linggong-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path).catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  return file;
}

/** Whoever sends it went away, or was cut off: that is told apart from what breaks here. */
async function* arriving(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw problem('request.broken_off');
  }
}

/**
 * Brings a request's body to the disk, so that it is never held in memory, gives `use` the open file, and forgets it.
 * Throws `request.too_large` beyond `most` bytes, `request.broken_off` where not all of it comes.
 */
export async function spooled<T>(
  body: ReadableStream<Uint8Array> | null,
  most: number,
  use: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await nameless();
  try {
    let size = 0;
    for await (const chunk of body ? arriving(body) : []) {
      size += chunk.length;
      if (size > most) throw problem('request.too_large');
      for (let from = 0; from < chunk.length; )
        from += (await file.write(chunk, from, chunk.length - from)).bytesWritten;
    }
    return await use(file);
  } finally {
    await file.close();
  }
}
