import { type Collection, Decimal128, type Document, Long, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTarget } from './target.ts';

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

test('upsert: equalities of the filter, $setOnInsert once, the id reported', async () => {
  const update = { $set: { b: 2 }, $setOnInsert: { c: 3 } };
  const first = await collection.updateOne({ a: 1, 'd.e': { $eq: 5 }, n: { $gt: 3 } }, update, {
    upsert: true,
  });
  expect(first).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1 });
  expect(await collection.findOne()).toEqual({ _id: first.upsertedId, a: 1, d: { e: 5 }, b: 2, c: 3 });
  const second = await collection.updateOne(
    { a: 1 },
    { $set: { b: 4 }, $setOnInsert: { c: 9 } },
    { upsert: true },
  );
  expect(second).toMatchObject({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0 });
  expect(await collection.find().toArray()).toMatchObject([{ b: 4, c: 3 }]);
  const replaced = await collection.replaceOne({ _id: 'own' as never }, { x: 1 }, { upsert: true });
  expect(replaced.upsertedId).toBe('own');
  expect(await collection.findOne({ _id: 'own' as never })).toEqual({ _id: 'own', x: 1 });
});

test('a change that changes nothing is matched, not modified', async () => {
  await collection.insertOne({ a: 1 });
  expect(await collection.updateMany({}, { $set: { a: 1 } })).toMatchObject({
    matchedCount: 1,
    modifiedCount: 0,
  });
  // A replacement is compared as it was sent.
  expect(await collection.replaceOne({}, { a: 1 })).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
  expect(await collection.updateMany({ a: 2 }, { $set: { a: 3 } })).toMatchObject({
    matchedCount: 0,
    modifiedCount: 0,
  });
});

test('updateMany and deleteMany take all that match and no other', async () => {
  await collection.insertMany([1, 2, 3, 4].map((n) => ({ n })));
  expect(await collection.updateMany({ n: { $gte: 3 } }, { $inc: { n: 10 } })).toMatchObject({
    matchedCount: 2,
    modifiedCount: 2,
  });
  expect(await collection.deleteMany({ n: { $gt: 5 } })).toMatchObject({ deletedCount: 2 });
  expect(await collection.deleteOne({ n: { $lt: 5 } })).toMatchObject({ deletedCount: 1 });
  expect(await collection.countDocuments()).toBe(1);
  expect(await collection.deleteOne({ n: 99 })).toMatchObject({ deletedCount: 0 });
});

test('replaceOne keeps the id and nothing else', async () => {
  await collection.insertOne({ _id: 7 as never, a: 1, b: 2 });
  await collection.replaceOne({ _id: 7 as never }, { c: 3 });
  expect(await collection.findOne()).toEqual({ _id: 7, c: 3 });
});

describe('findAndModify', () => {
  beforeEach(async () => {
    await collection.insertMany([
      { _id: 1 as never, n: 1 },
      { _id: 2 as never, n: 2 },
    ]);
  });
  test('before, after, sorted, projected', async () => {
    expect(await collection.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({
      _id: 2,
      n: 2,
    });
    expect(
      await collection.findOneAndUpdate(
        { _id: 2 as never },
        { $inc: { n: 1 } },
        { returnDocument: 'after', projection: { _id: 0 } },
      ),
    ).toEqual({ n: 13 });
    expect(
      await collection.findOneAndReplace({ _id: 1 as never }, { m: 1 }, { returnDocument: 'after' }),
    ).toEqual({ _id: 1, m: 1 });
    expect(await collection.findOneAndDelete({ _id: 1 as never })).toEqual({ _id: 1, m: 1 });
    expect(await collection.countDocuments()).toBe(1);
  });
  test('nothing found, and upserted', async () => {
    expect(await collection.findOneAndUpdate({ n: 99 }, { $set: { a: 1 } })).toBeNull();
    expect(
      await collection.findOneAndUpdate({ _id: 3 as never }, { $set: { a: 1 } }, { upsert: true }),
    ).toBeNull();
    expect(
      await collection.findOneAndUpdate(
        { _id: 4 as never },
        { $set: { a: 1 } },
        { upsert: true, returnDocument: 'after' },
      ),
    ).toEqual({ _id: 4, a: 1 });
    const raw = await collection.findOneAndUpdate(
      { _id: 5 as never },
      { $set: { a: 1 } },
      { upsert: true, includeResultMetadata: true },
    );
    expect(raw.lastErrorObject).toMatchObject({ n: 1, updatedExisting: false, upserted: 5 });
  });
});

describe('bulk writes', () => {
  const docs = [{ _id: 1 }, { _id: 2 }, { _id: 1 }, { _id: 3 }] as Document[];
  test('ordered ends at the first error', async () => {
    const error = await collection.insertMany(docs).catch((e: unknown) => e as Document);
    expect(error).toMatchObject({ code: 11000, insertedCount: 2 });
    expect(await collection.countDocuments()).toBe(2);
  });
  test('unordered goes on', async () => {
    const error = (await collection
      .insertMany(docs, { ordered: false })
      .catch((e: unknown) => e)) as Document;
    expect(error.code).toBe(11000);
    expect(error.writeErrors[0].index).toBe(2);
    expect(await collection.countDocuments()).toBe(3);
  });
  test('mixed', async () => {
    const result = await collection.bulkWrite([
      { insertOne: { document: { _id: 1 as never, a: 1 } } },
      { updateOne: { filter: { a: 1 }, update: { $inc: { a: 1 } } } },
      { updateOne: { filter: { _id: 9 as never }, update: { $set: { b: 1 } }, upsert: true } },
      { deleteOne: { filter: { a: 99 } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 1,
      modifiedCount: 1,
      upsertedCount: 1,
      deletedCount: 0,
    });
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: 2 },
      { _id: 9, b: 1 },
    ]);
  });
});

test('types come back as they went in', async () => {
  const doc = {
    _id: new ObjectId(),
    i: 1,
    d: 1.5,
    l: Long.fromString('9007199254740993'),
    dec: Decimal128.fromString('1.10'),
    t: new Date(0),
    n: null,
    s: '藏',
    o: { z: 1, a: [1, [2]] },
  };
  await collection.insertOne(doc);
  await collection.updateOne({}, { $set: { touched: true } });
  expect(await collection.findOne()).toEqual({ ...doc, touched: true });
});
