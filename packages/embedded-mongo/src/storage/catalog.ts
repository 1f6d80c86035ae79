import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { MongoError } from '../errors.ts';
import { type Doc, decodePlain, encode } from '../values/bson.ts';
import { type Index, toIndex } from './index-spec.ts';
import type { Records } from './records.ts';
import { isStorageError } from './sqlite-errors.ts';

export interface Collection {
  id: number;
  db: string;
  name: string;
  /** `db.name`, as errors print it. */
  namespace: string;
  options: Doc;
  indexes: Index[];
  nextRid: number;
  /** How many documents it has; undefined until someone asks. */
  count: number | undefined;
  /** It is gone, or has been read anew: whoever still holds it may not write to it. */
  dropped: boolean;
}

/** Stands in place of the multikey bits of an index that is still being built. */
const UNFINISHED = -1;
/** The database, in the file, of a collection whose transaction has not been committed: a crash leaves nothing of it. */
const UNPUBLISHED = '';
const ID_INDEX = { v: 2, key: { _id: 1 }, name: '_id_' };

/** The databases, collections and indexes, held in memory; each change goes to SQLite within the open batch. */
export function openCatalog(sql: DatabaseSync, records: Records, begin: () => void) {
  const insertCollection = sql.prepare(
    'INSERT INTO collections (db, name, options) VALUES (?, ?, ?) RETURNING id',
  );
  const insertIndex = sql.prepare(
    `INSERT INTO indexes (collection, spec, multikey) VALUES (?, ?, ${UNFINISHED}) RETURNING id`,
  );
  const deleteCollection = sql.prepare('DELETE FROM collections WHERE id = ?');
  const deleteIndexes = sql.prepare('DELETE FROM indexes WHERE collection = ?');
  const deleteIndex = sql.prepare('DELETE FROM indexes WHERE id = ?');
  const setMultikey = sql.prepare('UPDATE indexes SET multikey = ? WHERE id = ?');
  const rename = sql.prepare('UPDATE collections SET db = ?, name = ? WHERE id = ?');
  const databases = new Map<string, Map<string, Collection>>();
  let discarded: number[] = [];

  function remember(collection: Collection): Collection {
    const names = databases.get(collection.db) ?? new Map<string, Collection>();
    databases.set(collection.db, names);
    names.set(collection.name, collection);
    return collection;
  }

  /** Writes a collection with its first index; `shown` is the name in the file. */
  function write(db: string, name: string, options: Doc, shown: { db: string; name: string }): Collection {
    begin();
    const id = insertCollection.get(shown.db, shown.name, encode(options))!.id as number;
    const collection: Collection = {
      id,
      db,
      name,
      namespace: `${db}.${name}`,
      options,
      indexes: [],
      nextRid: records.lastRid(id) + 1,
      count: undefined,
      dropped: false,
    };
    finishIndex(addIndex(collection, ID_INDEX));
    return collection;
  }

  function forget(): void {
    for (const id of discarded) {
      deleteIndexes.run(id);
      deleteCollection.run(id);
    }
    discarded = [];
  }

  /** Reads everything anew. A collection that is still there stays the same object: its readers go on. */
  function load(): void {
    const known = new Map<number, Collection>();
    for (const names of databases.values())
      for (const collection of names.values()) known.set(collection.id, collection);
    for (const collection of known.values()) collection.dropped = true;
    databases.clear();
    const byId = new Map<number, Collection>();
    const unfinished: number[] = [];
    for (const row of sql.prepare('SELECT id, db, name, options FROM collections').all()) {
      const [id, db, name] = [row.id as number, row.db as string, row.name as string];
      if (db === UNPUBLISHED) {
        discarded.push(id);
        continue;
      }
      const options = decodePlain(row.options as Uint8Array);
      const nextRid = records.lastRid(id) + 1;
      byId.set(
        id,
        remember(
          Object.assign(known.get(id) ?? {}, {
            id,
            db,
            name,
            namespace: `${db}.${name}`,
            options,
            indexes: [],
            nextRid,
            count: undefined,
            dropped: false,
          }),
        ),
      );
    }
    for (const row of sql.prepare('SELECT id, collection, spec, multikey FROM indexes ORDER BY id').all()) {
      const [id, multikey] = [row.id as number, row.multikey as number];
      const collection = byId.get(row.collection as number);
      if (multikey !== UNFINISHED)
        collection?.indexes.push(toIndex(id, decodePlain(row.spec as Uint8Array), multikey));
      else unfinished.push(id);
    }
    try {
      for (const id of unfinished) {
        records.clearIndex(id);
        deleteIndex.run(id);
      }
      forget();
    } catch (error) {
      // The disk is full: nobody reads them, and the next start removes them.
      if (!isStorageError(error)) throw error;
    }
  }

  /** Lists an index without entries; until `finishIndex` only writers know it, and a crash leaves nothing of it. */
  function addIndex(collection: Collection, spec: Doc): Index {
    begin();
    const index = toIndex(insertIndex.get(collection.id, encode(spec))!.id as number, spec, 0);
    index.building = true;
    collection.indexes.push(index);
    return index;
  }

  function finishIndex(index: Index): void {
    begin();
    index.building = false;
    setMultikey.run(index.multikey, index.id);
  }

  function drop(collection: Collection): void {
    begin();
    records.clear(
      collection.id,
      collection.indexes.map((index) => index.id),
    );
    deleteIndexes.run(collection.id);
    deleteCollection.run(collection.id);
    collection.dropped = true;
    const names = databases.get(collection.db);
    names?.delete(collection.name);
    if (names?.size === 0) databases.delete(collection.db);
  }

  const find = (db: string, name: string) => databases.get(db)?.get(name);

  load();
  return {
    find,
    checkName,
    load,
    addIndex,
    finishIndex,
    drop,
    create(db: string, name: string, options: Doc = {}): Collection {
      checkName(db, name);
      if (find(db, name)) throw new MongoError('NamespaceExists', `Collection ${db}.${name} already exists.`);
      return remember(write(db, name, options, { db, name }));
    },
    /** A collection that nobody finds before it is published. */
    prepare(db: string, name: string): Collection {
      checkName(db, name);
      begin();
      forget();
      return write(db, name, {}, { db: UNPUBLISHED, name: randomUUID() });
    },
    publish(collection: Collection): void {
      begin();
      rename.run(collection.db, collection.name, collection.id);
      remember(collection);
    },
    /** Takes back what was not published. Writes nothing now: the disk may be why. */
    discard(collection: Collection): void {
      collection.dropped = true;
      discarded.push(collection.id);
    },
    dropIndex(collection: Collection, index: Index): void {
      begin();
      records.clearIndex(index.id);
      deleteIndex.run(index.id);
      index.dropped = true;
      collection.indexes = collection.indexes.filter((one) => one !== index);
    },
    setMultikey(index: Index, bits: number): void {
      begin();
      index.multikey |= bits;
      if (!index.building) setMultikey.run(index.multikey, index.id);
    },
    rename(collection: Collection, db: string, name: string): void {
      checkName(db, name);
      begin();
      rename.run(db, name, collection.id);
      const names = databases.get(collection.db)!;
      names.delete(collection.name);
      if (names.size === 0) databases.delete(collection.db);
      Object.assign(collection, { db, name, namespace: `${db}.${name}` });
      remember(collection);
    },
    databases: () => [...databases.keys()].sort(),
    collections: (db: string) =>
      [...(databases.get(db)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
    all: () => [...databases.values()].flatMap((names) => [...names.values()]),
  };
}

export type Catalog = ReturnType<typeof openCatalog>;

function checkName(db: string, name: string): void {
  if (db === '' || db.length > 63 || /[/\\. "$\0]/.test(db))
    throw new MongoError('InvalidNamespace', `Invalid database name: '${db}'`);
  if (
    name === '' ||
    /[$\0]/.test(name) ||
    name.startsWith('.') ||
    name.startsWith('system.') ||
    name.length > 200
  )
    throw new MongoError('InvalidNamespace', `Invalid collection name: '${name}'`);
}
