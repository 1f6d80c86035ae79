import dns from 'node:dns';
import { fstatSync, readSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { startupSnapshot } from 'node:v8';

const FILE = 3;
const OUT = 1;
const AGAIN_MS = 2;

/** Node's permissions know no network yet: what would open a way out is taken away before any input is read. */
function closeNetwork(): void {
  const dgram = process.getBuiltinModule('node:dgram');
  const closed = () => {
    throw new Error('no network in here');
  };
  Socket.prototype.connect = closed;
  dgram.Socket.prototype.bind = closed;
  dgram.Socket.prototype.send = closed;
  for (const names of [dns, dns.promises] as unknown as Record<string, unknown>[])
    for (const [name, value] of Object.entries(names)) if (typeof value === 'function') names[name] = closed;
  process.getBuiltinModule('node:module').syncBuiltinESMExports();
}

/** Waits for the reader at the other end: what we say is never held here. */
function write(bytes: Buffer): void {
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(OUT, bytes, from);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS);
    }
  }
}

/** One message to outside. */
export const send = (message: object): void => write(Buffer.from(`${JSON.stringify(message)}\n`));

/** The open file that was handed in, no more than `most` bytes of it. */
export function handedIn(most: number): Buffer {
  const bytes = Buffer.alloc(Math.min(fstatSync(FILE).size, most));
  let at = 0;
  while (at < bytes.length) {
    const read = readSync(FILE, bytes, at, bytes.length - at, at);
    if (read === 0) break;
    at += read;
  }
  return bytes.subarray(0, at);
}

/** The same as the form that it is; null where it is none. */
export async function formHandedIn(contentType: string, most: number): Promise<FormData | null> {
  const body = new Uint8Array(handedIn(most));
  return new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => null);
}

/** The lines that one is given, as they come. */
export async function* lines(): AsyncGenerator<string> {
  let open: string[] = [];
  process.stdin.setEncoding('utf8');
  for await (const text of process.stdin as AsyncIterable<string>) {
    const [first = '', ...more] = text.split('\n');
    open.push(first);
    for (const next of more) {
      yield open.join('');
      open = [next];
    }
  }
  const last = open.join('');
  if (last) yield last;
}

/** Says what an entry is for, as the last thing at its top level: by then all is loaded of which a snapshot is made. */
export function inside(work: () => Promise<void>): void {
  startupSnapshot.setDeserializeMainFunction(async () => {
    closeNetwork();
    await work();
  });
}

/**
 * As `inside`, of an entry whose library is native code, which no snapshot holds. It is loaded by then: what it might open
 * by itself, past Node, is not closed.
 */
export function insideNative(work: () => Promise<void>): void {
  closeNetwork();
  void work();
}
