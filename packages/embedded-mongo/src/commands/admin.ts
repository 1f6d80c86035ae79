import { nameKey } from '../engine/transactions.ts';
import { MongoError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/matcher.ts';
import type { Collection } from '../storage/catalog.ts';
import { type Doc, encode } from '../values/bson.ts';
import type { Maybe } from '../values/maybe.ts';
import {
  type Command,
  type Context,
  collectionName,
  countOption,
  docOption,
  existing,
  refuseCollation,
  untilFree,
  untilUnused,
} from './context.ts';
import { makeCollection } from './write.ts';

/** Answers a list in the form of a cursor. */
function asCursor({ engine, body, session }: Context, ns: string, docs: readonly Doc[]): Maybe<Uint8Array> {
  let at = 0;
  const batchSize = countOption(docOption(body.cursor, 'cursor').batchSize, 'batchSize');
  const source = () => (at < docs.length ? encode(docs[at++]!) : undefined);
  return engine.cursors.open(source, { ns, batchSize, session: session?.id });
}

const missing = (namespace: string) => new MongoError('NamespaceNotFound', `ns does not exist: ${namespace}`);

/** Options of `create` that would make something other than a plain collection. */
const CREATE_REFUSED = [
  'capped',
  'size',
  'max',
  'validator',
  'validationLevel',
  'validationAction',
  'timeseries',
  'viewOn',
  'pipeline',
  'clusteredIndex',
  'expireAfterSeconds',
  'changeStreamPreAndPostImages',
  'encryptedFields',
  'storageEngine',
  'indexOptionDefaults',
];

export const create: Command = {
  fields: ['collation', 'autoIndexId', 'idIndex', ...CREATE_REFUSED],
  inTransaction: true,
  async run(context) {
    const { db, body } = context;
    for (const option of CREATE_REFUSED)
      if (body[option]) throw notSupported(`The option '${option}' of create`);
    refuseCollation(body.collation);
    await untilFree(context, () => {
      if (existing(context))
        throw new MongoError(
          'NamespaceExists',
          `Collection ${db}.${collectionName(context)} already exists.`,
        );
      makeCollection(context);
    });
    return {};
  },
};

/** Takes a collection away once the transactions that use it have ended. */
async function remove(context: Context, collection: Collection): Promise<void> {
  await untilUnused(context, collection);
  if (collection.dropped) return;
  context.engine.transactions.abortTouching(collection);
  context.engine.catalog.drop(collection);
}

export const drop: Command = {
  fields: [],
  async run(context) {
    const collection = existing(context);
    if (!collection) return { nIndexesWas: 0, ns: `${context.db}.${collectionName(context)}` };
    const nIndexesWas = collection.indexes.length;
    await remove(context, collection);
    return { nIndexesWas, ns: collection.namespace };
  },
};

export const dropDatabase: Command = {
  fields: [],
  async run(context) {
    const { engine, db } = context;
    for (const collection of engine.catalog.collections(db)) await remove(context, collection);
    return { dropped: db };
  },
};

function namespaceOf(value: unknown, field: string): { db: string; name: string } {
  const dot = typeof value === 'string' ? value.indexOf('.') : -1;
  if (typeof value !== 'string' || dot < 0)
    throw new MongoError('InvalidNamespace', `Invalid namespace in '${field}': ${String(value)}`);
  return { db: value.slice(0, dot), name: value.slice(dot + 1) };
}

export const renameCollection: Command = {
  fields: ['to', 'dropTarget'],
  async run(context) {
    const { engine, body } = context;
    const from = namespaceOf(body.renameCollection, 'renameCollection');
    const to = namespaceOf(body.to, 'to');
    if (from.db === to.db && from.name === to.name)
      throw new MongoError('IllegalOperation', "Can't rename a collection to itself");
    const source = () => {
      const found = engine.catalog.find(from.db, from.name);
      if (found) return found;
      throw new MongoError(
        'NamespaceNotFound',
        `Source collection ${String(body.renameCollection)} does not exist`,
      );
    };
    await untilUnused(context, source());
    const inTheWay = engine.catalog.find(to.db, to.name);
    if (inTheWay && body.dropTarget) await untilUnused(context, inTheWay);
    await untilFree(context, () => {
      engine.transactions.checkKey(nameKey(to.db, to.name), undefined);
      const [collection, there] = [source(), engine.catalog.find(to.db, to.name)];
      if (there && !body.dropTarget) throw new MongoError('NamespaceExists', 'target namespace exists');
      engine.catalog.checkName(to.db, to.name);
      for (const one of [collection, there]) if (one) engine.transactions.abortTouching(one);
      if (there) engine.catalog.drop(there);
      engine.catalog.rename(collection, to.db, to.name);
    });
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
