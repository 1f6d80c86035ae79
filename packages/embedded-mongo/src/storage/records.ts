import type { DatabaseSync } from 'node:sqlite';
import { openScanCache } from './scan-cache.ts';
import { openTogether } from './together.ts';

/** A place in an index. */
export interface Place {
  key: Uint8Array;
  rid: number;
}

/** A document, with the key of the entry that led to it where that was asked for. */
export interface Entry {
  key?: Uint8Array;
  rid: number;
  doc: Uint8Array;
}

/** A range of keys; `low` is inside, `high` is outside, undefined means without end. */
export interface Interval {
  low: Uint8Array;
  high: Uint8Array | undefined;
}

/** Rids of a collection lie together, in the order of insertion: collection id * 2^32 + place. */
export const RIDS_PER_COLLECTION = 2 ** 32;

/** The collection that a document is of. */
export const collectionOf = (rid: number) => Math.floor(rid / RIDS_PER_COLLECTION);

/** An entry of a row that is a list. */
function toEntry(row: unknown): Entry {
  const [rid, doc, key] = row as [number, Uint8Array, Uint8Array?];
  return key ? { key, rid, doc } : { rid, doc };
}

/** The statements on documents and index entries. Everything above this speaks of records, not of SQL. */
export function openRecords(sql: DatabaseSync) {
  /** A row as a list is made in a third of the time. */
  const prepareLists = (text: string) => {
    const statement = sql.prepare(text);
    statement.setReturnArrays(true);
    return statement;
  };
  const get = prepareLists('SELECT doc FROM docs WHERE rid = ?');
  const insert = sql.prepare('INSERT INTO docs (rid, doc) VALUES (?, ?)');
  const replace = sql.prepare('UPDATE docs SET doc = ? WHERE rid = ?');
  const remove = sql.prepare('DELETE FROM docs WHERE rid = ?');
  const add = sql.prepare('INSERT OR IGNORE INTO entries (idx, key, rid) VALUES (?, ?, ?)');
  const drop = sql.prepare('DELETE FROM entries WHERE idx = ? AND key = ? AND rid = ?');
  const exact = sql.prepare('SELECT rid FROM entries WHERE idx = ? AND key = ?');
  const byKey = prepareLists(
    'SELECT d.rid, d.doc FROM entries e JOIN docs d ON d.rid = e.rid WHERE e.idx = ? AND e.key = ?',
  );
  /** The statements that walk an index, with the keys or without: each key is a copy that a page need not pay for. */
  const walk = (key: string) => {
    const select = `SELECT e.rid, d.doc${key} FROM entries e CROSS JOIN docs d ON d.rid = e.rid WHERE e.idx = ?`;
    const [ascending, descending] = [
      'ORDER BY e.key, e.rid LIMIT ?',
      'ORDER BY e.key DESC, e.rid DESC LIMIT ?',
    ];
    return {
      up: prepareLists(`${select} AND (e.key, e.rid) > (?, ?) AND e.key < ? ${ascending}`),
      upOpen: prepareLists(`${select} AND (e.key, e.rid) > (?, ?) ${ascending}`),
      down: prepareLists(`${select} AND (e.key, e.rid) < (?, ?) AND e.key >= ? ${descending}`),
      downOpen: prepareLists(`${select} AND e.key >= ? ${descending}`),
    };
  };
  const withKeys = walk(', e.key');
  const withoutKeys = walk('');
  const keys = sql.prepare(
    'SELECT key, rid FROM entries WHERE idx = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?',
  );
  const keysDown = sql.prepare(
    'SELECT key, rid FROM entries WHERE idx = ? AND key >= ? AND key < ? ORDER BY key DESC LIMIT ?',
  );
  const natural = prepareLists('SELECT rid, doc FROM docs WHERE rid > ? AND rid < ? ORDER BY rid LIMIT ?');
  const backward = prepareLists(
    'SELECT rid, doc FROM docs WHERE rid > ? AND rid < ? ORDER BY rid DESC LIMIT ?',
  );
  const scans = openScanCache(openTogether(sql));
  const changed = (rid: number) => scans.changed(collectionOf(rid));
  const last = sql.prepare('SELECT max(rid) AS rid FROM docs WHERE rid >= ? AND rid < ?');
  const count = sql.prepare('SELECT count(*) AS n FROM entries WHERE idx = ?');
  const whole = sql.prepare('SELECT count(*) AS n FROM entries WHERE idx = ? AND key >= ? AND key < ?');
  const within = sql.prepare(
    'SELECT count(*) AS n FROM entries WHERE idx = ? AND (key, rid) >= (?, ?) AND key < ?',
  );
  const withinOpen = sql.prepare('SELECT count(*) AS n FROM entries WHERE idx = ? AND (key, rid) >= (?, ?)');
  const jump = sql.prepare(
    'SELECT key, rid FROM entries WHERE idx = ? AND (key, rid) >= (?, ?) AND key < ? ORDER BY key, rid LIMIT 1 OFFSET ?',
  );
  const jumpOpen = sql.prepare(
    'SELECT key, rid FROM entries WHERE idx = ? AND (key, rid) >= (?, ?) ORDER BY key, rid LIMIT 1 OFFSET ?',
  );
  const size = sql.prepare('SELECT sum(length(doc)) AS n FROM docs WHERE rid >= ? AND rid < ?');
  const dropDocs = sql.prepare('DELETE FROM docs WHERE rid >= ? AND rid < ?');
  const dropIndex = sql.prepare('DELETE FROM entries WHERE idx = ?');
  const range = (collection: number) =>
    [collection * RIDS_PER_COLLECTION, (collection + 1) * RIDS_PER_COLLECTION] as const;

  return {
    get: (rid: number) => get.get(rid)?.[0] as Uint8Array | undefined,
    insert(rid: number, doc: Uint8Array): void {
      changed(rid);
      insert.run(rid, doc);
    },
    replace(rid: number, doc: Uint8Array): void {
      changed(rid);
      replace.run(doc, rid);
    },
    remove(rid: number): void {
      changed(rid);
      remove.run(rid);
    },
    /** Writes were taken back: nothing that was kept of them holds. */
    forgetScans: scans.clear,
    addEntry: (idx: number, key: Uint8Array, rid: number) => void add.run(idx, key, rid),
    dropEntry: (idx: number, key: Uint8Array, rid: number) => void drop.run(idx, key, rid),
    /** The rids under exactly this key. */
    ridsAt: (idx: number, key: Uint8Array) => exact.all(idx, key).map((row) => row.rid as number),
    /** The documents under exactly this key. */
    docsAt: (idx: number, key: Uint8Array) => byKey.all(idx, key).map(toEntry),
    /** The document under exactly this key of an index where each key is one document's. */
    docAt(idx: number, key: Uint8Array): Entry | undefined {
      const row = byKey.get(idx, key);
      return row && toEntry(row);
    },
    /** The next entries of an index within `interval`, after the place `from` where given; `keyed`: with their keys. */
    entries(
      idx: number,
      { low, high }: Interval,
      from: Place | undefined,
      { reverse, keyed, limit }: { reverse: boolean; keyed: boolean; limit: number },
    ): Entry[] {
      const { up, upOpen, down, downOpen } = keyed ? withKeys : withoutKeys;
      if (!reverse) {
        const { key, rid } = from ?? { key: low, rid: -1 };
        return (high ? up.all(idx, key, rid, high, limit) : upOpen.all(idx, key, rid, limit)).map(toEntry);
      }
      if (from) return down.all(idx, from.key, from.rid, low, limit).map(toEntry);
      return (high ? down.all(idx, high, -1, low, limit) : downOpen.all(idx, low, limit)).map(toEntry);
    },
    /** The first entries within an interval that has an end, or the last ones, without their documents. */
    keys: (idx: number, { low, high }: Interval, limit: number, reverse = false) =>
      (reverse ? keysDown : keys).all(idx, low, high!, limit) as unknown as Place[],
    /** The next documents of a collection in the order of insertion, or backwards. */
    scan(collection: number, from: number | undefined, reverse: boolean, limit: number): Entry[] {
      const [low, high] = range(collection);
      const rows = reverse
        ? backward.all(low - 1, from ?? high, limit)
        : natural.all(from ?? low - 1, high, limit);
      return rows.map(toEntry);
    },
    /** As `scan` forwards, but the documents may share one buffer. */
    scanTogether(collection: number, from: number | undefined, limit: number): Entry[] {
      const [low, high] = range(collection);
      const found = scans.read(collection, from ?? low - 1, high, limit);
      return found ?? this.scan(collection, from, false, limit);
    },
    lastRid: (collection: number) =>
      (last.get(...range(collection))?.rid as number | null) ?? range(collection)[0],
    /** The entries of an index. */
    count: (idx: number) => Number(count.get(idx)?.n ?? 0),
    /** The entries of an interval, from a place on where given. */
    countWithin(idx: number, { low, high }: Interval, from?: Place): number {
      if (high && !from) return Number(whole.get(idx, low, high)?.n ?? 0);
      const { key, rid } = from ?? { key: low, rid: -1 };
      const row = high ? within.get(idx, key, rid, high) : withinOpen.get(idx, key, rid);
      return Number(row?.n ?? 0);
    },
    /** The place in an interval that is `steps` entries after another; undefined where it ends before. */
    placeAfter(idx: number, { low, high }: Interval, steps: number, from = { key: low, rid: -1 }) {
      const row = high
        ? jump.get(idx, from.key, from.rid, high, steps)
        : jumpOpen.get(idx, from.key, from.rid, steps);
      return row as unknown as Place | undefined;
    },
    bytes: (collection: number) => Number(size.get(...range(collection))?.n ?? 0),
    clear(collection: number, indexes: readonly number[]): void {
      for (const idx of indexes) dropIndex.run(idx);
      scans.changed(collection);
      dropDocs.run(...range(collection));
    },
    clearIndex: (idx: number) => void dropIndex.run(idx),
  };
}

export type Records = ReturnType<typeof openRecords>;
