import { type Collection, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failure, openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
let collection: Collection<Document>;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());
beforeEach(() => {
  collection = target.db.collection(`c${new ObjectId().toHexString()}`);
});

describe('unique', () => {
  test('the error names collection, index, key and value', async () => {
    await collection.createIndex({ email: 1, kind: -1 }, { unique: true });
    await collection.insertOne({ email: 'a@b', kind: 1 });
    const error = await failure(collection.insertOne({ email: 'a@b', kind: 1 }));
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { email: 1, kind: -1 },
      keyValue: { email: 'a@b', kind: 1 },
    });
    expect(error.message).toContain(
      `E11000 duplicate key error collection: ${collection.namespace} index: email_1_kind_-1 dup key: { email: "a@b", kind: 1 }`,
    );
  });
  test('_id, update, upsert and findAndModify are held to it too', async () => {
    await collection.createIndex({ n: 1 }, { unique: true });
    await collection.insertMany([
      { _id: 1 as never, n: 1 },
      { _id: 2 as never, n: 2 },
    ]);
    expect(await failure(collection.insertOne({ _id: 1 as never, n: 9 }))).toMatchObject({
      code: 11000,
      keyPattern: { _id: 1 },
    });
    expect(await failure(collection.updateOne({ _id: 2 as never }, { $set: { n: 1 } }))).toMatchObject({
      code: 11000,
    });
    expect(await failure(collection.findOneAndUpdate({ _id: 2 as never }, { $set: { n: 1 } }))).toMatchObject(
      { code: 11000, keyValue: { n: 1 } },
    );
    expect(
      await failure(collection.updateOne({ _id: 3 as never }, { $set: { n: 1 } }, { upsert: true })),
    ).toMatchObject({ code: 11000 });
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    await collection.deleteOne({ _id: 1 as never });
    await collection.updateOne({ _id: 2 as never }, { $set: { n: 1 } });
  });
  test('missing counts as null; sparse leaves it out; partial looks only at its part', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ x: 1 });
    expect(await failure(collection.insertOne({ x: 2 }))).toMatchObject({
      code: 11000,
      keyValue: { a: null },
    });
    await collection.dropIndex('a_1');
    await collection.createIndex({ b: 1 }, { unique: true, sparse: true });
    await collection.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await collection.insertMany([{ x: 2 }, { x: 3, c: 1, active: false }, { x: 4, c: 1, active: true }]);
    expect(await failure(collection.insertOne({ c: 1, active: true }))).toMatchObject({ code: 11000 });
    await collection.insertOne({ c: 1, active: false });
    expect(await failure(collection.updateMany({ c: 1 }, { $set: { active: true } }))).toMatchObject({
      code: 11000,
    });
    await collection.insertOne({ b: null });
    expect(await failure(collection.insertOne({ b: null }))).toMatchObject({ code: 11000 });
  });
  test('each element of an array, but not twice in one document', async () => {
    await collection.createIndex({ tags: 1 }, { unique: true });
    await collection.insertOne({ tags: ['a', 'b', 'a'] });
    expect(await failure(collection.insertOne({ tags: ['c', 'b'] }))).toMatchObject({ code: 11000 });
    await collection.insertOne({ tags: ['c', 'd'] });
  });
  test('over existing duplicates it is not made', async () => {
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await failure(collection.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    expect(await collection.indexes()).toHaveLength(1);
  });
  test('of one hundred at once exactly one gets in', async () => {
    await collection.createIndex({ key: 1 }, { unique: true });
    const all = await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) => collection.insertOne({ key: 'same', i })),
    );
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await collection.countDocuments()).toBe(1);
  });
  test('of one hundred upserts at once one inserts, all count', async () => {
    await collection.createIndex({ key: 1 }, { unique: true });
    await Promise.all(
      Array.from({ length: 100 }, () =>
        collection.updateOne({ key: 'same' }, { $inc: { n: 1 } }, { upsert: true }),
      ),
    );
    expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).toEqual([
      { key: 'same', n: 100 },
    ]);
  });
});

