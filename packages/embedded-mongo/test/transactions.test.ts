import { type ClientSession, type Collection, type Document, ObjectId } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRaw } from './raw.ts';
import { failure, openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
let collection: Collection<Document>;
const sessions: ClientSession[] = [];
beforeAll(async () => {
  target = await openTarget();
});
afterAll(async () => {
  for (const session of sessions) await session.endSession();
  await target.close();
});
beforeEach(async () => {
  collection = target.db.collection(`c${new ObjectId().toHexString()}`);
  await collection.insertMany([
    { _id: 'a' as never, n: 1 },
    { _id: 'b' as never, n: 2 },
  ]);
});

function begin(): ClientSession {
  const session = target.client.startSession();
  sessions.push(session);
  session.startTransaction();
  return session;
}
const set = (id: string, n: number, session?: ClientSession) =>
  collection.updateOne({ _id: id as never }, { $set: { n } }, session ? { session } : {});
const all = async (session?: ClientSession) =>
  (
    await collection
      .find({}, session ? { session } : {})
      .sort({ _id: 1 })
      .toArray()
  ).map((doc) => [doc._id, doc.n]);
const BEFORE = [
  ['a', 1],
  ['b', 2],
];

test('sees its own writes; others see them after the commit', async () => {
  const session = begin();
  await collection.insertOne({ _id: 'c' as never, n: 3 }, { session });
  await set('a', 10, session);
  await collection.deleteOne({ _id: 'b' as never }, { session });
  expect(await all(session)).toEqual([
    ['a', 10],
    ['c', 3],
  ]);
  expect(await collection.countDocuments({ n: { $gt: 2 } }, { session })).toBe(2);
  expect(await collection.findOne({ _id: 'b' as never }, { session })).toBeNull();
  expect(await all()).toEqual(BEFORE);
  await session.commitTransaction();
  expect(await all()).toEqual([
    ['a', 10],
    ['c', 3],
  ]);
});

test('leaves nothing behind when aborted', async () => {
  const session = begin();
  await collection.insertOne({ _id: 'c' as never, n: 3 }, { session });
  await set('a', 10, session);
  await session.abortTransaction();
  expect(await all()).toEqual(BEFORE);
  await set('a', 11);
  expect((await collection.findOne({ _id: 'a' as never }))?.n).toBe(11);
});

test('reads from the moment of its start', async () => {
  await collection.createIndex({ n: 1 });
  const session = begin();
  expect(await all(session)).toEqual(BEFORE);
  await set('a', 100);
  await collection.deleteOne({ _id: 'b' as never });
  await collection.insertOne({ _id: 'c' as never, n: 3 });
  expect(await all(session)).toEqual(BEFORE);
  const page = (filter: Document) => collection.find(filter, { session }).sort({ n: 1 }).limit(5).toArray();
  expect((await page({})).map((doc) => doc._id)).toEqual(['a', 'b']);
  expect((await page({ n: 1 })).map((doc) => doc._id)).toEqual(['a']);
  expect(await page({ n: { $gte: 3 } })).toEqual([]);
  expect(
    await collection.aggregate([{ $group: { _id: null, sum: { $sum: '$n' } } }], { session }).toArray(),
  ).toEqual([{ _id: null, sum: 3 }]);
  await session.commitTransaction();
  expect(await all()).toEqual([
    ['a', 100],
    ['c', 3],
  ]);
});

describe('conflicts', () => {
  const transient = { code: 112, codeName: 'WriteConflict', errorLabels: ['TransientTransactionError'] };
  async function rejected(work: Promise<unknown>): Promise<Document> {
    const error = (await work.then(
      () => undefined,
      (cause: unknown) => cause,
    )) as Document & { hasErrorLabel(name: string): boolean };
    expect(error?.code).toBe(transient.code);
    expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
    return error;
  }
  test('the first to write wins', async () => {
    const [first, second] = [begin(), begin()];
    expect(await all(first)).toEqual(await all(second));
    await set('a', 10, first);
    await rejected(set('a', 20, second));
    await first.commitTransaction();
    expect(await all()).toEqual([
      ['a', 10],
      ['b', 2],
    ]);
  });
  test('a document that changed since the start is not overwritten', async () => {
    const session = begin();
    await all(session);
    await set('a', 5);
    await rejected(set('a', 6, session));
    expect(await all()).toEqual([
      ['a', 5],
      ['b', 2],
    ]);
  });
  test('a deleted document is not brought back', async () => {
    const session = begin();
    await all(session);
    await collection.deleteOne({ _id: 'a' as never });
    await rejected(set('a', 6, session));
    expect(await all()).toEqual([['b', 2]]);
  });
  test('the same unique key in two transactions', async () => {
    await collection.createIndex({ n: 1 }, { unique: true });
    const [first, second] = [begin(), begin()];
    await all(first);
    await all(second);
    await collection.insertOne({ n: 9 }, { session: first });
    await rejected(collection.insertOne({ n: 9 }, { session: second }));
    await first.commitTransaction();
    expect(await collection.countDocuments({ n: 9 })).toBe(1);
  });
  test.runIf(!process.env.MONGODB_URL)(
    'a write outside waits for the end and then sees the outcome',
    async () => {
      const session = begin();
      await set('a', 10, session);
      let done = false;
      const outside = collection
        .findOneAndUpdate({ _id: 'a' as never }, { $inc: { n: 1 } }, { returnDocument: 'after' })
        .finally(() => {
          done = true;
        });
      const expired = failure(
        collection.updateOne({ _id: 'a' as never }, { $set: { n: 0 } }, { maxTimeMS: 50 }),
      );
      expect(await expired).toMatchObject({ code: 50 });
      expect(done).toBe(false);
      await session.commitTransaction();
      expect(await outside).toEqual({ _id: 'a', n: 11 });
    },
  );
  test.runIf(!process.env.MONGODB_URL)('an insert outside waits for who holds its unique key', async () => {
    await collection.createIndex({ n: 1 }, { unique: true });
    const [loses, wins] = [begin(), begin()];
    await collection.insertOne({ n: 8 }, { session: loses });
    await collection.insertOne({ n: 9 }, { session: wins });
    const outside = [8, 9].map((n) => collection.insertOne({ n }));
    await loses.abortTransaction();
    await wins.commitTransaction();
    expect(await outside[0]).toMatchObject({ acknowledged: true });
    expect(await failure(outside[1]!)).toMatchObject({ code: 11000 });
  });
});

test('a duplicate ends the transaction, and what follows says so', async () => {
  await collection.createIndex({ n: 1 }, { unique: true });
  const session = begin();
  await collection.insertOne({ _id: 'c' as never, n: 3 }, { session });
  expect(await failure(collection.insertOne({ n: 3 }, { session }))).toMatchObject({
    code: 11000,
    keyValue: { n: 3 },
  });
  const next = await failure(collection.insertOne({ n: 4 }, { session }));
  expect(next).toMatchObject({ code: 251, codeName: 'NoSuchTransaction' });
  expect(await all()).toEqual(BEFORE);
});

test('a key that moves between documents is free within the transaction', async () => {
  await collection.createIndex({ n: 1 }, { unique: true });
  await target.client.withSession((session) =>
    session.withTransaction(async () => {
      await collection.deleteOne({ _id: 'a' as never }, { session });
      await collection.insertOne({ _id: 'c' as never, n: 1 }, { session });
      await set('b', 7, session);
      await collection.insertOne({ _id: 'd' as never, n: 2 }, { session });
    }),
  );
  expect(await all()).toEqual([
    ['b', 7],
    ['c', 1],
    ['d', 2],
  ]);
});

test('writes to a collection that is not there make it', async () => {
  const fresh = target.db.collection(`new${new ObjectId().toHexString()}`);
  await target.client.withSession((session) =>
    session.withTransaction(() => fresh.insertOne({ _id: 1 as never }, { session })),
  );
  expect(await fresh.countDocuments()).toBe(1);
});

test('many clients take the last places: never below zero, none lost', async () => {
  const [seats, bookings] = [
    target.db.collection<Document>('seats'),
    target.db.collection<Document>('bookings'),
  ];
  await seats.insertOne({ _id: 'gig' as never, left: 20 });
  const take = (person: number) =>
    target.client.withSession((session) =>
      session.withTransaction(async () => {
        const gig = await seats.findOneAndUpdate(
          { _id: 'gig' as never, left: { $gt: 0 } },
          { $inc: { left: -1 } },
          { session, returnDocument: 'after' },
        );
        if (!gig) return false;
        expect(gig.left).toBeGreaterThanOrEqual(0);
        await bookings.insertOne({ person }, { session });
        return true;
      }),
    );
  const taken = await Promise.all(Array.from({ length: 50 }, (_, i) => take(i)));
  expect(taken.filter(Boolean)).toHaveLength(20);
  expect((await seats.findOne())?.left).toBe(0);
  expect(await bookings.countDocuments()).toBe(20);
  expect(await bookings.distinct('person')).toHaveLength(20);
});

test('a reader in a transaction always sees whole transfers', async () => {
  const accounts = target.db.collection<Document>('accounts');
  await accounts.insertMany(Array.from({ length: 6 }, (_, i) => ({ _id: i as never, balance: 100 })));
  await accounts.createIndex({ balance: 1 });
  const transfer = (from: number, to: number) =>
    target.client.withSession((session) =>
      session.withTransaction(async () => {
        await accounts.updateOne({ _id: from as never }, { $inc: { balance: -7 } }, { session });
        await accounts.updateOne({ _id: to as never }, { $inc: { balance: 7 } }, { session });
      }),
    );
  let busy = true;
  const sums: number[] = [];
  async function read(): Promise<void> {
    while (busy)
      await target.client.withSession((session) =>
        session.withTransaction(async () => {
          const first = await accounts.find({ balance: { $gte: -1000 } }, { session }).toArray();
          const second = await accounts
            .aggregate([{ $group: { _id: null, sum: { $sum: '$balance' } } }], { session })
            .toArray();
          sums.push(
            first.reduce((sum, doc) => sum + doc.balance, 0),
            second[0]!.sum,
          );
        }),
      );
  }
  const readers = [read(), read()];
  await Promise.all(Array.from({ length: 60 }, (_, i) => transfer(i % 6, (i * 5 + 1) % 6)));
  busy = false;
  await Promise.all(readers);
  expect(sums.length).toBeGreaterThan(2);
  expect(new Set(sums)).toEqual(new Set([600]));
});

test('reading before writing, many at once: no update is lost', async () => {
  const add = () =>
    target.client.withSession((session) =>
      session.withTransaction(async () => {
        const doc = await collection.findOne({ _id: 'a' as never }, { session });
        await set('a', doc!.n + 1, session);
      }),
    );
  await Promise.all(Array.from({ length: 20 }, add));
  expect((await collection.findOne({ _id: 'a' as never }))?.n).toBe(21);
});

describe.runIf(!process.env.MONGODB_URL)('said twice', () => {
  let raw: Awaited<ReturnType<typeof openRaw>>;
  const send = (command: Document) => raw.command(target.db.databaseName, { ...command, lsid: raw.lsid });
  beforeEach(async () => {
    raw = await openRaw(target.url);
  });
  afterEach(() => raw.close());

  test('a retried write is applied once and answered alike', async () => {
    const query = { query: { _id: 'a' }, update: { $inc: { n: 1 } }, new: true };
    const first = await send({ findAndModify: collection.collectionName, ...query, txnNumber: 7 });
    expect(first.value).toEqual({ _id: 'a', n: 2 });
    expect(await send({ findAndModify: collection.collectionName, ...query, txnNumber: 7 })).toEqual(first);
    expect((await collection.findOne({ _id: 'a' as never }))?.n).toBe(2);
    const insert = {
      insert: collection.collectionName,
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
      update: collection.collectionName,
      updates: [{ q: { _id: 'a' }, u: { $inc: { n: 1 } } }],
    };
    expect(await send({ ...update, ...open, startTransaction: true })).toMatchObject({ ok: 1, nModified: 1 });
    expect(await send({ commitTransaction: 1, ...open })).toEqual({ ok: 1 });
    expect(await send({ commitTransaction: 1, ...open })).toEqual({ ok: 1 });
    expect(await send({ ...update, ...open })).toMatchObject({ ok: 0, code: 256 });
    expect((await collection.findOne({ _id: 'a' as never }))?.n).toBe(2);
    await send({ ...update, ...open, txnNumber: 2, startTransaction: true });
    expect(await send({ abortTransaction: 1, ...open, txnNumber: 2 })).toEqual({ ok: 1 });
    for (const txnNumber of [2, 3]) {
      const refused = await send({ commitTransaction: 1, ...open, txnNumber });
      expect(refused).toMatchObject({ ok: 0, code: 251, errorLabels: ['TransientTransactionError'] });
    }
    expect((await collection.findOne({ _id: 'a' as never }))?.n).toBe(2);
  });
});

test('what can not run in a transaction says so', async () => {
  const session = begin();
  expect(
    await failure(target.db.command({ count: collection.collectionName, query: {} }, { session })),
  ).toMatchObject({ code: 263 });
});
