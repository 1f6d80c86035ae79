import { type ClientSession, type Document, ObjectId } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRaw } from './raw.ts';
import { failure } from './target.ts';
import { twoDocuments } from './two-documents.ts';

const { on, begin, set, all } = twoDocuments();

const BEFORE = [
  ['a', 1],
  ['b', 2],
];

test('sees its own writes; others see them after the commit', async () => {
  const session = begin();
  await on.collection.insertOne({ _id: 'c' as never, n: 3 }, { session });
  await set('a', 10, session);
  await on.collection.deleteOne({ _id: 'b' as never }, { session });
  expect(await all(session)).toEqual([
    ['a', 10],
    ['c', 3],
  ]);
  expect(await on.collection.countDocuments({ n: { $gt: 2 } }, { session })).toBe(2);
  expect(await on.collection.findOne({ _id: 'b' as never }, { session })).toBeNull();
  expect(await all()).toEqual(BEFORE);
  await session.commitTransaction();
  expect(await all()).toEqual([
    ['a', 10],
    ['c', 3],
  ]);
});

test('leaves nothing behind when aborted', async () => {
  const session = begin();
  await on.collection.insertOne({ _id: 'c' as never, n: 3 }, { session });
  await set('a', 10, session);
  await session.abortTransaction();
  expect(await all()).toEqual(BEFORE);
  await set('a', 11);
  expect((await on.collection.findOne({ _id: 'a' as never }))?.n).toBe(11);
});

test('reads from the moment of its start', async () => {
  await on.collection.createIndex({ n: 1 });
  const session = begin();
  expect(await all(session)).toEqual(BEFORE);
  await set('a', 100);
  await on.collection.deleteOne({ _id: 'b' as never });
  await on.collection.insertOne({ _id: 'c' as never, n: 3 });
  expect(await all(session)).toEqual(BEFORE);
  const page = (filter: Document) =>
    on.collection.find(filter, { session }).sort({ n: 1 }).limit(5).toArray();
  expect((await page({})).map((doc) => doc._id)).toEqual(['a', 'b']);
  expect((await page({ n: 1 })).map((doc) => doc._id)).toEqual(['a']);
  expect(await page({ n: { $gte: 3 } })).toEqual([]);
  expect(
    await on.collection.aggregate([{ $group: { _id: null, sum: { $sum: '$n' } } }], { session }).toArray(),
  ).toEqual([{ _id: null, sum: 3 }]);
  await session.commitTransaction();
  expect(await all()).toEqual([
    ['a', 100],
    ['c', 3],
  ]);
});

test('what $lookup joins is of the same moment, with its own writes', async () => {
  const joined = (session?: ClientSession) =>
    on.collection
      .aggregate(
        [
          { $match: { _id: { $eq: 'a' } } },
          { $set: { of: ['a', 'b', 'c'] } },
          {
            $lookup: {
              from: on.collection.collectionName,
              localField: 'of',
              foreignField: '_id',
              as: 'found',
            },
          },
        ],
        { session },
      )
      .map(({ found }) => found.map(({ _id, n }: Document) => [_id, n]).sort())
      .toArray();
  const session = begin();
  expect(await joined(session)).toEqual([BEFORE]);
  await set('b', 200);
  await on.collection.insertOne({ _id: 'c' as never, n: 300 });
  await set('a', 10, session);
  expect(await joined(session)).toEqual([
    [
      ['a', 10],
      ['b', 2],
    ],
  ]);
  await session.abortTransaction();
  expect(await joined()).toEqual([
    [
      ['a', 1],
      ['b', 200],
      ['c', 300],
    ],
  ]);
});

test('a duplicate ends the transaction, and what follows says so', async () => {
  await on.collection.createIndex({ n: 1 }, { unique: true });
  const session = begin();
  await on.collection.insertOne({ _id: 'c' as never, n: 3 }, { session });
  expect(await failure(on.collection.insertOne({ n: 3 }, { session }))).toMatchObject({
    code: 11000,
    keyValue: { n: 3 },
  });
  const next = await failure(on.collection.insertOne({ n: 4 }, { session }));
  expect(next).toMatchObject({ code: 251, codeName: 'NoSuchTransaction' });
  expect(await all()).toEqual(BEFORE);
});

