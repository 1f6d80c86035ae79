import { buildIndex, indexReady } from '../engine/index-build.ts';
import { MongoError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/matcher.ts';
import { findSame, normalizeSpec } from '../storage/index-spec.ts';
import { type Doc, encode, isPlain } from '../values/bson.ts';
import { equal } from '../values/compare.ts';
import type { Maybe } from '../values/maybe.ts';
import { type Command, type Context, collectionName, countOption, docOption, existing } from './context.ts';
import { writable } from './write.ts';

/** Answers a list in the form of a cursor. */
function asCursor({ engine, body, session }: Context, ns: string, docs: readonly Doc[]): Maybe<Uint8Array> {
  let at = 0;
  const batchSize = countOption(docOption(body.cursor, 'cursor').batchSize, 'batchSize');
  const source = () => (at < docs.length ? encode(docs[at++]!) : undefined);
  return engine.cursors.open(source, { ns, batchSize, session: session?.id });
}

const missing = (namespace: string) => new MongoError('NamespaceNotFound', `ns does not exist: ${namespace}`);

export const create: Command = {
  fields: [
    'capped',
    'size',
    'max',
    'validator',
    'validationLevel',
    'validationAction',
    'timeseries',
    'viewOn',
    'pipeline',
    'collation',
    'clusteredIndex',
    'expireAfterSeconds',
  ],
  inTransaction: true,
  run(context) {
    const { engine, db, body } = context;
    for (const option of create.fields)
      if (body[option]) throw notSupported(`The option '${option}' of create`);
    if (!existing(context)) engine.catalog.create(db, collectionName(context));
    else if (!context.txn)
      throw new MongoError('NamespaceExists', `Collection ${db}.${collectionName(context)} already exists.`);
    return {};
  },
};

export const drop: Command = {
  fields: [],
  run(context) {
    const collection = existing(context);
    if (!collection) return { nIndexesWas: 0, ns: `${context.db}.${collectionName(context)}` };
    context.engine.transactions.abortTouching(collection);
    const nIndexesWas = collection.indexes.length;
    context.engine.catalog.drop(collection);
    return { nIndexesWas, ns: collection.namespace };
  },
};

export const dropDatabase: Command = {
  fields: [],
  run({ engine, db }) {
    for (const collection of engine.catalog.collections(db)) {
      engine.transactions.abortTouching(collection);
      engine.catalog.drop(collection);
    }
    return { dropped: db };
  },
};

export const renameCollection: Command = {
  fields: ['to', 'dropTarget'],
  run({ engine, body }) {
    const [source, target] = [String(body.renameCollection), String(body.to)].map((ns) => ({
      db: ns.split('.')[0]!,
      name: ns.slice(ns.indexOf('.') + 1),
    }));
    const collection = engine.catalog.find(source!.db, source!.name);
    if (!collection)
      throw new MongoError(
        'NamespaceNotFound',
        `Source collection ${String(body.renameCollection)} does not exist`,
      );
    const there = engine.catalog.find(target!.db, target!.name);
    if (there && !body.dropTarget) throw new MongoError('NamespaceExists', 'target namespace exists');
    if (there) engine.catalog.drop(there);
    engine.transactions.abortTouching(collection);
    engine.catalog.rename(collection, target!.db, target!.name);
    return {};
  },
};

export const listCollections: Command = {
  fields: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  run(context) {
    const { engine, db, body } = context;
    const matches = compileFilter(docOption(body.filter, 'filter'));
    const docs = engine.catalog
      .collections(db)
      .map(({ name, options }): Doc => {
        if (body.nameOnly) return { name, type: 'collection' };
        return {
          name,
          type: 'collection',
          options,
          info: { readOnly: false },
          idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
        };
      })
      .filter(matches);
    return asCursor(context, `${db}.$cmd.listCollections`, docs);
  },
};

export const listDatabases: Command = {
  fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  run({ engine, body }) {
    const matches = compileFilter(docOption(body.filter, 'filter'));
    const size = (db: string) =>
      engine.catalog.collections(db).reduce((sum, { id }) => sum + engine.records.bytes(id), 0);
    const databases = engine.catalog
      .databases()
      .map((name): Doc => (body.nameOnly ? { name } : { name, sizeOnDisk: size(name), empty: false }))
      .filter(matches);
    if (body.nameOnly) return { databases };
    return { databases, totalSize: databases.reduce((sum, { sizeOnDisk }) => sum + Number(sizeOnDisk), 0) };
  },
};

export const createIndexes: Command = {
  fields: ['indexes', 'commitQuorum'],
  inTransaction: true,
  async run(context) {
    const { engine, body } = context;
    if (!Array.isArray(body.indexes) || body.indexes.length === 0 || !body.indexes.every(isPlain))
      throw new MongoError('BadValue', 'Must specify at least one index to create');
    const specs = body.indexes.map((raw) => normalizeSpec(raw as Doc));
    const createdCollectionAutomatically = !existing(context);
    const collection = writable(context);
    const numIndexesBefore = collection.indexes.length;
    for (const spec of specs) {
      const same = findSame(collection.indexes, spec);
      if (same) await indexReady(same);
      else await buildIndex(engine, collection, spec);
    }
    const numIndexesAfter = collection.indexes.length;
    const note = numIndexesAfter === numIndexesBefore ? { note: 'all indexes already exist' } : {};
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note };
  },
};

export const listIndexes: Command = {
  fields: ['cursor'],
  run(context) {
    const collection = existing(context);
    if (!collection) throw missing(`${context.db}.${collectionName(context)}`);
    return asCursor(
      context,
      collection.namespace,
      collection.indexes.map((index) => index.spec),
    );
  },
};

export const dropIndexes: Command = {
  fields: ['index'],
  run(context) {
    const { engine, body } = context;
    const collection = existing(context);
    if (!collection)
      throw new MongoError('NamespaceNotFound', `ns not found ${context.db}.${collectionName(context)}`);
    const nIndexesWas = collection.indexes.length;
    const wanted = Array.isArray(body.index) ? body.index : [body.index];
    const gone = wanted.flatMap((one) => {
      if (one === '*') return collection.indexes.filter(({ name }) => name !== '_id_');
      const found = collection.indexes.find((index) =>
        typeof one === 'string' ? index.name === one : equal(index.spec.key, one),
      );
      if (!found)
        throw new MongoError(
          'IndexNotFound',
          typeof one === 'string' ? `index not found with name [${one}]` : "can't find index with that key",
        );
      if (found.name === '_id_') throw new MongoError('InvalidOptions', 'cannot drop _id index');
      return [found];
    });
    for (const index of gone) engine.catalog.dropIndex(collection, index);
    return { nIndexesWas };
  },
};
