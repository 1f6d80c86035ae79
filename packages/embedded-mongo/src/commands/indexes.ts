import { buildIndex, indexReady } from '../engine/index-build.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import { findSame, type Index, normalizeSpec } from '../storage/index-spec.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { equal } from '../values/compare.ts';
import { type Command, type Context, collectionName, existing, untilFree, untilUnused } from './context.ts';
import { makeCollection } from './write.ts';

const missing = (context: Context) =>
  new MongoError('NamespaceNotFound', `ns not found ${context.db}.${collectionName(context)}`);

export const createIndexes: Command = {
  fields: ['indexes', 'commitQuorum'],
  inTransaction: true,
  async run(context) {
    const { body } = context;
    if (!Array.isArray(body.indexes) || body.indexes.length === 0 || !body.indexes.every(isPlain))
      throw new MongoError('BadValue', 'Must specify at least one index to create');
    const specs = body.indexes.map((raw) => normalizeSpec(raw as Doc));
    const known = existing(context);
    const collection =
      known ?? (await untilFree(context, () => existing(context) ?? makeCollection(context)));
    const numIndexesBefore = collection.indexes.length;
    for (const spec of specs) {
      const same = findSame(collection.indexes, spec);
      if (same) await indexReady(same);
      else await addIndex(context, collection, spec);
    }
    const numIndexesAfter = collection.indexes.length;
    const note = numIndexesAfter === numIndexesBefore ? { note: 'all indexes already exist' } : {};
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: !known, ...note };
  },
};

/** In a transaction an index can only be made on a collection that it made itself and has not filled. */
async function addIndex(context: Context, collection: Collection, spec: Doc): Promise<void> {
  const { engine, txn } = context;
  if (!txn) {
    await untilUnused(context, collection);
    const same = findSame(collection.indexes, spec);
    return same ? indexReady(same) : buildIndex(engine, collection, spec);
  }
  if (txn.created.get(collection.namespace) !== collection || txn.overlay.get(collection)?.size)
    throw new MongoError(
      'OperationNotSupportedInTransaction',
      `Cannot create new indexes on existing collection ${collection.namespace} in a multi-document transaction.`,
    );
  engine.catalog.finishIndex(engine.catalog.addIndex(collection, spec));
}

/** The index that a command means by name or by key. */
function indexOf(collection: Collection, wanted: unknown): Index {
  const found = collection.indexes.find((index) =>
    typeof wanted === 'string' ? index.name === wanted : equal(index.spec.key, wanted),
  );
  if (found) return found;
  throw new MongoError(
    'IndexNotFound',
    typeof wanted === 'string' ? `index not found with name [${wanted}]` : "can't find index with that key",
  );
}

export const dropIndexes: Command = {
  fields: ['index'],
  async run(context) {
    const { engine, body } = context;
    const collection = existing(context);
    if (!collection) throw missing(context);
    await untilUnused(context, collection);
    const nIndexesWas = collection.indexes.length;
    if (typeof body.index !== 'string' && !isPlain(body.index) && !Array.isArray(body.index))
      throw new MongoError('TypeMismatch', "BSON field 'dropIndexes.index' is missing or of the wrong type");
    const all = collection.indexes.filter(({ name }) => name !== '_id_');
    const gone = (Array.isArray(body.index) ? body.index : [body.index]).flatMap((one) =>
      one === '*' ? all : [indexOf(collection, one)],
    );
    if (gone.some(({ name }) => name === '_id_'))
      throw new MongoError('InvalidOptions', 'cannot drop _id index');
    engine.transactions.abortTouching(collection);
    for (const index of gone) engine.catalog.dropIndex(collection, index);
    return { nIndexesWas };
  },
};
