import { noSuchTransaction, writeConflict } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import { owned } from '../storage/together.ts';

/** MongoDB's transactionLifetimeLimitSeconds. */
export const LIFETIME_MS = 60_000;

/**
 * A transaction sees the committed state of its start. What others commit meanwhile is kept for it in `undo`, its own
 * writes in `overlay`; both map a rid to the document's bytes, null where there is none.
 */
export interface Transaction {
  /** Its txnNumber, for messages. */
  number: number;
  state: 'open' | 'committed' | 'aborted';
  overlay: Map<Collection, Map<number, Uint8Array | null>>;
  undo: Map<Collection, Map<number, Uint8Array | null>>;
  /** Keys of unique indexes that its writes hold (a rid) or gave up (null). */
  keys: Map<string, number | null>;
  /** Collections that it made, by namespace: nobody else sees them before the commit. */
  created: Map<string, Collection>;
  /** The collections that it has read or written: changing these waits for its end. */
  touched: Set<Collection>;
  /** Whether a read or a write has been answered from the snapshot. */
  started: boolean;
  ended: Promise<void>;
  finish: () => void;
}

/** Thrown by a write that has to wait until another transaction ends; the command then tries again. */
export class Blocked extends Error {
  readonly holder: Transaction;
  constructor(holder: Transaction) {
    super('blocked by a transaction');
    this.holder = holder;
  }
}

/** The key under which the name of a collection is held while a transaction makes it. */
export const nameKey = (db: string, name: string) => `ns:${db}.${name}`;

/**
 * Who holds which document and which unique key, and what open transactions must still see. `discard` takes back a
 * collection whose transaction came to nothing.
 */
export function openTransactions(discard: (collection: Collection) => void) {
  const open = new Set<Transaction>();
  const locks = new Map<number, Transaction>();
  const keyLocks = new Map<string, Transaction>();

  function end(txn: Transaction, state: 'committed' | 'aborted'): void {
    if (txn.state !== 'open') return;
    txn.state = state;
    open.delete(txn);
    for (const writes of txn.overlay.values())
      for (const rid of writes.keys()) if (locks.get(rid) === txn) locks.delete(rid);
    for (const key of txn.keys.keys()) if (keyLocks.get(key) === txn) keyLocks.delete(key);
    if (state === 'aborted') for (const collection of txn.created.values()) discard(collection);
    txn.finish();
  }

  /** The write of `writer` may go on, or it throws: a transaction conflicts, anyone else waits. */
  function claim(holder: Transaction | undefined, writer: Transaction | undefined): void {
    if (!holder || holder === writer) return;
    if (writer && (writer.started || writer.overlay.size > 0)) throw writeConflict();
    throw new Blocked(holder);
  }

  return {
    /** After its lifetime it is aborted. */
    start(number: number): Transaction {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(() => end(txn, 'aborted'), LIFETIME_MS);
      timer.unref();
      const txn: Transaction = {
        number,
        state: 'open',
        overlay: new Map(),
        undo: new Map(),
        keys: new Map(),
        created: new Map(),
        touched: new Set(),
        started: false,
        ended: promise,
        finish: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      open.add(txn);
      return txn;
    },
    commit: (txn: Transaction) => end(txn, 'committed'),
    abort: (txn: Transaction) => end(txn, 'aborted'),
    /** The open transactions that have read or written a collection. */
    touching: (collection: Collection) => [...open].filter((txn) => txn.touched.has(collection)),
    abortTouching(collection: Collection): void {
      for (const txn of [...open]) if (txn.touched.has(collection)) end(txn, 'aborted');
    },
    abortAll: () => {
      for (const txn of [...open]) end(txn, 'aborted');
    },
    /** Before a write on a document: first updater wins. */
    check(collection: Collection, rid: number, writer: Transaction | undefined): void {
      if (writer && writer.state !== 'open') throw noSuchTransaction(writer.number);
      claim(locks.get(rid), writer);
      if (writer?.undo.get(collection)?.has(rid)) throw writeConflict();
    },
    /** Keeps a document's new version, and others' hands off it, until the end of the transaction. */
    hold(collection: Collection, rid: number, after: Uint8Array | null, writer: Transaction): void {
      within(writer.overlay, collection).set(rid, after);
      locks.set(rid, writer);
    },
    /** Whether any of them holds a key at all. */
    anyKeyHeld: () => keyLocks.size > 0,
    checkKey: (key: string, writer: Transaction | undefined) => claim(keyLocks.get(key), writer),
    holdKey(key: string, writer: Transaction, rid: number | null): void {
      keyLocks.set(key, writer);
      writer.keys.set(key, rid);
    },
    /** After a committed write: what was there before stays visible to the transactions that began earlier. */
    remember(
      collection: Collection,
      rid: number,
      before: Uint8Array | null,
      writer: Transaction | undefined,
    ): void {
      for (const txn of open) {
        if (txn === writer) continue;
        const changes = within(txn.undo, collection);
        if (!changes.has(rid)) changes.set(rid, before && owned(before));
      }
    },
    /** Moves the snapshot of a transaction that has shown nothing yet to now. */
    refresh(txn: Transaction): void {
      txn.undo.clear();
    },
  };
}

export type Transactions = ReturnType<typeof openTransactions>;

function within(versions: Transaction['undo'], collection: Collection): Map<number, Uint8Array | null> {
  const found = versions.get(collection) ?? new Map<number, Uint8Array | null>();
  versions.set(collection, found);
  return found;
}
