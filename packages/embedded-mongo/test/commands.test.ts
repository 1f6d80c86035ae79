import { type Document, Long, MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/server.ts';
import { openRaw } from './raw.ts';
import { failure } from './target.ts';

/** The fields of commands: taken with their meaning, or refused by name. */
let server: EmbeddedMongo;
let client: MongoClient;
let db: ReturnType<MongoClient['db']>;
let raw: Awaited<ReturnType<typeof openRaw>>;
const send = (command: Document) => raw.command(db.databaseName, command);
beforeAll(async () => {
  server = await startEmbeddedMongo();
  client = await MongoClient.connect(server.url);
  raw = await openRaw(server.url);
});
afterAll(async () => {
  raw.close();
  await client.close();
  await server.close();
});
beforeEach(async () => {
  db = client.db(`d${new ObjectId().toHexString()}`);
  await db.collection('c').insertMany(Array.from({ length: 10 }, (_, i) => ({ _id: i as never, n: i % 3 })));
  await db.collection('c').createIndex({ n: 1 });
});

test.each<[Document, number]>([
  [{ find: 'c', tailable: true }, 2],
  [{ find: 'c', awaitData: true }, 9],
  [{ find: 'c', returnKey: true }, 115],
  [{ find: 'c', showRecordId: true }, 115],
  [{ find: 'c', min: { n: 1 } }, 115],
  [{ find: 'c', limit: -1 }, 2],
  [{ find: 'c', batchSize: -1 }, 2],
  [{ find: 'c', collation: { locale: 'de' } }, 115],
  [{ find: 'c', hint: 'nowhere' }, 2],
  [{ find: 'c', readConcern: { level: 'snapshot' } }, 115],
  [{ find: 'c', readConcern: { level: 'far' } }, 9],
  [{ find: '' }, 73],
  [{ count: 'c', hint: 'nowhere' }, 2],
  [{ count: 'c', skip: -1 }, 2],
  [{ distinct: 'c', key: 'n', hint: 'nowhere' }, 2],
  [{ getMore: 1.5, collection: 'c' }, 14],
  [{ getMore: Long.fromNumber(7), collection: 'c' }, 43],
  [{ getMore: Long.fromNumber(7), collection: 'c', maxTimeMS: 5 }, 2],
  [{ killCursors: 'c', cursors: ['x'] }, 14],
  [{ killCursors: 'c' }, 14],
  [{ insert: 'c', documents: [] }, 16],
  [{ insert: 'c' }, 14],
  [{ update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, sort: { n: 1 } }] }, 40415],
  [{ update: 'c', updates: [{ q: {} }] }, 40414],
  [{ delete: 'c', deletes: [{ q: {} }] }, 40414],
  [{ delete: 'c', deletes: [{ q: {}, limit: 2 }] }, 9],
  [{ delete: 'c', deletes: [{ q: {}, limit: 0, upsert: true }] }, 40415],
  [{ findAndModify: 'c', query: {}, remove: true, new: true }, 9],
  [{ findAndModify: 'c', query: {}, remove: true, upsert: true }, 9],
  [{ findAndModify: 'c', query: {} }, 9],
  [{ create: 'x', capped: true, size: 100 }, 115],
  [{ create: 'x', validator: { a: 1 } }, 115],
  [{ create: 'c' }, 48],
  [{ dropIndexes: 'c' }, 14],
  [{ dropIndexes: 'c', index: '_id_' }, 72],
  [{ explain: { find: 'c' }, verbosity: 'loud' }, 2],
  [{ explain: { find: 'c', sideways: 1 } }, 40415],
  [{ explain: { dropDatabase: 1 } }, 59],
  [{ explain: { find: 'c' }, writeConcern: { w: 1 } }, 72],
  [{ ping: 1, apiVersion: '2' }, 322],
  [{ distinct: 'c', key: 'n', apiVersion: '1', apiStrict: true }, 323],
  [{ ping: 1, apiStrict: true }, 72],
  [{ validate: 'c' }, 59],
  [{ bulkWrite: 1, ops: [], nsInfo: [] }, 59],
])('%j is refused', async (command, code) => {
  const answer = await send(command);
  expect(answer).toMatchObject({ ok: 0, code });
  expect(answer).not.toHaveProperty('cursor');
  expect(await db.collection('c').countDocuments()).toBe(10);
});

