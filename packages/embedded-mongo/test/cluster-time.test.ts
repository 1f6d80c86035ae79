import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Binary, Long, Timestamp } from 'bson';
import { type CommandStartedEvent, type CommandSucceededEvent, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openClock } from '../src/engine/clock.ts';
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/server.ts';
import { openRaw } from './raw.ts';

let server: EmbeddedMongo;
let raw: Awaited<ReturnType<typeof openRaw>>;
const send = (command: Document) => raw.reply('times', command);
const now = async () => (await send({ ping: 1 })).operationTime as Timestamp;
beforeAll(async () => {
  server = await startEmbeddedMongo({ testCommands: true });
  raw = await openRaw(server.url);
});
afterAll(async () => {
  raw.close();
  await server.close();
});
beforeEach(async () => {
  await send({ delete: 'c', deletes: [{ q: {}, limit: 0 }] });
  await send({ insert: 'c', documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }] });
});

describe('every reply carries the times', () => {
  const commands: [name: string, command: Document, reply: Document][] = [
    ['a greeting', { hello: 1 }, { ok: 1, isWritablePrimary: true }],
    ['an old greeting', { isMaster: 1 }, { ok: 1, ismaster: true }],
    ['nothing else', { ping: 1 }, { ok: 1 }],
    ['documents', { find: 'c', filter: { _id: 2 } }, { ok: 1, cursor: { firstBatch: [{ _id: 2 }] } }],
    ['no documents', { find: 'none' }, { ok: 1, cursor: { firstBatch: [] } }],
    ['what was computed', { aggregate: 'c', pipeline: [{ $count: 'n' }], cursor: {} }, { ok: 1 }],
    ['a list', { listCollections: 1 }, { ok: 1 }],
    ['a write', { update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { n: 1 } } }] }, { ok: 1, n: 1 }],
    ['a duplicate', { insert: 'c', documents: [{ _id: 1 }] }, { ok: 1, writeErrors: [{ code: 11000 }] }],
    ['an unknown command', { nonsense: 1 }, { ok: 0, code: 59 }],
    ['a refusal', { find: 'c', filter: { $where: '1' } }, { ok: 0 }],
    ['an error', { find: 'c', filter: { a: { $in: 1 } } }, { ok: 0, code: 2 }],
  ];
  test.each(commands)('%s', async (_name, command, expected) => {
    const reply = await send(command);
    expect(reply).toMatchObject(expected);
    expect(Object.keys(reply).slice(-2)).toEqual(['$clusterTime', 'operationTime']);
    expect(reply.operationTime).toBeInstanceOf(Timestamp);
    expect(reply.$clusterTime).toEqual({
      clusterTime: reply.operationTime,
      signature: { hash: new Binary(Buffer.alloc(20)), keyId: 0 },
    });
  });
  test('a next batch, and one with documents of megabytes', async () => {
    await send({ insert: 'c', documents: [{ _id: 4, text: 'x'.repeat(3e6) }] });
    const first = await send({ find: 'c', sort: { _id: 1 }, batchSize: 2 });
    const next = await send({ getMore: Long.fromString(String(first.cursor.id)), collection: 'c' });
    expect(next.cursor.nextBatch.map(({ _id }: Document) => _id)).toEqual([3, 4]);
    expect(next.operationTime).toEqual(first.operationTime);
  });
  test('an error that was provoked', async () => {
    await raw.reply('admin', {
      configureFailPoint: 'failCommand',
      mode: { times: 1 },
      data: { failCommands: ['ping'], errorCode: 8 },
    });
    expect(await send({ ping: 1 })).toMatchObject({ ok: 0, code: 8, operationTime: expect.any(Timestamp) });
  });
  test('its numbers have the types that drivers check', async () => {
    const client = await MongoClient.connect(server.url);
    const { $clusterTime } = await client.db('times').command({ ping: 1 }, { promoteLongs: false });
    expect($clusterTime.signature.keyId).toEqual(Long.ZERO);
    await client.close();
  });
});

