import { type ClientSession, type Collection, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
