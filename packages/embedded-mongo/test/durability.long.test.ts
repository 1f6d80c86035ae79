import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Document, MongoClient, UUID } from 'mongodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedMongo, type StartOptions, startEmbeddedMongo } from '../src/server.ts';
import { openRaw } from './raw.ts';

let dataDir: string;
let opened: (EmbeddedMongo | MongoClient)[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'linggong-test-'));
});
afterEach(async () => {
  for (const one of opened.reverse()) await one.close();
  opened = [];
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(options: StartOptions = {}) {
  const server = await startEmbeddedMongo(options);
  opened.push(server);
  const client = await MongoClient.connect(server.url);
  opened.push(client);
  return { server, client, db: client.db() };
}

test('what was written is there after a restart: documents, types, indexes', async () => {
  const first = await start({ dataDir });
  await first.db.collection<Document>('a').insertOne({ _id: 1 as never, n: 1, list: ['x', 'y'] });
  await first.db.collection('a').createIndex({ list: 1 }, { unique: true });
  await first.client.close();
  await first.server.close();
  const second = await start({ dataDir });
  const collection = second.db.collection<Document>('a');
  expect(await collection.findOne({ list: 'y' })).toEqual({ _id: 1, n: 1, list: ['x', 'y'] });
  await expect(collection.insertOne({ list: ['y'] })).rejects.toMatchObject({ code: 11000 });
  await collection.insertOne({ list: ['z'] });
  expect(await collection.countDocuments()).toBe(2);
});

const CHILD = `
  import { MongoClient } from 'mongodb';
  import { startEmbeddedMongo } from ${JSON.stringify(new URL('../src/server.ts', import.meta.url).href)};
  const server = await startEmbeddedMongo({ dataDir: process.env.DATA_DIR });
  const client = await MongoClient.connect(server.url);
  const db = client.db();
  await db.collection('one').createIndex({ n: 1 }, { unique: true });
  await db.createCollection('pairs');
  const line = (text) => process.stdout.write(text + '\\n');
  async function writer(w) {
    for (let i = 0; ; i++) {
      const n = w * 1e6 + i;
      await db.collection('one').insertOne({ n });
      line('one ' + n);
      await client.withSession((session) => session.withTransaction(async () => {
        await db.collection('pairs').insertOne({ n, half: 1 }, { session });
        await db.collection('pairs').insertOne({ n, half: 2 }, { session });
      }));
      line('pair ' + n);
    }
  }
  await Promise.all([1, 2, 3, 4].map(writer));
`;

test('kill -9 loses nothing that was acknowledged and halves no transaction', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', CHILD], {
    env: { ...process.env, DATA_DIR: dataDir },
    cwd: new URL('..', import.meta.url).pathname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (output.split('\n').length > 600) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lines = output.split('\n').slice(0, -1);
  expect(lines.length).toBeGreaterThan(500);
  const { db } = await start({ dataDir });
  const numbers = async (name: string) =>
    new Set((await db.collection(name).find().toArray()).map((doc) => doc.n));
  const [ones, pairs] = [await numbers('one'), await numbers('pairs')];
  for (const line of lines) {
    const [kind, n] = line.split(' ');
    expect((kind === 'one' ? ones : pairs).has(Number(n))).toBe(true);
  }
  const halves = await db
    .collection('pairs')
    .aggregate([{ $group: { _id: '$n', n: { $sum: 1 } } }, { $match: { n: { $ne: 2 } } }])
    .toArray();
  expect(halves).toEqual([]);
  expect(await db.collection('one').countDocuments({ n: { $gte: 0 } })).toBe(
    await db.collection('one').estimatedDocumentCount(),
  );
}, 60_000);

test('a folder in use is refused, by another process and by the same one; afterwards it is free', async () => {
  const { server, client } = await start({ dataDir });
  await expect(startEmbeddedMongo({ dataDir })).rejects.toMatchObject({
    code: 'data_folder_in_use',
    message: expect.stringContaining(dataDir),
  });
  const script = `import { startEmbeddedMongo } from ${JSON.stringify(new URL('../src/server.ts', import.meta.url).href)};
    await startEmbeddedMongo({ dataDir: process.env.DATA_DIR }).catch((error) => console.log(error.code, error.message));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  expect(output).toContain('data_folder_in_use');
  expect(output).toContain(dataDir);
  await client.close();
  await server.close();
  await start({ dataDir });
});

test('data of a newer format is refused, and left as it is', async () => {
  const { server, client } = await start({ dataDir });
  await client.close();
  await server.close();
  const file = join(dataDir, 'linggong.sqlite');
  const sql = new DatabaseSync(file);
  sql.exec("UPDATE meta SET value = 99 WHERE name = 'format'");
  sql.close();
  await expect(startEmbeddedMongo({ dataDir })).rejects.toMatchObject({
    code: 'data_format_unknown',
    message: expect.stringContaining('99'),
  });
  const after = new DatabaseSync(file);
  expect(after.prepare("SELECT value FROM meta WHERE name = 'format'").get()?.value).toBe(99);
  after.close();
});

test('the socket is for this user alone and goes at the end', async () => {
  const { server, client } = await start();
  const path = decodeURIComponent(new URL(server.url).hostname);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  await client.close();
  await server.close();
  expect(existsSync(dirname(path))).toBe(false);
});

test('listens on the loopback where asked to', async () => {
  const { server, db } = await start({ listen: { port: 0 } });
  expect(server.url).toMatch(/^mongodb:\/\/linggong:[\w-]+@127\.0\.0\.1:\d+\//);
  await db.collection<Document>('a').insertOne({ _id: 1 as never });
  expect(await db.collection('a').countDocuments()).toBe(1);
});

test('a retry after a restart is still not applied twice', async () => {
  const inc = { update: 'a', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }], txnNumber: 1 };
  const first = await start({ dataDir });
  await first.db.collection<Document>('a').insertOne({ _id: 1 as never, n: 0 });
  const raw = await openRaw(first.server.url);
  expect(await raw.command('linggong', { ...inc, lsid: raw.lsid })).toMatchObject({ nModified: 1 });
  await first.client.close();
  await first.server.close();
  const second = await start({ dataDir });
  const again = await openRaw(second.server.url);
  expect(await again.command('linggong', { ...inc, lsid: raw.lsid })).toMatchObject({ nModified: 1 });
  again.close();
  expect(await second.db.collection('a').findOne()).toEqual({ _id: 1, n: 1 });
});

test('TTL removes what is over and nothing else', async () => {
  const { db } = await start({ sweepMs: 50 });
  const collection = db.collection<Document>('ttl');
  await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
  await collection.insertMany([
    { _id: 'over' as never, at: ago(61) },
    { _id: 'list' as never, at: [ago(-100), ago(100)] },
    { _id: 'fresh' as never, at: ago(1) },
    { _id: 'text' as never, at: '2000-01-01' },
    { _id: 'none' as never },
  ]);
  await expect.poll(() => collection.distinct('_id'), { timeout: 5000 }).toEqual(['fresh', 'none', 'text']);
});

const HOSTILE: [name: string, bytes: Buffer][] = [
  ['a length below the header', Buffer.from('0500000001000000000000000000dd07', 'hex')],
  ['a length beyond the limit', Buffer.from('ffffff7f010000000000000000000000', 'hex')],
  ['an unknown operation', Buffer.from('1000000001000000000000000f270000', 'hex')],
  [
    'a body that is no BSON',
    Buffer.concat([Buffer.from('2000000001000000000000dd07000000000000', 'hex'), Buffer.alloc(20, 0xff)]),
  ],
  ['plain text', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
];
test.each(HOSTILE)('%s ends that connection only', async (_name, bytes) => {
  const { server, db } = await start({ listen: { port: 0 } });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test('a collection of a transaction that was never committed is gone after a restart', async () => {
  const first = await start({ dataDir });
  await first.db.createCollection('kept');
  const session = first.client.startSession();
  session.startTransaction();
  await first.db.collection('pending').createIndex({ n: 1 }, { unique: true, session });
  await first.db.collection('pending').insertOne({ n: 1 }, { session });
  await first.server.close();
  await session.endSession();
  await first.client.close();
  const second = await start({ dataDir });
  expect((await second.db.listCollections().toArray()).map(({ name }) => name)).toEqual(['kept']);
  await second.db.collection('pending').insertMany([{ n: 1 }, { n: 1 }]);
  expect(await second.db.collection('pending').countDocuments()).toBe(2);
});

test('a retried bulk write is answered alike after a restart, whatever its statements did', async () => {
  const first = await start({ dataDir });
  await first.db.collection<Document>('a').insertMany([1, 2, 3].map((_id) => ({ _id: _id as never, n: 0 })));
  const inc = { u: { $inc: { n: 1 } } };
  const matches = [1, 2, 9, 3, 3, 8, 8].map((_id) => ({ q: { _id }, ...inc }));
  const updates = [
    ...matches,
    { q: { _id: 5 }, ...inc, upsert: true },
    { q: { _id: 1 }, u: { $set: { n: 1 } } },
  ];
  const one = await openRaw(first.server.url);
  const bulk = { update: 'a', updates, lsid: one.lsid, txnNumber: 3 };
  const inserts = { insert: 'b', documents: [{ _id: 1 }, { _id: 1 }, { _id: 2 }], ordered: false };
  const insert = { ...inserts, lsid: { id: new UUID() }, txnNumber: 1 };
  const answers = [await one.command('linggong', bulk), await one.command('linggong', insert)];
  expect(answers).toMatchObject([
    { n: 6, nModified: 4 },
    { n: 2, writeErrors: [{ index: 1, code: 11000 }] },
  ]);
  one.close();
  await first.client.close();
  await first.server.close();
  const second = await start({ dataDir });
  const again = await openRaw(second.server.url);
  expect([await again.command('linggong', bulk), await again.command('linggong', insert)]).toEqual(answers);
  again.close();
  const kept = await second.db.collection<Document>('a').find().sort({ _id: 1 }).toArray();
  expect(kept.map(({ _id, n }) => [_id, n])).toEqual([
    [1, 1],
    [2, 1],
    [3, 2],
    [5, 1],
  ]);
  expect(await second.db.collection('b').countDocuments()).toBe(2);
});
