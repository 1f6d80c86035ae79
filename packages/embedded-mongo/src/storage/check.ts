import type { DatabaseSync } from 'node:sqlite';
import { decode } from '../values/bson.ts';
import { type Catalog, type Collection, openCatalog } from './catalog.ts';
import { keysOf } from './index-keys.ts';
import type { Index } from './index-spec.ts';
import { openRecords, type Records, RIDS_PER_COLLECTION } from './records.ts';

const CHUNK = 200;
const MAX_PROBLEMS = 20;

/**
 * Compares every index entry with the documents and back. Returns what is wrong, one sentence each, at most 20; the
 * pages must be in order already.
 */
export function checkEntries(sql: DatabaseSync): { documents: number; indexes: number; problems: string[] } {
  const records = openRecords(sql);
  const catalog = openCatalog(sql, records, () => undefined);
  const problems: string[] = [];
  const say = (problem: string) => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem);
  };
  let documents = 0;
  for (const collection of catalog.all()) documents += checkCollection(sql, records, collection, say);
  checkStrays(sql, catalog, say);
  const indexes = catalog.all().reduce((sum, collection) => sum + collection.indexes.length, 0);
  return { documents, indexes, problems };
}

function checkCollection(
  sql: DatabaseSync,
  records: Records,
  { id, namespace, indexes }: Collection,
  say: (problem: string) => void,
): number {
  const entry = sql.prepare('SELECT 1 FROM entries WHERE idx = ? AND key = ? AND rid = ?');
  const wanted = new Map<Index, number>(indexes.map((index) => [index, 0]));
  let documents = 0;
  for (let from: number | undefined; ; ) {
    const chunk = records.scan(id, from, false, CHUNK);
    for (const { rid, doc } of chunk) {
      documents++;
      try {
        const whole = decode(doc);
        for (const index of indexes) {
          const { keys, multikey } = keysOf(index, whole);
          wanted.set(index, wanted.get(index)! + keys.length);
          if ((multikey & ~index.multikey) !== 0)
            say(`${namespace}: index ${index.name} does not know of an array in document ${rid}`);
          for (const key of keys)
            if (!entry.get(index.id, key, rid))
              say(`${namespace}: index ${index.name} lacks an entry of document ${rid}`);
        }
      } catch (error) {
        say(`${namespace}: document ${rid} can't be read: ${(error as Error).message}`);
      }
    }
    if (chunk.length < CHUNK) break;
    from = chunk.at(-1)!.rid;
  }
  for (const [index, n] of wanted) {
    const there = records.count(index.id);
    if (there !== n) say(`${namespace}: index ${index.name} has ${there} entries, the documents have ${n}`);
  }
  for (const index of indexes.filter(({ unique }) => unique)) {
    const twice = sql
      .prepare(
        'SELECT count(*) AS n FROM (SELECT key FROM entries WHERE idx = ? GROUP BY key HAVING count(*) > 1)',
      )
      .get(index.id)!.n as number;
    if (twice > 0) say(`${namespace}: the unique index ${index.name} has ${twice} keys more than once`);
  }
  return documents;
}

/** Documents and entries that belong to nothing. */
function checkStrays(sql: DatabaseSync, catalog: Catalog, say: (problem: string) => void): void {
  const ids = new Set(catalog.all().map(({ id }) => id));
  const used = sql.prepare('SELECT min(rid) AS rid FROM docs WHERE rid >= ?');
  for (let at = 0; ; ) {
    const rid = used.get(at)!.rid as number | null;
    if (rid === null) break;
    const collection = Math.floor(rid / RIDS_PER_COLLECTION);
    if (!ids.has(collection)) say(`Documents of a collection ${collection} that is not there`);
    at = (collection + 1) * RIDS_PER_COLLECTION;
  }
  const known = new Set(catalog.all().flatMap(({ indexes }) => indexes.map(({ id }) => id)));
  for (const row of sql.prepare('SELECT DISTINCT idx FROM entries').all())
    if (!known.has(row.idx as number)) say(`Entries of an index ${row.idx} that is not there`);
}
