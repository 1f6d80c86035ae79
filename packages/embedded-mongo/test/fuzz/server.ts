import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Document, deserialize } from 'bson';
import { expect } from 'vitest';
import { openRaw } from '../raw.ts';

/** A server in a process of its own that may be asked anything. */
export async function openVictim(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'linggong-fuzz-'));
  const child = spawn(
    process.execPath,
    ['--expose-gc', fileURLToPath(new URL('./child.ts', import.meta.url))],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env, TMPDIR: folder },
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => String((await lines.next()).value);
  const url = await nextLine();
  const path = decodeURIComponent(new URL(url).hostname);
  const healthy = await openRaw(url);
  let n = 0;

  function open(): Socket {
    const socket = connect(path);
    socket.on('error', () => undefined).resume();
    return socket;
  }

  return {
    url,
    open,
    /** The client that behaves. */
    healthy,
    /** It gets right answers all the while. */
    async stillWell(): Promise<void> {
      expect(child.exitCode).toBe(null);
      expect(await healthy.command('well', { insert: 'c', documents: [{ _id: ++n, n }] })).toMatchObject({
        n: 1,
        ok: 1,
      });
      const { cursor } = await healthy.command('well', {
        find: 'c',
        filter: { n: { $gt: n - 2 } },
        sort: { n: 1 },
      });
      expect(cursor.firstBatch.map((doc: Document) => doc._id)).toEqual(n === 1 ? [1] : [n - 1, n]);
    },
    async bytesInUse(): Promise<number> {
      child.stdin.write('\n');
      return Number(await nextLine());
    },
    /** What it answers to some bytes until it closes; `end` tells it that no more will come. */
    async exchange(bytes: Uint8Array, end = true): Promise<{ id: number; doc: Document }[]> {
      const socket = open();
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk));
      if (end) socket.end(bytes);
      else socket.write(bytes);
      await once(socket, 'close', { signal: AbortSignal.timeout(30_000) });
      return replies(Buffer.concat(chunks));
    },
    async close(): Promise<void> {
      healthy.close();
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whole messages, as `{ id, doc }`. Patterns stay text: a stored one need not be one to JavaScript. */
export function replies(bytes: Buffer): { id: number; doc: Document }[] {
  const out: { id: number; doc: Document }[] = [];
  for (let at = 0; at + 4 <= bytes.length && at + bytes.readInt32LE(at) <= bytes.length; ) {
    const length = bytes.readInt32LE(at);
    const doc = deserialize(bytes.subarray(at + 21, at + length), { bsonRegExp: true });
    out.push({ id: bytes.readInt32LE(at + 8), doc });
    at += length;
  }
  return out;
}
