import { type Document, EJSON } from 'bson';
import type { MongoClient } from 'mongodb';
import { type Carried, listCarried } from './ends.ts';
import { read, sameButOrder } from './exact.ts';

const BATCH = 1000;
const BATCH_BYTES = 8 * 1024 * 1024;

type Loaded = { db: string; name: string; documents: number; indexes: number; reordered: number };

/**
 * Writes collections to a server: documents, then indexes. Every document is read again and compared byte for byte.
 * Refuses to touch collections that exist, before anything is written, unless `drop`.
 */
export async function load(
  client: MongoClient,
  collections: Carried[],
  documents: (one: Carried) => AsyncIterable<Uint8Array>,
  drop: boolean,
): Promise<Loaded[]> {
  const there = new Set(
    (
      await Promise.all([...new Set(collections.map(({ db }) => db))].map((db) => namesIn(client, db)))
    ).flat(),
  );
  const clashing = collections.filter(({ db, name }) => there.has(`${db}.${name}`));
  const names = clashing.map(({ db, name }) => `${db}.${name}`).join(', ');
  if (clashing.length > 0 && !drop)
    throw new Error(`There are such collections already: ${names}. --drop removes them first`);
  for (const { db, name } of clashing) await client.db(db).collection(name).drop();
  const loaded: Loaded[] = [];
  for (const one of collections) {
    loaded.push(await loadOne(client, one, documents(one)));
    const { db, name, documents: n, indexes, reordered } = loaded.at(-1)!;
    const note = reordered > 0 ? `, ${reordered} with fields named by numbers in another order` : '';
    console.log(`${db}.${name}: ${n} documents, ${indexes} indexes${note}`);
  }
  return loaded;
}

async function namesIn(client: MongoClient, db: string): Promise<string[]> {
  const found = await client.db(db).listCollections({}, { nameOnly: true }).toArray();
  return found.map(({ name }) => `${db}.${name}`);
}

async function loadOne(
  client: MongoClient,
  one: Carried,
  source: AsyncIterable<Uint8Array>,
): Promise<Loaded> {
  const { db, name, options, indexes } = one;
  const target = client.db(db);
  await target.createCollection(name, options);
  const collection = target.collection<Document>(name);
  let documents = 0;
  let reordered = 0;
  let batch: Uint8Array[] = [];
  let bytes = 0;

  async function flush(): Promise<void> {
    if (batch.length === 0) return;
    await collection.insertMany(batch.map(read));
    reordered += await compare(client, one, batch);
    documents += batch.length;
    batch = [];
    bytes = 0;
  }

  for await (const doc of source) {
    batch.push(doc);
    bytes += doc.length;
    if (batch.length === BATCH || bytes > BATCH_BYTES) await flush();
  }
  await flush();
  if (indexes.length > 0) await target.command({ createIndexes: name, indexes });
  const counted = await collection.countDocuments({});
  if (counted !== documents)
    throw new Error(`${db}.${name} has ${counted} documents after ${documents} were written`);
  const [now] = (await listCarried(client, [db])).filter((found) => found.name === name);
  const made = new Set(now?.indexes.map(essence));
  const missing = indexes.find((index) => !made.has(essence(index)));
  if (missing) throw new Error(`${db}.${name} lacks the index ${missing.name}, or has another of that name`);
  return { db, name, documents, indexes: indexes.length + 1, reordered };
}

/** What makes an index the same one, beside what servers add of their own. */
const essence = ({ name, key, unique, sparse, expireAfterSeconds, partialFilterExpression }: Document) =>
  EJSON.stringify({
    name,
    key,
    unique: Boolean(unique),
    sparse: Boolean(sparse),
    expireAfterSeconds,
    partialFilterExpression,
  });

const keyOf = (doc: Document) => EJSON.stringify({ _id: doc._id }, { relaxed: false });

/** Reads a batch again; returns how many differ in nothing but the order of fields. */
async function compare(client: MongoClient, { db, name }: Carried, batch: Uint8Array[]): Promise<number> {
  const docs = batch.map(read);
  const found = client
    .db(db)
    .collection(name)
    .find({ _id: { $in: docs.map(({ _id }) => _id) } }, { raw: true, batchSize: BATCH });
  const stored = new Map<string, Uint8Array>();
  for await (const doc of found as unknown as AsyncIterable<Uint8Array>) stored.set(keyOf(read(doc)), doc);
  let reordered = 0;
  batch.forEach((bytes, i) => {
    const other = stored.get(keyOf(docs[i]!));
    if (other && Buffer.compare(bytes, other) === 0) return;
    if (!other || !sameButOrder(bytes, other))
      throw new Error(`${db}.${name}: the document ${keyOf(docs[i]!)} did not arrive as it was`);
    reordered++;
  });
  return reordered;
}