test('a write moves the time on, also one of many at once; a read does not, nor what is refused', async () => {
  const times: Timestamp[] = [await now()];
  const moved = async (command: Document) => {
    const { operationTime } = await send(command);
    expect(operationTime.greaterThan(times.at(-1)), JSON.stringify(command)).toBe(true);
    times.push(operationTime);
  };
  const stays = async (command: Document) =>
    expect((await send(command)).operationTime, JSON.stringify(command)).toEqual(times.at(-1));
  for (const _id of [10, 11, 12]) {
    await moved({ insert: 'c', documents: [{ _id }] });
    await stays({ find: 'c', filter: { _id } });
  }
  await moved({ update: 'c', updates: [{ q: { _id: 10 }, u: { $set: { n: 1 } } }] });
  await moved({ findAndModify: 'c', query: { _id: 10 }, remove: true });
  await moved({ create: 'made' });
  await moved({ createIndexes: 'made', indexes: [{ key: { a: 1 }, name: 'a' }] });
  await moved({ drop: 'made' });
  await stays({ insert: 'c', documents: [{ _id: 1 }], unknown: 1 });
  await stays({ count: 'c' });
  const txn = { lsid: raw.lsid, txnNumber: 1, autocommit: false };
  await stays({ insert: 'c', documents: [{ _id: 13 }], ...txn, startTransaction: true });
  await moved({ commitTransaction: 1, ...txn });
  await stays({ commitTransaction: 1, ...txn });
});

test('a causally consistent session asks for what it has seen, and reads its writes', async () => {
  const client = await MongoClient.connect(server.url, { monitorCommands: true });
  const started: CommandStartedEvent[] = [];
  const replies: Document[] = [];
  client.on('commandStarted', (event) => started.push(event));
  client.on('commandSucceeded', ({ reply }: CommandSucceededEvent) => replies.push(reply as Document));
  const collection = client.db('times').collection<{ _id: number }>('causal');
  const after = () => started.at(-1)!.command.readConcern?.afterClusterTime;
  const last = () => replies.at(-1)!.operationTime;
  await client.withSession(async (session) => {
    await collection.insertOne({ _id: 1 }, { session });
    expect(after()).toBeUndefined();
    const written = last();
    expect(session.operationTime).toEqual(written);
    expect(await collection.findOne({}, { session })).toEqual({ _id: 1 });
    expect(after()).toEqual(written);
    expect(started.at(-1)!.command.$clusterTime.clusterTime).toEqual(written);
    for (const level of ['local', 'majority'] as const)
      expect(
        await client
          .db('times')
          .collection('causal', { readConcern: { level } })
          .countDocuments({}, { session }),
      ).toBe(1);
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    expect(await collection.findOne({ _id: 1 }, { session })).toEqual({ _id: 1 });
    expect(started.at(-1)!.command.readConcern).toEqual({ level: 'snapshot', afterClusterTime: written });
    await collection.insertOne({ _id: 2 }, { session });
    expect(after()).toBeUndefined();
    await session.commitTransaction();
    const committed = last();
    expect(committed.greaterThan(written)).toBe(true);
    expect(await collection.distinct('_id', {}, { session })).toEqual([1, 2]);
    expect(after()).toEqual(committed);
  });
  await client.close();
});

