import { type Collection, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/server.ts';
import { openRaw } from './raw.ts';
import { failure } from './target.ts';

/** What drivers run again by themselves, provoked by fail points; and the rules of the numbers that make it safe. */
let server: EmbeddedMongo;
let client: MongoClient;
let collection: Collection<Document>;
beforeAll(async () => {
  server = await startEmbeddedMongo({ testCommands: true });
  client = await MongoClient.connect(server.url);
});
afterAll(async () => {
  await client.close();
  await server.close();
});
beforeEach(async () => {
  collection = client.db('retries').collection('c');
  await collection.deleteMany({});
  await collection.insertMany([
    { _id: 1 as never, n: 0 },
    { _id: 2 as never, n: 0 },
  ]);
});
const provoke = (configureFailPoint: string, mode: Document | string, data: Document = {}) =>
  client.db('admin').command({ configureFailPoint, mode, data });
const cut = (mode: Document) => provoke('onPrimaryTransactionalWrite', mode);
const increments = [1, 2, 1, 2].map((_id) => ({
  updateOne: { filter: { _id: _id as never }, update: { $inc: { n: 1 } } },
}));
const all = async () => (await collection.find().sort({ _id: 1 }).toArray()).map((doc) => doc.n);

test('without the start option there are no fail points', async () => {
  const plain = await startEmbeddedMongo();
  const other = await MongoClient.connect(plain.url);
  try {
    const tried = failure(other.db('admin').command({ configureFailPoint: 'failCommand', mode: 'alwaysOn' }));
    expect(await tried).toMatchObject({ code: 59, codeName: 'CommandNotFound' });
  } finally {
    await other.close();
    await plain.close();
  }
});

test('an unknown fail point or field is refused', async () => {
  expect(await failure(provoke('maxTimeAlwaysTimeOut', 'alwaysOn'))).toMatchObject({ code: 115 });
  expect(await failure(provoke('failCommand', 'alwaysOn', { failOften: true }))).toMatchObject({ code: 115 });
});

describe('a connection that is cut off', () => {
  test.each([{ times: 1 }, { skip: 3 }])(
    'after a statement (%o): the retry applies the rest only',
    async (mode) => {
      await cut(mode);
      const result = await collection.bulkWrite(increments);
      await provoke('onPrimaryTransactionalWrite', 'off');
      expect(result.modifiedCount).toBe(4);
      expect(await all()).toEqual([2, 2]);
    },
  );
  test('before a statement', async () => {
    await provoke('onPrimaryTransactionalWrite', { times: 1 }, { failBeforeCommitExceptionCode: 1 });
    expect((await collection.bulkWrite(increments)).modifiedCount).toBe(4);
    expect(await all()).toEqual([2, 2]);
  });
  test('findOneAndUpdate answers the retry as it answered the first', async () => {
    await cut({ times: 1 });
    const options = { returnDocument: 'after', projection: { n: 1, _id: 0 } } as const;
    expect(await collection.findOneAndUpdate({ _id: 1 as never }, { $inc: { n: 5 } }, options)).toEqual({
      n: 5,
    });
    await cut({ times: 1 });
    expect(await collection.findOneAndDelete({ _id: 1 as never })).toEqual({ _id: 1, n: 5 });
    await cut({ times: 1 });
    const upserted = await collection.updateOne({ _id: 9 as never }, { $set: { n: 1 } }, { upsert: true });
    expect(upserted).toMatchObject({ upsertedCount: 1, upsertedId: 9 });
    expect(await collection.countDocuments()).toBe(2);
  });
  test('twice is once too often', async () => {
    await provoke('onPrimaryTransactionalWrite', { times: 2 }, { failBeforeCommitExceptionCode: 1 });
    const tried = await failure(collection.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }));
    expect(tried.message).toMatch(/closed/);
    expect(await all()).toEqual([0, 0]);
  });
});

describe('labels', () => {
  const failing = (failCommands: string[], errorCode: number, times = 1) =>
    provoke('failCommand', { times }, { failCommands, errorCode });
  const labels = (error: unknown) =>
    ['RetryableWriteError', 'TransientTransactionError', 'UnknownTransactionCommitResult'].filter((name) =>
      (error as { hasErrorLabel(name: string): boolean }).hasErrorLabel(name),
    );
  const caught = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );
  test('a write that may be repeated', async () => {
    await failing(['insert'], 11602);
    expect((await collection.insertOne({ _id: 3 as never })).acknowledged).toBe(true);
    await failing(['insert'], 11602, 2);
    expect(labels(await caught(collection.insertOne({ _id: 4 as never })))).toEqual(['RetryableWriteError']);
    await failing(['insert'], 2);
    expect(labels(await caught(collection.insertOne({ _id: 4 as never })))).toEqual([]);
  });
  test('in a transaction, and at its commit', async () => {
    const session = client.startSession();
    session.startTransaction();
    await failing(['insert'], 11602);
    const first = await caught(collection.insertOne({ _id: 5 as never }, { session }));
    expect(labels(first)).toEqual(['TransientTransactionError']);
    await session.abortTransaction();
    session.startTransaction();
    await collection.insertOne({ _id: 5 as never }, { session });
    await failing(['commitTransaction'], 11602, 2);
    expect(labels(await caught(session.commitTransaction()))).toEqual([
      'RetryableWriteError',
      'UnknownTransactionCommitResult',
    ]);
    await session.commitTransaction();
    await session.endSession();
    expect(await collection.countDocuments({ _id: 5 as never })).toBe(1);
  });
  test('withTransaction runs again what conflicts, and commits again what may be committed', async () => {
    let runs = 0;
    await failing(['commitTransaction'], 112);
    await client.withSession((session) =>
      session.withTransaction(async () => {
        runs++;
        await collection.updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { session });
      }),
    );
    expect(runs).toBe(2);
    expect(await all()).toEqual([1, 0]);
  });
});

