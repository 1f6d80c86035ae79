import { randomBytes } from 'node:crypto';
import { MongoError } from '../errors.ts';
import { andThen, each, type Maybe } from '../values/maybe.ts';
import { encodeCursorReply } from '../wire/message.ts';
import type { Transaction } from './transactions.ts';

const FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;
const MAX_OPEN = 10_000;
/** What all open cursors together may hold of documents that were sorted, but not fetched. */
const MAX_HELD_BYTES = 150 * 1024 * 1024;

/** Documents to come, as bytes; undefined at the end. */
export type Source = () => Maybe<Uint8Array | undefined>;

export interface Cursor {
  id: bigint;
  ns: string;
  source: Source;
  held: () => number;
  /** Read ahead, but did not fit into the last batch. */
  waiting: Uint8Array | undefined;
  batchSize: number | undefined;
  session: string | undefined;
  txn: Transaction | undefined;
  keep: boolean;
  usedAt: number;
}

interface OpenOptions {
  ns: string;
  batchSize?: number | undefined;
  singleBatch?: boolean;
  keep?: boolean;
  session?: string | undefined;
  txn?: Transaction | undefined;
  /** The bytes that the source holds. */
  held?: (() => number) | undefined;
}

type User = Pick<Cursor, 'ns' | 'session' | 'txn'>;

function checkUser(cursor: Cursor, { ns, session, txn }: User): void {
  const { id } = cursor;
  if (cursor.ns !== ns)
    throw new MongoError(
      'Unauthorized',
      `Requested getMore on namespace '${ns}', but cursor ${id} belongs to a different namespace ${cursor.ns}`,
    );
  if (cursor.session !== session)
    throw new MongoError(
      cursor.session === undefined
        ? 'Location50737'
        : session === undefined
          ? 'Location50736'
          : 'Location50738',
      `Cannot run getMore on cursor ${id}, which was not created in this session`,
    );
  if (cursor.txn !== txn)
    throw new MongoError(
      txn ? 'Location50740' : 'Location50741',
      `Cannot run getMore on cursor ${id}, which was not created in this transaction`,
    );
}

/** Cursors between `find` or `aggregate` and their last `getMore`. Bounded in number, in bytes per batch and in idle time. */
export function openCursors() {
  const open = new Map<bigint, Cursor>();

  function fill(cursor: Cursor, size: number): Maybe<{ docs: Uint8Array[]; done: boolean }> {
    const docs: Uint8Array[] = [];
    if (size === 0) return { docs, done: false };
    let bytes = 0;
    let done = true;
    const next = () => {
      const { waiting } = cursor;
      cursor.waiting = undefined;
      return waiting ?? cursor.source();
    };
    const filled = each(next, (doc) => {
      if (docs.length > 0 && bytes + doc.length > MAX_BATCH_BYTES) {
        cursor.waiting = doc;
        done = false;
      } else {
        bytes += doc.length;
        docs.push(doc);
        if (docs.length >= size) done = false;
      }
      return done;
    });
    return andThen(filled, () => ({ docs, done }));
  }

  /** Throws where one more would be too much: others' cursors are not given up for it. */
  function mayOpen(cursor: Cursor): void {
    if (open.size >= MAX_OPEN) throw new MongoError('ExceededMemoryLimit', 'Too many open cursors');
    let bytes = cursor.held();
    if (bytes === 0) return;
    for (const other of open.values()) bytes += other.held();
    if (bytes > MAX_HELD_BYTES)
      throw new MongoError('ExceededMemoryLimit', 'The open cursors hold too many sorted documents');
  }

  return {
    /** The first batch as a reply; a cursor stays open where more may follow. */
    open(source: Source, options: OpenOptions): Maybe<Uint8Array> {
      const { ns, batchSize, singleBatch, keep = false, session, txn, held = () => 0 } = options;
      const cursor: Cursor = {
        id: 0n,
        ns,
        source,
        held,
        waiting: undefined,
        batchSize,
        session,
        txn,
        keep,
        usedAt: Date.now(),
      };
      return andThen(fill(cursor, batchSize ?? FIRST_BATCH), ({ docs, done }) => {
        if (!done && !singleBatch) {
          mayOpen(cursor);
          cursor.id = randomBytes(8).readBigUInt64LE() >> 1n;
          open.set(cursor.id, cursor);
        }
        return encodeCursorReply('firstBatch', docs, cursor.id, ns);
      });
    },
    /** The next batch, for who opened it: in the same session and the same transaction. */
    more(id: bigint, user: User, batchSize: number | undefined): Maybe<Uint8Array> {
      const cursor = open.get(id);
      if (!cursor || (cursor.txn && cursor.txn.state !== 'open')) {
        open.delete(id);
        throw new MongoError('CursorNotFound', `cursor id ${id} not found`);
      }
      checkUser(cursor, user);
      const { ns } = cursor;
      open.delete(id);
      return andThen(fill(cursor, batchSize || Number.POSITIVE_INFINITY), ({ docs, done }) => {
        cursor.usedAt = Date.now();
        if (!done) open.set(id, cursor);
        return encodeCursorReply('nextBatch', docs, done ? 0n : id, ns);
      });
    },
    kill: (id: bigint, ns: string) => open.get(id)?.ns === ns && open.delete(id),
    endSession(session: string): void {
      for (const cursor of open.values()) if (cursor.session === session) open.delete(cursor.id);
    },
    sweep(now: number): void {
      for (const cursor of open.values())
        if ((!cursor.keep && cursor.usedAt < now - IDLE_MS) || (cursor.txn && cursor.txn.state !== 'open'))
          open.delete(cursor.id);
    },
  };
}
