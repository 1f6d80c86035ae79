import { randomBytes } from 'node:crypto';
import { MongoError } from '../errors.ts';
import { encodeCursorReply } from '../wire/message.ts';
import type { Transaction } from './transactions.ts';

const FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;
const MAX_OPEN = 10_000;

/** Documents to come, as bytes; undefined at the end. */
export type Source = () => Promise<Uint8Array | undefined>;

export interface Cursor {
  id: bigint;
  ns: string;
  source: Source;
  /** Read ahead, but did not fit into the last batch. */
  waiting: Uint8Array | undefined;
  batchSize: number | undefined;
  session: string | undefined;
  txn: Transaction | undefined;
  keep: boolean;
  usedAt: number;
}

export interface OpenOptions {
  ns: string;
  batchSize?: number | undefined;
  singleBatch?: boolean;
  keep?: boolean;
  session?: string | undefined;
  txn?: Transaction | undefined;
}

/** Cursors between `find` or `aggregate` and their last `getMore`. Bounded in number, in bytes per batch and in idle time. */
export function openCursors() {
  const open = new Map<bigint, Cursor>();

  async function fill(cursor: Cursor, size: number): Promise<{ docs: Uint8Array[]; done: boolean }> {
    const docs: Uint8Array[] = [];
    let bytes = 0;
    while (docs.length < size) {
      const doc = cursor.waiting ?? (await cursor.source());
      cursor.waiting = undefined;
      if (!doc) return { docs, done: true };
      if (docs.length > 0 && bytes + doc.length > MAX_BATCH_BYTES) {
        cursor.waiting = doc;
        return { docs, done: false };
      }
      bytes += doc.length;
      docs.push(doc);
    }
    return { docs, done: false };
  }

  return {
    /** The first batch as a reply; a cursor stays open where more may follow. */
    async open(source: Source, options: OpenOptions): Promise<Uint8Array> {
      const { ns, batchSize, singleBatch, keep = false, session, txn } = options;
      const cursor: Cursor = {
        id: 0n,
        ns,
        source,
        waiting: undefined,
        batchSize,
        session,
        txn,
        keep,
        usedAt: Date.now(),
      };
      const { docs, done } = await fill(cursor, batchSize ?? FIRST_BATCH);
      const more = !done && !singleBatch;
      if (more) {
        if (open.size >= MAX_OPEN) throw new MongoError('InternalError', 'Too many open cursors');
        cursor.id = randomBytes(8).readBigUInt64LE() >> 1n;
        open.set(cursor.id, cursor);
      }
      return encodeCursorReply('firstBatch', docs, cursor.id, ns);
    },
    async more(id: bigint, ns: string, batchSize: number | undefined): Promise<Uint8Array> {
      const cursor = open.get(id);
      if (!cursor || cursor.ns !== ns || (cursor.txn && cursor.txn.state !== 'open')) {
        open.delete(id);
        throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
      }
      open.delete(id);
      const { docs, done } = await fill(cursor, batchSize || Number.POSITIVE_INFINITY);
      cursor.usedAt = Date.now();
      if (!done) open.set(id, cursor);
      return encodeCursorReply('nextBatch', docs, done ? 0n : id, ns);
    },
    kill: (id: bigint, ns: string) => open.get(id)?.ns === ns && open.delete(id),
    endSession(session: string): void {
      for (const cursor of open.values()) if (cursor.session === session) open.delete(cursor.id);
    },
    sweep(now: number): void {
      for (const cursor of open.values())
        if (!cursor.keep && cursor.usedAt < now - IDLE_MS) open.delete(cursor.id);
    },
  };
}

export type Cursors = ReturnType<typeof openCursors>;