describe('numbers', () => {
  let raw: Awaited<ReturnType<typeof openRaw>>;
  const send = (command: Document) => raw.command('retries', { ...command, lsid: raw.lsid });
  const inc = { update: 'c', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] };
  const open = { autocommit: false };
  beforeEach(async () => {
    raw = await openRaw(server.url);
    return () => raw.close();
  });

  test('what can not be told apart from a retry is refused', async () => {
    for (const [command, code] of [
      [{ ...inc, autocommit: false }, 72],
      [{ ...inc, txnNumber: 1n, autocommit: true }, 72],
      [{ ...inc, txnNumber: 1n, startTransaction: true }, 72],
      [{ find: 'c', txnNumber: 1n }, 72],
      [{ update: 'c', updates: [{ q: {}, u: { $inc: { n: 1 } }, multi: true }], txnNumber: 1n }, 72],
      [{ delete: 'c', deletes: [{ q: {}, limit: 0 }], txnNumber: 1n }, 72],
    ] as const)
      expect(
        await send(command),
        JSON.stringify(command, (_, v) => String(v)),
      ).toMatchObject({ ok: 0, code });
    expect(await all()).toEqual([0, 0]);
  });
  test('a retry with the number of a transaction, and the other way round', async () => {
    await send({ ...inc, ...open, txnNumber: 5n, startTransaction: true });
    expect(await send({ ...inc, txnNumber: 5n })).toMatchObject({ ok: 0, code: 72 });
    expect(await send({ commitTransaction: 1, ...open, txnNumber: 5n })).toMatchObject({ ok: 1 });
    expect(await send({ ...inc, txnNumber: 6n })).toMatchObject({ ok: 1 });
    expect(await send({ ...inc, ...open, txnNumber: 6n })).toMatchObject({ ok: 0, code: 251 });
    expect(await send({ ...inc, ...open, txnNumber: 5n })).toMatchObject({ ok: 0, code: 225 });
    expect(await send({ commitTransaction: 1, ...open, txnNumber: 5n })).toMatchObject({ ok: 0, code: 225 });
    expect(await all()).toEqual([2, 0]);
  });
  test('what is refused before it runs leaves the transaction open', async () => {
    const within = { ...open, txnNumber: 7n };
    await send({ ...inc, ...within, startTransaction: true });
    expect(await send({ count: 'c', ...within })).toMatchObject({ ok: 0, code: 263 });
    expect(await send({ find: 'c', sideways: true, ...within })).toMatchObject({ ok: 0, code: 40415 });
    expect(await send({ ...inc, ...within, writeConcern: { w: 1 } })).toMatchObject({ ok: 0, code: 72 });
    expect(await send({ commitTransaction: 1, ...within })).toMatchObject({ ok: 1 });
    expect(await all()).toEqual([1, 0]);
  });
  test.each(['killSessions', 'killAllSessions', 'killAllSessionsByPattern', 'endSessions'])(
    '%s ends the transaction and frees what it held',
    async (name) => {
      const within = { ...open, txnNumber: 8n };
      await send({ ...inc, ...within, startTransaction: true });
      const other = await openRaw(server.url);
      const wanted: Document[] = { killAllSessions: [], killAllSessionsByPattern: [{ lsid: raw.lsid }] }[
        name
      ] ?? [raw.lsid];
      expect(await other.command('admin', { [name]: wanted })).toMatchObject({ ok: 1 });
      expect(await send({ commitTransaction: 1, ...within })).toMatchObject({ ok: 0, code: 251 });
      expect(await other.command('retries', inc)).toMatchObject({ ok: 1, nModified: 1 });
      other.close();
      expect(await all()).toEqual([1, 0]);
    },
  );
});

test('a write concern that one member can not give is told after the write', async () => {
  const raw = await openRaw(server.url);
  const insert = { insert: 'c', documents: [{ _id: 7 }] };
  expect(await raw.command('retries', { ...insert, writeConcern: { w: 2 } })).toEqual({
    n: 1,
    ok: 1,
    writeConcernError: {
      code: 100,
      codeName: 'UnsatisfiableWriteConcern',
      errmsg: 'Not enough data-bearing nodes',
    },
  });
  expect(await raw.command('retries', { ...insert, writeConcern: { w: 'moon' } })).toMatchObject({
    code: 79,
  });
  raw.close();
});