test.each<[Document, Document]>([
  [
    { find: 'c', collation: { locale: 'simple' }, limit: 0, filter: { _id: 1 } },
    { cursor: { firstBatch: [{ _id: 1 }] } },
  ],
  [{ find: 'c', batchSize: 0 }, { cursor: { firstBatch: [] } }],
  [{ find: 'c', limit: 1, noCursorTimeout: true, allowPartialResults: true, comment: 'x' }, { ok: 1 }],
  [{ count: 'c', limit: -2 }, { n: 2 }],
  [{ count: 'c', query: { n: 0 }, skip: 3, hint: 'n_1' }, { n: 1 }],
  [{ ping: 1, apiVersion: '1', apiStrict: true }, { ok: 1 }],
])('%j is understood', async (command, answer) => {
  expect(await send(command)).toMatchObject(answer);
});

describe('a cursor is for who opened it', () => {
  const opened = async (extra: Document = {}) =>
    (await send({ find: 'c', batchSize: 2, ...extra })).cursor.id as Long;
  const more = (id: Long, extra: Document = {}) => send({ getMore: id, collection: 'c', ...extra });
  test('another name, another session, or none, do not get it, and do not harm it', async () => {
    const [plain, bound] = [await opened(), await opened({ lsid: raw.lsid })];
    expect(await more(plain, { collection: 'd' })).toMatchObject({ code: 13 });
    expect(await more(plain, { lsid: raw.lsid })).toMatchObject({ code: 50737 });
    expect(await more(bound)).toMatchObject({ code: 50736 });
    expect((await more(plain)).cursor.nextBatch).toHaveLength(8);
    expect((await more(bound, { lsid: raw.lsid })).cursor.nextBatch).toHaveLength(8);
  });
  test('one of a transaction ends with it', async () => {
    const within = { lsid: raw.lsid, txnNumber: Long.fromNumber(1), autocommit: false };
    const id = await opened({ ...within, startTransaction: true });
    expect(await more(id, { lsid: raw.lsid })).toMatchObject({ code: 50741 });
    expect((await more(id, { ...within, batchSize: 2 })).cursor.nextBatch).toHaveLength(2);
    await send({ abortTransaction: 1, ...within });
    expect(await more(id, { lsid: raw.lsid })).toMatchObject({ code: 43 });
  });
  test('killed, and killed again', async () => {
    const id = await opened();
    expect(await send({ killCursors: 'c', cursors: [id] })).toMatchObject({
      cursorsKilled: [id],
      cursorsNotFound: [],
    });
    expect(await send({ killCursors: 'c', cursors: [id] })).toMatchObject({
      cursorsKilled: [],
      cursorsNotFound: [id],
    });
  });
});

describe('explain', () => {
  const ixscan = { stage: 'IXSCAN', indexName: 'n_1', keyPattern: { n: 1 }, direction: 'forward' };
  const fetch = { stage: 'FETCH', inputStage: ixscan };
  test.each<[Document, Document, number]>([
    [{ find: 'c', filter: { n: 1 } }, fetch, 3],
    [{ count: 'c', query: { n: 1 } }, { stage: 'COUNT', inputStage: fetch }, 3],
    [{ distinct: 'c', key: 'n', query: { n: 1 } }, fetch, 3],
    [
      { update: 'c', updates: [{ q: { n: 1 }, u: { $set: { x: 1 } } }] },
      { stage: 'UPDATE', inputStage: fetch },
      1,
    ],
    [
      { update: 'c', updates: [{ q: { n: 1 }, u: { $set: { x: 1 } }, multi: true }] },
      { stage: 'UPDATE', inputStage: fetch },
      3,
    ],
    [{ delete: 'c', deletes: [{ q: { n: 1 }, limit: 0 }] }, { stage: 'DELETE', inputStage: fetch }, 3],
    [{ findAndModify: 'c', query: { n: 1 }, remove: true }, { stage: 'DELETE', inputStage: fetch }, 1],
    [{ find: 'gone' }, { stage: 'EOF' }, 0],
  ])('%j', async (command, winningPlan, nReturned) => {
    for (const verbosity of ['queryPlanner', 'executionStats', 'allPlansExecution']) {
      const answer = await send({ explain: command, verbosity });
      expect(answer.queryPlanner.winningPlan).toMatchObject(winningPlan);
      if (verbosity === 'queryPlanner') expect(answer).not.toHaveProperty('executionStats');
      else
        expect(answer.executionStats).toMatchObject({
          nReturned,
          totalKeysExamined: nReturned,
          totalDocsExamined: nReturned,
        });
    }
    expect(await db.collection('c').countDocuments({ x: { $exists: false } })).toBe(10);
  });
});