test('a key that moves between documents is free within the transaction', async () => {
  await on.collection.createIndex({ n: 1 }, { unique: true });
  await on.target.client.withSession((session) =>
    session.withTransaction(async () => {
      await on.collection.deleteOne({ _id: 'a' as never }, { session });
      await on.collection.insertOne({ _id: 'c' as never, n: 1 }, { session });
      await set('b', 7, session);
      await on.collection.insertOne({ _id: 'd' as never, n: 2 }, { session });
    }),
  );
  expect(await all()).toEqual([
    ['b', 7],
    ['c', 1],
    ['d', 2],
  ]);
});

test('writes to a collection that is not there make it', async () => {
  const fresh = on.target.db.collection(`new${new ObjectId().toHexString()}`);
  await on.target.client.withSession((session) =>
    session.withTransaction(() => fresh.insertOne({ _id: 1 as never }, { session })),
  );
  expect(await fresh.countDocuments()).toBe(1);
});

describe.runIf(!process.env.MONGODB_URL)('said twice', () => {
  let raw: Awaited<ReturnType<typeof openRaw>>;
  const send = (command: Document) => raw.command(on.target.db.databaseName, { ...command, lsid: raw.lsid });
  beforeEach(async () => {
    raw = await openRaw(on.target.url);
  });
  afterEach(() => raw.close());

  test('a retried write is applied once and answered alike', async () => {
    const query = { query: { _id: 'a' }, update: { $inc: { n: 1 } }, new: true };
    const first = await send({ findAndModify: on.collection.collectionName, ...query, txnNumber: 7 });
    expect(first.value).toEqual({ _id: 'a', n: 2 });
    expect(await send({ findAndModify: on.collection.collectionName, ...query, txnNumber: 7 })).toEqual(
      first,
    );
    expect((await on.collection.findOne({ _id: 'a' as never }))?.n).toBe(2);
    const insert = {
      insert: on.collection.collectionName,
      documents: [{ _id: 'x' }, { _id: 'y' }],
      txnNumber: 8,
    };
    expect(await send(insert)).toEqual({ n: 2, ok: 1 });
    expect(await send(insert)).toEqual({ n: 2, ok: 1 });
    expect(await send({ ...insert, txnNumber: 6 })).toMatchObject({ ok: 0, code: 225 });
    expect(await send({ ...insert, txnNumber: 9 })).toMatchObject({
      ok: 1,
      n: 0,
      writeErrors: [{ index: 0, code: 11000 }],
    });
  });

  test('a commit may be repeated; one that was aborted or never begun is refused', async () => {
    const open = { txnNumber: 1, autocommit: false };
    const update = {
      update: on.collection.collectionName,
      updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } } }],
    };
    expect(await send({ ...update, ...open, startTransaction: true })).toMatchObject({ ok: 1, nModified: 1 });
    expect(await send({ commitTransaction: 1, ...open })).toEqual({ ok: 1 });
    expect(await send({ commitTransaction: 1, ...open })).toEqual({ ok: 1 });
    expect(await send({ ...update, ...open })).toMatchObject({ ok: 0, code: 256 });
    expect((await on.collection.findOne({ _id: 'a' as never }))?.n).toBe(2);
    await send({ ...update, ...open, txnNumber: 2, startTransaction: true });
    expect(await send({ abortTransaction: 1, ...open, txnNumber: 2 })).toEqual({ ok: 1 });
    for (const txnNumber of [2, 3]) {
      const refused = await send({ commitTransaction: 1, ...open, txnNumber });
      expect(refused).toMatchObject({ ok: 0, code: 251, errorLabels: ['TransientTransactionError'] });
    }
    expect((await on.collection.findOne({ _id: 'a' as never }))?.n).toBe(2);
  });
});

test('what can not run in a transaction says so', async () => {
  const session = begin();
  expect(
    await failure(on.target.db.command({ count: on.collection.collectionName, query: {} }, { session })),
  ).toMatchObject({ code: 263 });
});
