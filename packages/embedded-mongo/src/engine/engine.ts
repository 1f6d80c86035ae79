import type { DatabaseSync } from 'node:sqlite';
import { openBatch } from '../storage/batch.ts';
import { type Collection, openCatalog } from '../storage/catalog.ts';
import { openCheckpoints } from '../storage/checkpoints.ts';
import { openDatabase } from '../storage/database.ts';
import { openDisk } from '../storage/disk.ts';
import { openHold } from '../storage/hold.ts';
import { openRecords } from '../storage/records.ts';
import { isStorageError } from '../storage/sqlite-errors.ts';
import { decode } from '../values/bson.ts';
import { valuesAt } from '../values/path.ts';
import { openClock } from './clock.ts';
import { openCursors } from './cursors.ts';
import { datesBefore } from './expiry.ts';
import { openSessions } from './sessions.ts';
import { openStore } from './store.ts';
import { Blocked, openTransactions, type Transaction } from './transactions.ts';

/** TTL, idle cursors and idle sessions are looked at this often, as MongoDB does. */
const SWEEP_MS = 60_000;

/** Everything below the commands, wired together. `dataDir` undefined keeps all in memory. */
export function openEngine(dataDir: string | undefined, sweepMs = SWEEP_MS) {
  const sql: DatabaseSync = openDatabase(dataDir);
  const disk = openDisk(sql, dataDir);
  const records = openRecords(sql);
  const transactions = openTransactions((collection) => catalog.discard(collection));
  const sessions = openSessions(sql, transactions.abort);
  const clock = openClock();
  const batch = openBatch(sql, disk, {
    written() {
      clock.tick();
      checkpoints?.noted();
    },
    beforeCommit: sessions.store,
    failed() {
      // What was held in memory may be ahead of the disk now: read it again and let clients retry.
      transactions.abortAll();
      sessions.reset();
      records.forgetScans();
      catalog.load();
    },
  });
  const catalog = openCatalog(sql, records, () => {
    batch.begin();
    batch.changesAll();
  });
  const store = openStore({ records, batch, catalog, transactions });
  const cursors = openCursors();
  const hold = dataDir === undefined ? undefined : openHold(sql, batch.flush);
  const checkpoints =
    hold && openCheckpoints(sql, { asked: batch.requests, may: () => batch.idle() && !hold.active() });

  /** Removes what TTL indexes say is over: any date at the path, older than the limit. */
  function expireDocuments(now: number): void {
    for (const collection of catalog.all())
      for (const index of collection.indexes) {
        if (index.ttlSeconds === undefined) continue;
        const limit = now - index.ttlSeconds * 1000;
        for (const { rid, doc } of datesBefore(records, index, limit)) {
          const dates = valuesAt(decode(doc), index.fields[0]!.parts).flat();
          if (!dates.some((date) => date instanceof Date && date.getTime() <= limit)) continue;
          try {
            store.remove(collection, rid, doc, undefined);
          } catch (error) {
            // Held by a transaction: the next sweep comes.
            if (!(error instanceof Blocked)) throw error;
          }
        }
      }
  }

  /** A collection as a transaction sees it, with those that it made itself. */
  function find(db: string, name: string, txn: Transaction | undefined): Collection | undefined {
    if (!txn) return catalog.find(db, name);
    const found = txn.created.get(`${db}.${name}`) ?? catalog.find(db, name);
    if (found) txn.touched.add(found);
    return found;
  }

  function sweep(now = Date.now()): void {
    try {
      batch.begin();
      cursors.sweep(now);
      sessions.sweep(now);
      expireDocuments(now);
    } catch (error) {
      // The disk: the next sweep comes, and clients are told by their own writes.
      if (!isStorageError(error)) throw error;
      batch.abort(error);
    }
  }

  const timer = setInterval(sweep, sweepMs);

  return {
    records,
    clock,
    transactions,
    sessions,
    batch,
    catalog,
    store,
    cursors,
    find,
    sweep,
    /** For online backups; undefined in memory, where there is no file to copy. */
    hold,
    close(): void {
      clearInterval(timer);
      transactions.abortAll();
      batch.flush();
      hold?.end();
      checkpoints?.end();
      disk?.close();
      try {
        sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch (error) {
        // On a full disk everything stays in the log, and the next start finds it there.
        if (!isStorageError(error)) throw error;
      }
      sql.close();
    },
  };
}

export type Engine = ReturnType<typeof openEngine>;
