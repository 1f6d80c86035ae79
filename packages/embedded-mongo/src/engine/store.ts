import { MongoError, noSuchTransaction, writeConflict } from '../errors.ts';
import type { Batch } from '../storage/batch.ts';
import type { Catalog, Collection } from '../storage/catalog.ts';
import { duplicateKey, type IndexKeys, keysOf } from '../storage/index-keys.ts';
import type { Index } from '../storage/index-spec.ts';
import { type Records, RIDS_PER_COLLECTION } from '../storage/records.ts';
import { touchedBy } from '../storage/touched.ts';
import { decode } from '../values/bson.ts';
import type { Transaction, Transactions } from './transactions.ts';

const keyName = (index: Index, key: Uint8Array) =>
  `${index.id}:${Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1')}`;

/** Writes of documents with their index entries, in a transaction or at once. */
export function openStore(parts: {
  records: Records;
  batch: Batch;
  catalog: Catalog;
  transactions: Transactions;
}) {
  const { records, batch, catalog, transactions } = parts;

  /** The keys of both versions in the indexes where they may differ; checks the unique ones that come anew. */
  function prepare(
    collection: Collection,
    rid: number,
    before: Uint8Array | null,
    after: Uint8Array | null,
    txn: Transaction | undefined,
    fields?: readonly string[],
  ) {
    const { indexes } = collection;
    const touched = before && after ? touchedBy(indexes, before, after, fields) : indexes;
    if (touched.length === 0) return [];
    const oldDoc = before && decode(before);
    const newDoc = after && decode(after);
    return touched.map((index) => {
      const old = oldDoc ? keysOf(index, oldDoc) : undefined;
      const now = newDoc ? keysOf(index, newDoc) : undefined;
      const added = fresh(now, old);
      const removed = fresh(old, now);
      if (index.unique) for (const i of added) checkUnique(collection, index, now!, i, rid, txn);
      return { index, old, now, added, removed };
    });
  }

  function checkUnique(
    collection: Collection,
    index: Index,
    now: IndexKeys,
    i: number,
    rid: number,
    txn: Transaction | undefined,
  ): void {
    const key = now.keys[i]!;
    if (transactions.anyKeyHeld()) {
      const name = keyName(index, key);
      transactions.checkKey(name, txn);
      const own = txn?.keys.get(name);
      if (own !== undefined && own !== null && own !== rid)
        throw duplicateKey(collection.namespace, index, now.values[i]!);
    }
    for (const other of records.ridsAt(index.id, key)) {
      if (other === rid || txn?.overlay.get(collection)?.has(other)) continue;
      if (txn?.undo.get(collection)?.has(other)) throw writeConflict();
      throw duplicateKey(collection.namespace, index, now.values[i]!);
    }
  }

  /** Writes to SQLite; the checks are done. */
  function apply(
    collection: Collection,
    rid: number,
    before: Uint8Array | null,
    after: Uint8Array | null,
    changes: ReturnType<typeof prepare>,
    txn?: Transaction,
  ): void {
    batch.begin();
    batch.changes(rid);
    for (const { index, old, now, added, removed } of changes) {
      for (const i of removed) records.dropEntry(index.id, old!.keys[i]!, rid);
      for (const i of added) records.addEntry(index.id, now!.keys[i]!, rid);
      if (now && (now.multikey & ~index.multikey) !== 0) catalog.setMultikey(index, now.multikey);
    }
    if (after === null) records.remove(rid);
    else if (before === null) records.insert(rid, after);
    else records.replace(rid, after);
    if (collection.count !== undefined) collection.count += Number(after !== null) - Number(before !== null);
    transactions.remember(collection, rid, before, txn);
  }

  function holdKeys(change: ReturnType<typeof prepare>[number], rid: number, txn: Transaction): void {
    const { index, old, now, added, removed } = change;
    if (!index.unique) return;
    for (const i of removed) transactions.holdKey(keyName(index, old!.keys[i]!), txn, null);
    for (const i of added) transactions.holdKey(keyName(index, now!.keys[i]!), txn, rid);
  }

  function write(
    collection: Collection,
    rid: number,
    before: Uint8Array | null,
    after: Uint8Array | null,
    txn: Transaction | undefined,
    fields?: readonly string[],
  ): void {
    if (collection.dropped)
      throw new MongoError('QueryPlanKilled', `collection dropped: ${collection.namespace}`);
    transactions.check(collection, rid, txn);
    const changes = prepare(collection, rid, before, after, txn, fields);
    if (!txn) {
      apply(collection, rid, before, after, changes);
      return;
    }
    transactions.hold(collection, rid, after, txn);
    for (const change of changes) holdKeys(change, rid, txn);
  }

  return {
    /** How many documents a collection has, by what is committed. */
    count(collection: Collection): number {
      collection.count ??= records.count(collection.indexes[0]!.id);
      return collection.count;
    },
    insert(collection: Collection, bytes: Uint8Array, txn: Transaction | undefined): void {
      const rid = collection.nextRid++;
      if (rid >= (collection.id + 1) * RIDS_PER_COLLECTION)
        throw new MongoError('InternalError', 'The collection is full');
      write(collection, rid, null, bytes, txn);
    },
    /** `fields`: the only top-level ones that may differ, where that is known. */
    replace: (
      collection: Collection,
      rid: number,
      before: Uint8Array,
      after: Uint8Array,
      txn: Transaction | undefined,
      fields: readonly string[] | undefined,
    ) => write(collection, rid, before, after, txn, fields),
    remove: (collection: Collection, rid: number, before: Uint8Array, txn: Transaction | undefined) =>
      write(collection, rid, before, null, txn),

    /** The document as `txn` sees it, or as it stands now. */
    read(collection: Collection, rid: number, txn: Transaction | undefined): Uint8Array | undefined {
      const seen =
        txn?.overlay.get(collection)?.get(rid) ??
        (txn?.overlay.get(collection)?.has(rid) ? null : txn?.undo.get(collection)?.get(rid));
      if (seen !== undefined && seen !== null) return seen;
      if (seen === null) return undefined;
      return records.get(rid);
    },

    commit(txn: Transaction): void {
      const writes: (() => void)[] = [];
      for (const [collection, versions] of txn.overlay) {
        if (collection.dropped) throw noSuchTransaction(txn.number);
        // Removals first, so that a unique key that moves from one document to another is free.
        const ordered = [...versions].sort(([, a], [, b]) => Number(a !== null) - Number(b !== null));
        for (const [rid, after] of ordered) {
          const before = records.get(rid) ?? null;
          if (before === null && after === null) continue;
          const changes = prepare(collection, rid, before, after, txn);
          // An index that came after the write: its keys are held only now.
          for (const change of changes) if (change.index.building) holdKeys(change, rid, txn);
          writes.push(() => apply(collection, rid, before, after, changes, txn));
        }
      }
      // All is checked before the first is written: a duplicate leaves nothing.
      for (const collection of txn.created.values()) catalog.publish(collection);
      for (const write of writes) write();
      transactions.commit(txn);
    },
  };
}

/** The places of the keys in `these` that `those` has not. */
function fresh(these: IndexKeys | undefined, those: IndexKeys | undefined): number[] {
  if (!these || these.keys.length === 0) return [];
  const out: number[] = [];
  these.keys.forEach((key, i) => {
    if (!those?.keys.some((other) => Buffer.compare(key, other) === 0)) out.push(i);
  });
  return out;
}