describe.runIf(!process.env.MONGODB_URL)('building an index', () => {
  test('writers go on meanwhile, and the index misses nothing of theirs', async () => {
    const docs = Array.from({ length: 20_000 }, (_, i) => ({ _id: i as never, n: i }));
    await collection.insertMany(docs);
    let built = false;
    const building = collection.createIndex({ n: 1 }).then(() => {
      built = true;
    });
    let meanwhile = 0;
    while (!built) {
      await collection.updateOne({ _id: (19_999 - meanwhile) as never }, { $set: { n: -1 - meanwhile } });
      await collection.insertOne({ n: 50_000 + meanwhile });
      meanwhile++;
    }
    await building;
    expect(meanwhile).toBeGreaterThan(1);
    const less = collection.find({ n: { $lt: 0 } }).hint('n_1');
    expect(await less.toArray()).toHaveLength(meanwhile);
    expect(
      await collection
        .find({ n: { $gte: 0 } })
        .hint('n_1')
        .toArray(),
    ).toHaveLength(20_000);
  });
  test('a duplicate that comes meanwhile is found', async () => {
    await collection.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ n: i })));
    const building = collection.createIndex({ n: 1 }, { unique: true }).then(
      () => 'built',
      (error: { code: number }) => error.code,
    );
    const inserts = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => collection.insertOne({ n: 19_990 - i })),
    );
    const accepted = inserts.filter((one) => one.status === 'fulfilled').length;
    // Whoever comes first wins; what never happens is a unique index over duplicates.
    expect(await building).toBe(accepted > 0 ? 11000 : 'built');
    expect(await collection.indexes()).toHaveLength(accepted > 0 ? 1 : 2);
    expect(await collection.countDocuments()).toBe(20_000 + accepted);
  });
});

describe('catalogue', () => {
  test('indexes are listed as made, made once, dropped by name and by key', async () => {
    await collection.createIndexes([
      { key: { a: 1 } },
      { key: { b: -1, c: 1 }, name: 'own', sparse: true },
      { key: { at: 1 }, expireAfterSeconds: 60 },
    ]);
    await collection.createIndex({ a: 1 });
    const listed = await collection.indexes();
    expect(listed.map(({ v: _v, ...rest }) => rest)).toEqual([
      { key: { _id: 1 }, name: '_id_' },
      { key: { a: 1 }, name: 'a_1' },
      { key: { b: -1, c: 1 }, name: 'own', sparse: true },
      { key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
    ]);
    await collection.dropIndex('own');
    await collection.dropIndex({ a: 1 } as never);
    expect((await collection.indexes()).map((index) => index.name)).toEqual(['_id_', 'at_1']);
    await collection.dropIndexes();
    expect(await collection.indexes()).toHaveLength(1);
  });
  const CLASHES: [name: string, key: Document, options: Document, code: number][] = [
    ['the same key by another name', { a: 1 }, { name: 'other' }, 85],
    ['the same name for another key', { b: 1 }, { name: 'a_1' }, 86],
    ['the same name and key with other options', { a: 1 }, { unique: true }, 86],
  ];
  test.each(CLASHES)('refused: %s', async (_name, key, options, code) => {
    await collection.createIndex({ a: 1 });
    expect(await failure(collection.createIndex(key as never, options))).toMatchObject({ code });
  });
  test('collections and databases come and go', async () => {
    await target.db.createCollection('made');
    expect(await failure(target.db.createCollection('made'))).toMatchObject({ code: 48 });
    expect((await target.db.listCollections({ name: 'made' }).toArray()).map((one) => one.name)).toEqual([
      'made',
    ]);
    await target.db.collection('made').insertOne({ _id: 1 as never });
    expect((await target.client.db().admin().listDatabases()).databases.map((db) => db.name)).toContain(
      target.db.databaseName,
    );
    expect(await target.db.collection('made').drop()).toBe(true);
    expect(await target.db.listCollections({ name: 'made' }).toArray()).toEqual([]);
    await target.db.createCollection('made');
    expect(await target.db.collection('made').countDocuments()).toBe(0);
    expect(await failure(target.db.collection('nowhere').indexes())).toMatchObject({ code: 26 });
    const other = target.client.db(`${target.db.databaseName}x`);
    await other.collection('a').insertOne({});
    await other.dropDatabase();
    expect(await other.listCollections().toArray()).toEqual([]);
  });
});
