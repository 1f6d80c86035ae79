import type { Collection } from '../storage/catalog.ts';
import { keysOf } from '../storage/index-keys.ts';
import type { Index } from '../storage/index-spec.ts';
import { decode } from '../values/bson.ts';
import type { Engine } from './engine.ts';

const CHUNK = 500;
const MAX_PROBLEMS = 100;

/**
 * Compares every document with every index entry, both ways, and looks for what belongs to nothing. Returns what is
 * wrong in words, at most 100 findings. Reads everything in one go: for a server that serves nobody.
 */
export function checkEngine({ catalog, records }: Engine): string[] {
  const problems: string[] = [];
  const report = (text: string) => problems.length < MAX_PROBLEMS && problems.push(text);
  const collections = catalog.all();
  for (const collection of collections) checkCollection(collection);
  const [indexIds, collectionIds] = [new Set<number>(), new Set<number>()];
  for (const { id, indexes } of collections) {
    collectionIds.add(id);
    for (const index of indexes) indexIds.add(index.id);
  }
  for (const id of records.indexIds())
    if (!indexIds.has(id)) report(`entries of index ${id}, which is not listed`);
  for (const id of records.collectionIds())
    if (!collectionIds.has(id)) report(`documents of collection ${id}, which is not listed`);
  return problems;

  function checkCollection(collection: Collection): void {
    const indexes = collection.indexes.filter(({ building }) => !building);
    const expected = new Map<Index, number>(indexes.map((index) => [index, 0]));
    for (let from: number | undefined; ; ) {
      const chunk = records.scan(collection.id, from, false, CHUNK);
      for (const { rid, doc } of chunk)
        for (const index of indexes)
          expected.set(index, expected.get(index)! + checkEntries(collection, index, rid, doc));
      if (chunk.length < CHUNK) break;
      from = chunk.at(-1)!.rid;
    }
    for (const [index, count] of expected) {
      const found = records.count(index.id);
      if (found !== count)
        report(`${collection.namespace} ${index.name}: ${found} entries where the documents have ${count}`);
    }
  }

  function checkEntries(collection: Collection, index: Index, rid: number, doc: Uint8Array): number {
    const { keys, multikey } = keysOf(index, decode(doc));
    const what = `${collection.namespace} ${index.name}: document ${rid}`;
    if ((multikey & ~index.multikey) !== 0) report(`${what} has an array, which the index does not know of`);
    for (const key of keys) {
      const rids = records.ridsAt(index.id, key);
      if (!rids.includes(rid)) report(`${what} has no entry`);
      if (index.unique && rids.length > 1) report(`${what} shares its unique key`);
    }
    return keys.length;
  }
}
