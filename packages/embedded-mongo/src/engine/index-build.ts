import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import { duplicateKey, keysOf } from '../storage/index-keys.ts';
import type { Index } from '../storage/index-spec.ts';
import { type Doc, decode } from '../values/bson.ts';
import type { Engine } from './engine.ts';
import { openSlice } from './slice.ts';

const CHUNK = 200;
const running = new WeakMap<Index, Promise<void>>();

/**
 * Adds an index. Others go on meanwhile: writers keep it up to date from the start, readers use it once it is
 * complete. On a duplicate nothing of it is left. `spec` is normalized.
 */
export async function buildIndex(engine: Engine, collection: Collection, spec: Doc): Promise<void> {
  engine.transactions.abortTouching(collection);
  const index = engine.catalog.addIndex(collection, spec);
  const built = fill(engine, collection, index).then(
    () => {
      // Those that came meanwhile have not checked their keys against all entries.
      if (index.unique) engine.transactions.abortTouching(collection);
      engine.catalog.finishIndex(index);
    },
    (error: unknown) => {
      if (!collection.dropped) engine.catalog.dropIndex(collection, index);
      throw error;
    },
  );
  running.set(index, built);
  await built;
}

/** Waits for an index that someone else is building. */
export const indexReady = (index: Index): Promise<void> | undefined => running.get(index);

async function fill(
  { records, batch, catalog }: Engine,
  collection: Collection,
  index: Index,
): Promise<void> {
  const slice = openSlice({}, true);
  for (let from: number | undefined; ; ) {
    if (collection.dropped || !collection.indexes.includes(index))
      throw new MongoError('IndexBuildAborted', `The build of index ${index.name} was aborted`);
    batch.begin();
    const chunk = records.scan(collection.id, from, false, CHUNK);
    for (const { rid, doc } of chunk) {
      const { keys, values, multikey } = keysOf(index, decode(doc));
      if ((multikey & ~index.multikey) !== 0) catalog.setMultikey(index, multikey);
      keys.forEach((key, i) => {
        if (index.unique && records.ridsAt(index.id, key).some((other) => other !== rid))
          throw duplicateKey(collection.namespace, index, values[i]!);
        records.addEntry(index.id, key, rid);
      });
    }
    if (chunk.length < CHUNK) return;
    from = chunk.at(-1)!.rid;
    if (slice.overdue()) await slice.pause();
  }
}
