import type { Document } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { failure } from './target.ts';
import { twoDocuments } from './two-documents.ts';

const { on, begin, set, all } = twoDocuments();

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
    await on.collection.deleteOne({ _id: 'a' as never });
    await rejected(set('a', 6, session));
    expect(await all()).toEqual([['b', 2]]);
  });
  test('the same unique key in two transactions', async () => {
    await on.collection.createIndex({ n: 1 }, { unique: true });
    const [first, second] = [begin(), begin()];
    await all(first);
    await all(second);
    await on.collection.insertOne({ n: 9 }, { session: first });
    await rejected(on.collection.insertOne({ n: 9 }, { session: second }));
    await first.commitTransaction();
    expect(await on.collection.countDocuments({ n: 9 })).toBe(1);
  });
  test.runIf(!process.env.MONGODB_URL)(
    'a write outside waits for the end and then sees the outcome',
    async () => {
      const session = begin();
      await set('a', 10, session);
      let done = false;
      const outside = on.collection
        .findOneAndUpdate({ _id: 'a' as never }, { $inc: { n: 1 } }, { returnDocument: 'after' })
        .finally(() => {
          done = true;
        });
      const expired = failure(
        on.collection.updateOne({ _id: 'a' as never }, { $set: { n: 0 } }, { maxTimeMS: 50 }),
      );
      expect(await expired).toMatchObject({ code: 50 });
      expect(done).toBe(false);
      await session.commitTransaction();
      expect(await outside).toEqual({ _id: 'a', n: 11 });
    },
  );
  test.runIf(!process.env.MONGODB_URL)('an insert outside waits for who holds its unique key', async () => {
    await on.collection.createIndex({ n: 1 }, { unique: true });
    const [loses, wins] = [begin(), begin()];
    await on.collection.insertOne({ n: 8 }, { session: loses });
    await on.collection.insertOne({ n: 9 }, { session: wins });
    const outside = [8, 9].map((n) => on.collection.insertOne({ n }));
    await loses.abortTransaction();
    await wins.commitTransaction();
    expect(await outside[0]).toMatchObject({ acknowledged: true });
    expect(await failure(outside[1]!)).toMatchObject({ code: 11000 });
  });
});

test('many clients take the last places: never below zero, none lost', async () => {
  const [seats, bookings] = [
    on.target.db.collection<Document>('seats'),
    on.target.db.collection<Document>('bookings'),
  ];
  await seats.insertOne({ _id: 'gig' as never, left: 20 });
  const take = (person: number) =>
    on.target.client.withSession((session) =>
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
  const accounts = on.target.db.collection<Document>('accounts');
  await accounts.insertMany(Array.from({ length: 6 }, (_, i) => ({ _id: i as never, balance: 100 })));
  await accounts.createIndex({ balance: 1 });
  const transfer = (from: number, to: number) =>
    on.target.client.withSession((session) =>
      session.withTransaction(async () => {
        await accounts.updateOne({ _id: from as never }, { $inc: { balance: -7 } }, { session });
        await accounts.updateOne({ _id: to as never }, { $inc: { balance: 7 } }, { session });
      }),
    );
  let busy = true;
  const sums: number[] = [];
  async function read(): Promise<void> {
    while (busy)
      await on.target.client.withSession((session) =>
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
    on.target.client.withSession((session) =>
      session.withTransaction(async () => {
        const doc = await on.collection.findOne({ _id: 'a' as never }, { session });
        await set('a', doc!.n + 1, session);
      }),
    );
  await Promise.all(Array.from({ length: 20 }, add));
  expect((await on.collection.findOne({ _id: 'a' as never }))?.n).toBe(21);
});