describe('what a client asks of times', () => {
  const future = new Timestamp({ t: 4_000_000_000, i: 1 });
  const past = new Timestamp({ t: 1, i: 1 });
  const taken: [readConcern: Document, more?: Document][] = [
    [{ afterClusterTime: past }],
    [{ afterClusterTime: past, level: 'local' }],
    [{ afterClusterTime: past, level: 'majority' }],
    [
      { afterClusterTime: past, level: 'snapshot' },
      { txnNumber: 100, autocommit: false, startTransaction: true },
    ],
  ];
  test.each(taken)('taken: %o %o', async (readConcern, more = {}) => {
    const reply = await send({ find: 'c', limit: 1, readConcern, lsid: raw.lsid, ...more });
    expect(reply).toMatchObject({ ok: 1, cursor: { firstBatch: [{ _id: 1 }] } });
  });
  const refused: [readConcern: unknown, code: number][] = [
    [{ afterClusterTime: future }, 72],
    [{ afterClusterTime: past, level: 'available' }, 72],
    [{ afterClusterTime: past, level: 'linearizable' }, 72],
    [{ afterClusterTime: new Timestamp({ t: 0, i: 0 }) }, 72],
    [{ afterClusterTime: new Date() }, 14],
    [{ afterClusterTime: 5 }, 14],
    [{ afterOpTime: past }, 72],
    [{ afterClusterTime: past, level: 'snapshot' }, 115],
    [{ atClusterTime: past, level: 'snapshot' }, 115],
    [{ level: ['local'] }, 9],
    ['local', 9],
  ];
  test.each(refused)('refused: %o is error %i', async (readConcern, code) => {
    expect(await send({ find: 'c', readConcern })).toMatchObject({ ok: 0, code });
  });
  test('the time of now is seen, one later is not there yet', async () => {
    const { t, i } = await now();
    const read = (more: number) =>
      send({ find: 'c', readConcern: { afterClusterTime: new Timestamp({ t, i: i + more }) } });
    expect(await read(0)).toMatchObject({ ok: 1 });
    expect(await read(1)).toMatchObject({ ok: 0, code: 72, codeName: 'InvalidOptions' });
  });
  test('a time that it has heard of does not move ours', async () => {
    const before = await now();
    for (const clusterTime of [past, future]) {
      const reply = await send({ find: 'c', $clusterTime: { clusterTime } });
      expect(reply).toMatchObject({ ok: 1, operationTime: before });
    }
  });
  test.each([5, {}, { clusterTime: {} }, { clusterTime: 5 }])('%o is no time', async ($clusterTime) => {
    expect(await send({ find: 'c', $clusterTime })).toMatchObject({ ok: 0, code: 14 });
  });
});

test('who has not signed in sees the time, as in a greeting, and can not move it', async () => {
  const guarded = await startEmbeddedMongo({ auth: true });
  const stranger = await openRaw(guarded.url.replace(/\/\/.*@/, '//'));
  const { operationTime } = await stranger.reply('times', { hello: 1 });
  expect(operationTime).toBeInstanceOf(Timestamp);
  const refused = await stranger.reply('times', { insert: 'c', documents: [{}] });
  const fields = ['ok', 'errmsg', 'code', 'codeName', '$clusterTime', 'operationTime'];
  expect(Object.keys(refused)).toEqual(fields);
  expect(refused).toMatchObject({ code: 13, operationTime });
  stranger.close();
  await guarded.close();
});

test('after a restart it is later than before', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'linggong-test-'));
  const times: Timestamp[] = [];
  for (let run = 0; run < 3; run++) {
    const one = await startEmbeddedMongo({ dataDir });
    const client = await openRaw(one.url);
    times.push((await client.reply('times', { hello: 1 })).operationTime);
    const documents = Array.from({ length: 1000 }, (_, _id) => ({ _id: `${run} ${_id}` }));
    times.push((await client.reply('times', { insert: 'c', documents })).operationTime);
    client.close();
    await one.close();
  }
  for (const [i, time] of times.entries()) if (i > 0) expect(time.greaterThan(times[i - 1]!)).toBe(true);
  rmSync(dataDir, { recursive: true });
});

test('the clock follows the wall clock and never goes back with it', () => {
  let wall = 1_700_000_000_999;
  const clock = openClock(() => wall);
  const at = () => [clock.now.t, clock.now.i];
  const next = () => {
    clock.tick();
    return at();
  };
  expect(at()).toEqual([1_700_000_000, 999_001]);
  expect(next()).toEqual([1_700_000_000, 999_002]);
  wall -= 86_400_000;
  expect(next()).toEqual([1_700_000_000, 999_003]);
  for (let i = 0; i < 998; i++) clock.tick();
  expect(at()).toEqual([1_700_000_001, 1]);
  wall = 1_700_000_002_000;
  expect(next()).toEqual([1_700_000_002, 1]);
});
