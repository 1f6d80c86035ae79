import { type ClientSession, type Collection, type Document, MongoClient, ObjectId } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/server.ts';
import { failure } from './target.ts';

/** Collections and indexes that are made, changed and dropped while transactions and cursors are at them. */
let server: EmbeddedMongo;
let client: MongoClient;
let db: ReturnType<MongoClient['db']>;
let old: Collection<Document>;
const sessions: ClientSession[] = [];
beforeAll(async () => {
  server = await startEmbeddedMongo();
  client = await MongoClient.connect(server.url);
});
afterAll(async () => {
  await client.close();
  await server.close();
});
beforeEach(async () => {
  db = client.db(`d${new ObjectId().toHexString()}`);
  old = db.collection('old');
  await old.insertMany([
    { _id: 1 as never, n: 1 },
    { _id: 2 as never, n: 2 },
  ]);
});
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.endSession();
});
function begin(): ClientSession {
  const session = client.startSession();
  sessions.push(session);
  session.startTransaction();
  return session;
}
const names = async () =>
  (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
const pending = async (work: Promise<unknown>) =>
  Promise.race([work.then(() => 'done'), new Promise((resolve) => setTimeout(resolve, 100, 'waits'))]);

describe('made in a transaction', () => {
  test.each(['create', 'insert', 'upsert', 'createIndexes'])(
    'by %s: nobody sees it before the commit',
    async (by) => {
      for (const end of ['abort', 'commit'] as const) {
        const session = begin();
        const fresh = db.collection('fresh');
        if (by === 'create') await db.createCollection('fresh', { session });
        if (by === 'insert') await fresh.insertOne({ n: 1 }, { session });
        if (by === 'upsert') await fresh.updateOne({ n: 1 }, { $set: { a: 1 } }, { upsert: true, session });
        if (by === 'createIndexes') await fresh.createIndex({ n: 1 }, { unique: true, session });
        expect(await names()).toEqual(['old']);
        expect(await fresh.countDocuments()).toBe(0);
        if (end === 'abort') await session.abortTransaction();
        else await session.commitTransaction();
        expect(await names()).toEqual(end === 'abort' ? ['old'] : ['fresh', 'old']);
      }
      expect(await db.collection('fresh').countDocuments()).toBe(by === 'insert' || by === 'upsert' ? 1 : 0);
      expect(await db.collection('fresh').indexes()).toHaveLength(by === 'createIndexes' ? 2 : 1);
    },
  );
  test('its index is unique at once, and afterwards', async () => {
    const session = begin();
    const fresh = db.collection('fresh');
    await fresh.createIndex({ n: 1 }, { unique: true, session });
    await fresh.insertOne({ n: 1 }, { session });
    expect(await fresh.find({ n: 1 }, { session }).toArray()).toHaveLength(1);
    await session.commitTransaction();
    expect(await failure(fresh.insertOne({ n: 1 }))).toMatchObject({ code: 11000, keyPattern: { n: 1 } });
    expect(await fresh.find({ n: 1 }).toArray()).toHaveLength(1);
  });
  test('the same one twice: a transaction conflicts, anyone else waits', async () => {
    const [first, second] = [begin(), begin()];
    const fresh = db.collection<Document>('fresh');
    await fresh.insertOne({ _id: 1 as never }, { session: first });
    expect(await failure(fresh.insertOne({ _id: 2 as never }, { session: second }))).toMatchObject({
      code: 112,
    });
    const outside = fresh.insertOne({ _id: 3 as never });
    expect(await pending(outside)).toBe('waits');
    await first.commitTransaction();
    await outside;
    expect((await fresh.find().toArray()).map(({ _id }) => _id)).toEqual([1, 3]);
  });
  test('what is there already can not be made, and gets no index', async () => {
    const session = begin();
    expect(await failure(db.createCollection('old', { session }))).toMatchObject({ code: 48 });
    await session.abortTransaction();
    session.startTransaction();
    expect(await failure(old.createIndex({ n: 1 }, { session }))).toMatchObject({ code: 263 });
    await session.abortTransaction();
    session.startTransaction();
    await db.collection('fresh').insertOne({}, { session });
    expect(await failure(db.collection('fresh').createIndex({ n: 1 }, { session }))).toMatchObject({
      code: 263,
    });
    await session.abortTransaction();
    expect(await names()).toEqual(['old']);
  });
});

describe('changed while a transaction uses it', () => {
  const changes: [string, () => Promise<unknown>][] = [
    ['drop', () => old.drop()],
    ['dropDatabase', () => db.dropDatabase()],
    ['renameCollection', () => old.rename('new')],
    ['createIndexes', () => old.createIndex({ n: 1 })],
    ['dropIndexes', () => old.dropIndexes()],
  ];
  test.each(changes)('%s waits for a reader and for a writer', async (_, change) => {
    const [reader, writer] = [begin(), begin()];
    expect(await old.countDocuments({}, { session: reader })).toBe(2);
    await old.updateOne({ _id: 1 as never }, { $inc: { n: 10 } }, { session: writer });
    const changed = change();
    expect(await pending(changed)).toBe('waits');
    expect(await old.countDocuments({}, { session: reader })).toBe(2);
    await reader.commitTransaction();
    expect(await pending(changed)).toBe('waits');
    await writer.commitTransaction();
    await changed;
  });
  test('who comes while it waits is sent back, so that it ends', async () => {
    const writer = begin();
    await old.updateOne({ _id: 1 as never }, { $inc: { n: 10 } }, { session: writer });
    const dropped = old.drop();
    expect(await pending(dropped)).toBe('waits');
    const late = begin();
    await old.updateOne({ _id: 2 as never }, { $inc: { n: 10 } }, { session: late });
    await writer.commitTransaction();
    await dropped;
    expect(await failure(late.commitTransaction())).toMatchObject({ code: 251 });
    expect(await names()).toEqual([]);
  });
  test('it waits no longer than its maxTimeMS', async () => {
    const writer = begin();
    await old.updateOne({ _id: 1 as never }, { $inc: { n: 10 } }, { session: writer });
    expect(await failure(db.command({ drop: 'old', maxTimeMS: 50 }))).toMatchObject({ code: 50 });
    await writer.commitTransaction();
    expect(await old.countDocuments()).toBe(2);
  });
});

describe('gone under a cursor', () => {
  const gone: [string, () => Promise<unknown>][] = [
    ['the collection', () => old.drop()],
    ['its index', () => old.dropIndex('n_1')],
  ];
  test.each(gone)('%s: an error, not an early end', async (_, remove) => {
    await old.createIndex({ n: 1 });
    await old.insertMany(Array.from({ length: 500 }, (_, i) => ({ n: i })));
    const cursor = old.find({ n: { $gte: 0 } }, { batchSize: 2 }).hint({ n: 1 });
    expect(await cursor.next()).toBeTruthy();
    await remove();
    expect(await failure(cursor.toArray())).toMatchObject({ code: 175, codeName: 'QueryPlanKilled' });
  });
  test('one that another index reads goes on', async () => {
    await old.createIndex({ n: 1 });
    await old.createIndex({ m: 1 });
    await old.insertMany(Array.from({ length: 500 }, (_, i) => ({ n: i + 10 })));
    const cursor = old.find({ n: { $gte: 10 } }, { batchSize: 2 }).hint({ n: 1 });
    await cursor.next();
    await old.dropIndex('m_1');
    expect(await cursor.toArray()).toHaveLength(499);
  });
});

describe('hints and names', () => {
  test('a hint to a sparse index gets what the index has', async () => {
    await old.createIndex({ m: 1 }, { sparse: true });
    await old.insertOne({ m: 1, n: 3 });
    const hinted = { hint: 'm_1' };
    expect(await old.find({}, hinted).toArray()).toHaveLength(1);
    expect(await old.find({ n: 1 }, hinted).toArray()).toEqual([]);
    expect(await old.find({ m: null }).toArray()).toHaveLength(2);
    expect(await old.find({}).sort({ m: 1 }).toArray()).toHaveLength(3);
  });
  test('a rename to itself, or to a name that can not be, loses nothing', async () => {
    const rename = (to: string) =>
      client.db('admin').command({ renameCollection: old.namespace, to, dropTarget: true });
    expect(await failure(rename(old.namespace))).toMatchObject({ code: 20 });
    expect(await failure(rename(`${db.databaseName}.a$b`))).toMatchObject({ code: 73 });
    expect(await failure(rename('nowhere'))).toMatchObject({ code: 73 });
    expect(await old.countDocuments()).toBe(2);
    await db.collection('target').insertOne({});
    await rename(`${db.databaseName}.target`);
    expect(await names()).toEqual(['target']);
    expect(await db.collection('target').countDocuments()).toBe(2);
  });
});