test('answers that are too large, and errors that are, are errors; the connection goes on', async () => {
  const collection = db.collection<Document>('big');
  const text = (mega: number, last = '') => 'x'.repeat(mega * 2 ** 20 - 100) + last;
  for (let i = 0; i < 3; i++) await collection.insertOne({ _id: i as never, s: text(7, String(i)) });
  expect(await failure(collection.distinct('s'))).toMatchObject({ code: 17217 });
  const group = collection.aggregate([{ $group: { _id: null, all: { $push: '$s' } } }]).toArray();
  expect(await failure(group)).toMatchObject({ code: 10334 });
  await collection.insertOne({ _id: 'whole' as never, s: text(16) });
  const touch = { $set: { s: text(16, '!') } };
  const after = { returnDocument: 'after' } as const;
  expect((await collection.findOneAndUpdate({ _id: 'whole' as never }, touch, after))?.s).toHaveLength(
    2 ** 24 - 99,
  );
  expect(await failure(collection.updateOne({ _id: 0 as never }, { $set: { t: text(10) } }))).toMatchObject({
    code: 10334,
  });
  await collection.createIndex({ s: 1 }, { unique: true });
  const twice = collection.insertOne({ _id: 'again' as never, s: text(16, '!') });
  expect(await failure(twice)).toMatchObject({ code: expect.any(Number) });
  const big = await send({ insert: 'big', documents: [{ _id: 1, a: text(16), b: 'x'.repeat(5000) }] });
  expect(big.writeErrors).toMatchObject([{ index: 0, code: 10334 }]);
  expect((await collection.findOneAndDelete({ _id: 'whole' as never }))?.s).toHaveLength(2 ** 24 - 99);
  expect(await collection.countDocuments()).toBe(3);
});

test('an _id can not be an array or a regular expression', async () => {
  const ids = [[1], /a/];
  for (const _id of ids) {
    const answer = await send({ insert: 'c', documents: [{ _id }] });
    expect(answer.writeErrors, String(_id)).toMatchObject([{ index: 0, code: 2 }]);
  }
  expect(await send({ insert: 'c', documents: [{ _id: { $a: 1 } }] })).toMatchObject({
    writeErrors: [{ code: 52 }],
  });
  expect(await db.collection('c').countDocuments()).toBe(10);
});

test.each<[Document, number | undefined]>([
  [{ n: { $exists: false } }, 67],
  [{ n: { $ne: 1 } }, 67],
  [{ $nor: [{ n: 1 }] }, 67],
  [{ $and: [{ n: { $gt: 1 } }, { m: { $not: { $eq: 1 } } }] }, 67],
  [{ n: { $exists: true }, m: { $type: 'string' }, $or: [{ a: 1 }, { b: { $in: [1, 2] } }] }, undefined],
])('a partial index on %j', async (partialFilterExpression, code) => {
  const made = await send({
    createIndexes: 'c',
    indexes: [{ key: { p: 1 }, name: 'p', partialFilterExpression }],
  });
  expect(made.code).toBe(code);
  expect(await db.collection('c').indexes()).toHaveLength(code ? 2 : 3);
});

test('a projection that mixes says which field does not fit', async () => {
  const refused = async (projection: Document) => (await send({ find: 'c', projection })).errmsg;
  expect(await refused({ a: 1, b: 0 })).toMatch(/Cannot do exclusion on field b in inclusion projection/);
  expect(await refused({ a: 0, b: 1 })).toMatch(/Cannot do inclusion on field b in exclusion projection/);
});

test('conditions on the elements of an array as documents', async () => {
  const collection = db.collection<Document>('lists');
  const list = [{ a: 1 }, { a: 2, b: 1 }, { b: 3 }];
  await collection.insertOne({ list });
  await collection.updateOne({}, { $pull: { list: { $or: [{ a: 1 }, { b: 3 }] } } } as Document);
  expect((await collection.findOne())?.list).toEqual([{ a: 2, b: 1 }]);
});
