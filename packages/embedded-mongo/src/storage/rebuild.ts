import type { DatabaseSync } from 'node:sqlite';
import { decode, decodePlain } from '../values/bson.ts';
import { keysOf } from './index-keys.ts';
import { type Index, toIndex } from './index-spec.ts';
import { openRecords } from './records.ts';

const CHUNK = 500;

/**
 * Makes all index entries anew from the documents, within the caller's SQLite transaction. An index whose build was
 * never finished is left to the catalogue, which removes it.
 */
export function rebuildEntries(sql: DatabaseSync): void {
  const records = openRecords(sql);
  const setMultikey = sql.prepare('UPDATE indexes SET multikey = ? WHERE id = ?');
  const indexes = new Map<number, Index[]>();
  for (const row of sql.prepare('SELECT id, collection, spec FROM indexes WHERE multikey >= 0').all()) {
    const collection = row.collection as number;
    const index = toIndex(row.id as number, decodePlain(row.spec as Uint8Array), 0);
    indexes.set(collection, [...(indexes.get(collection) ?? []), index]);
  }
  sql.exec('DELETE FROM entries');
  for (const [collection, own] of indexes) {
    for (let from: number | undefined; ; ) {
      const chunk = records.scan(collection, from, false, CHUNK);
      for (const { rid, doc } of chunk) {
        const whole = decode(doc);
        for (const index of own) {
          const { keys, multikey } = keysOf(index, whole);
          index.multikey |= multikey;
          for (const key of keys) records.addEntry(index.id, key, rid);
        }
      }
      if (chunk.length < CHUNK) break;
      from = chunk.at(-1)!.rid;
    }
    for (const index of own) setMultikey.run(index.multikey, index.id);
  }
}
