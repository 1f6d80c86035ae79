import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  type Document,
  Double,
  EJSON,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
  UUID,
} from 'bson';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fromLine, sameButOrder, toLine } from '../src/cli/exact.ts';
import { startEmbeddedMongo } from '../src/server.ts';

// Each step is a process of its own.
vi.setConfig({ testTimeout: 240_000 });

const MAIN = new URL('../src/cli/main.ts', import.meta.url).pathname;
const REPOSITORY = new URL('../../..', import.meta.url).pathname;

let root: string;
let children: ChildProcess[] = [];
let opened: { close(): Promise<unknown> }[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linggong-test-'));
});
afterEach(async () => {
  for (const one of opened.reverse()) await one.close();
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  opened = [];
  children = [];
  rmSync(root, { recursive: true, force: true });
});

async function connect(url: string) {
  const client = await MongoClient.connect(url, { serverSelectionTimeoutMS: 5000 });
  opened.push(client);
  return client;
}

async function start(dataDir: string, options = {}) {
  const server = await startEmbeddedMongo({ dataDir, ...options });
  opened.push(server);
  return { server, db: (await connect(server.url)).db() };
}

async function end(): Promise<void> {
  for (const one of opened.reverse()) await one.close();
  opened = [];
}

/** Starts a process that goes on; resolves with its first line. */
async function serve(command: string, args: string[], cwd = root) {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve();
    });
    child.once('exit', () => resolve());
  });
  return { child, url: stdout.split('\n')[0]!, stderr: () => stderr };
}

async function run(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr: stderr.trim() };
}

test('npm run embedded-mongo: the URL is the first line, and the end of npm ends it', async () => {
  const dataDir = join(root, 'data');
  const args = ['run', 'embedded-mongo', '--', '--data', dataDir, '--port', '0'];
  const { child, url } = await serve('npm', args, REPOSITORY);
  expect(url).toMatch(/^mongodb:\/\/linggong:[\w-]{43}@127\.0\.0\.1:\d+\//);
  await (await connect(url))
    .db()
    .collection<Document>('a')
    .insertOne({ _id: 1 as never });
  await end();
  child.kill('SIGTERM');
  await once(child, 'exit');
  await expect.poll(() => readdirSync(dataDir), { timeout: 10_000 }).toEqual(['linggong.sqlite']);
  const again = await start(dataDir);
  expect(await again.db.collection('a').countDocuments()).toBe(1);
});

test('it serves without a password, or in memory, where asked to, and ends cleanly at signals', async () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const { child, url, stderr } = await serve(process.execPath, [MAIN, '--no-auth']);
    expect(url).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\//);
    expect(await (await connect(url)).db().collection('a').countDocuments()).toBe(0);
    expect(stderr()).toContain('in memory');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  }
});

test('what can not be is one sentence and exit code 1', async () => {
  const dataDir = join(root, 'data');
  const { server } = await start(dataDir, { listen: {} });
  const { port } = new URL(server.url);
  writeFileSync(join(root, 'file'), 'x');
  const wrong: [string[], RegExp][] = [
    [['--data', dataDir], /^The data folder .* is in use by another process$/],
    [['--port', port], /^Port \d+ is in use by another process$/],
    [['--data', join(root, 'file')], /^The data folder .* can't be used: /],
    [['backup', '--data', join(root, 'none'), '--to', join(root, 'b')], /^There is no data in /],
    [['restore', '--from', join(root, 'none'), '--data', join(root, 'r')], /^There is no backup /],
    [['restore', '--from', join(root, 'file'), '--data', join(root, 'r')], /is damaged/],
    [['import', '--from', root, '--data', join(root, 'r')], /^There is no whole export in /],
  ];
  for (const [args, message] of wrong) {
    const { code, stdout, stderr } = await run(...args);
    expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.split('\n')).toHaveLength(1);
  }
  for (const args of [['--port', 'x'], ['dance'], ['backup', '--data', dataDir]]) {
    const { code, stderr } = await run(...args);
    expect({ args, code }).toEqual({ args, code: 1 });
    expect(stderr).toContain('npm run embedded-mongo --');
  }
  expect(
    readdirSync(root)
      .filter((name) => name !== 'r')
      .sort(),
  ).toEqual(['data', 'file']);
  expect(readdirSync(join(root, 'r'))).toEqual([]);
});

test('a backup under load has everything acknowledged before it, and no half transaction', async () => {
  const dataDir = join(root, 'data');
  const { server, db } = await start(dataDir);
  await db.collection('pairs').createIndex({ n: 1 });
  const text = 'x'.repeat(4000);
  const { client } = db;
  let going = true;
  let acknowledged = 0;
  const write = async (w: number) => {
    for (let i = 0; going && i < 20_000; i++) {
      const n = w * 1e6 + i;
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await db.collection('pairs').insertOne({ n, half: 1, text }, { session });
          await db.collection('pairs').insertOne({ n, half: 2, text }, { session });
        }),
      );
      acknowledged++;
    }
  };
  const writers = Promise.all([1, 2, 3, 4].map(write));
  await expect.poll(() => acknowledged).toBeGreaterThan(50);
  const before = acknowledged;
  const backup = await run('backup', '--data', dataDir, '--to', join(root, 'b.sqlite'));
  const after = acknowledged;
  going = false;
  await writers;
  expect(backup).toMatchObject({ code: 0, stderr: '' });
  expect(after).toBeGreaterThan(before);
  expect(await run('check', '--data', dataDir)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('In order'),
  });
  expect(readdirSync(root).sort()).toEqual(['b.sqlite', 'data']);
  expect(statSync(join(root, 'b.sqlite')).mode & 0o777).toBe(0o600);
  expect(await run('backup', '--data', dataDir, '--to', join(root, 'b.sqlite'))).toMatchObject({ code: 1 });
  expect(await run('restore', '--from', join(root, 'b.sqlite'), '--data', dataDir)).toMatchObject({
    code: 1,
  });
  // The log is written into the file again, once the backup is long gone or the server ends.
  await end();
  expect(readdirSync(dataDir)).toEqual(['linggong.sqlite']);
  expect(server.url).toContain('run');

  const restored = join(root, 'restored');
  expect(await run('restore', '--from', join(root, 'b.sqlite'), '--data', restored)).toMatchObject({
    code: 0,
  });
  expect(readdirSync(restored)).toEqual(['linggong.sqlite']);
  const again = await start(restored);
  const pairs = again.db.collection('pairs');
  expect(await pairs.countDocuments()).toBeGreaterThanOrEqual(2 * before);
  const halves = await pairs
    .aggregate([{ $group: { _id: '$n', n: { $sum: 1 } } }, { $match: { n: { $ne: 2 } } }])
    .toArray();
  expect(halves).toEqual([]);
  expect(await run('check', '--data', restored)).toMatchObject({ code: 0 });
});

test('a killed server leaves nothing in the way: offline backup, then the next start', async () => {
  const dataDir = join(root, 'data');
  const { child, url } = await serve(process.execPath, [MAIN, '--data', dataDir]);
  await (await connect(url))
    .db()
    .collection<Document>('a')
    .insertOne({ _id: 1 as never });
  child.kill('SIGKILL');
  await once(child, 'exit');
  await end();
  expect(existsSync(join(dataDir, 'run', 'url'))).toBe(true);
  expect(await run('backup', '--data', dataDir, '--to', join(root, 'b'))).toMatchObject({ code: 0 });
  const { db } = await start(dataDir);
  expect(await db.collection('a').countDocuments()).toBe(1);
  expect(readFileSync(join(dataDir, 'run', 'url'), 'utf8')).not.toContain(url);
});

test('a damaged source gives no backup, and an error', async () => {
  const dataDir = join(root, 'data');
  const { db } = await start(dataDir);
  await db.collection('a').insertMany(Array.from({ length: 500 }, (_, n) => ({ n, text: 'x'.repeat(1000) })));
  await end();
  const file = join(dataDir, 'linggong.sqlite');
  const bytes = readFileSync(file);
  bytes.fill(0xa7, 10 * 8192, 30 * 8192);
  writeFileSync(file, bytes);
  const { code, stderr } = await run('backup', '--data', dataDir, '--to', join(root, 'b'));
  expect(code).toBe(1);
  expect(stderr).toContain('is damaged');
  expect(await run('check', '--data', dataDir)).toMatchObject({ code: 1 });
  expect(readdirSync(root)).toEqual(['data']);
});

const TYPES: Document = {
  int: 1,
  whole: new Double(1),
  double: 1.5,
  minusZero: new Double(-0),
  nan: Number.NaN,
  infinite: Number.POSITIVE_INFINITY,
  long: Long.fromString('9007199254740993'),
  decimal: Decimal128.fromString('1.10'),
  date: new Date('2026-02-03T04:05:06.789Z'),
  early: new Date(-62_135_596_800_000),
  id: new ObjectId('0123456789abcdef01234567'),
  uuid: new UUID('01234567-89ab-4def-8123-456789abcdef'),
  binary: new Binary(Buffer.from([1, 2, 3]), 128),
  regexp: new BSONRegExp('^a.*\\n', 'im'),
  code: new Code('1'),
  timestamp: new Timestamp({ t: 1, i: 2 }),
  min: new MinKey(),
  max: new MaxKey(),
  null: null,
  text: '零工 \u0000 "quoted"\n\u2028',
  list: [1, [2, [{}]], []],
  nested: { 'a.b': 1, $c: { d: {} } },
};

/** Some collections with every type and kind of index. */
async function fill(url: string): Promise<void> {
  const client = await connect(url);
  const db = client.db();
  await db.collection<Document>('types').insertOne({ _id: 't' as never, ...TYPES });
  await db
    .collection('many')
    .insertMany(Array.from({ length: 2500 }, (_, n) => ({ n, text: `worker ${n}` })));
  await db
    .collection('many')
    .createIndexes([
      { key: { n: -1, text: 1 }, unique: true, name: 'own name' },
      { key: { text: 1 }, partialFilterExpression: { n: { $gt: 5 } } },
      { key: { at: 1 }, expireAfterSeconds: 60 },
      { key: { place: '2dsphere' } },
      { key: { x: 1 }, sparse: true },
    ]);
  await db.createCollection('empty');
  await client.db('other').collection('a/b:c').insertOne({ x: 1 });
}

async function contents(url: string) {
  const client = await connect(url);
  const out: Record<string, { docs: string[]; indexes: unknown[] }> = {};
  for (const name of ['linggong', 'other'])
    for (const collection of await client.db(name).collections()) {
      const raw = (await collection
        .find({}, { raw: true })
        .sort({ _id: 1 })
        .toArray()) as unknown as Uint8Array[];
      out[collection.namespace] = {
        docs: raw.map((bytes) => Buffer.from(bytes).toString('hex')),
        indexes: await collection.indexes(),
      };
    }
  return out;
}

test('export and import keep every type, index and option; copy does it in one step', async () => {
  const dataDir = join(root, 'data');
  const { server } = await start(dataDir);
  await fill(server.url);
  const before = await contents(server.url);
  expect(Object.keys(before).sort()).toEqual(
    ['linggong.empty', 'linggong.many', 'linggong.types', 'other.a/b:c'].sort(),
  );
  const folder = join(root, 'export');
  expect(await run('export', '--data', dataDir, '--to', folder)).toMatchObject({ code: 0, stderr: '' });
  expect(await run('export', '--data', dataDir, '--to', folder)).toMatchObject({ code: 1 });
  expect(readdirSync(folder).sort()).toEqual([
    'linggong.empty.jsonl',
    'linggong.many.jsonl',
    'linggong.types.jsonl',
    'metadata.json',
    'other.a%2Fb%3Ac.jsonl',
  ]);
  const line = readFileSync(join(folder, 'linggong.types.jsonl'), 'utf8');
  expect(line).toContain('"whole":{"$numberDouble":"1.0"}');
  expect(line).toContain('"int":{"$numberInt":"1"}');
  const metadata = EJSON.parse(readFileSync(join(folder, 'metadata.json'), 'utf8')) as Document;
  expect(metadata).toMatchObject({ format: 1 });
  expect(metadata.collections.map(({ documents }: Document) => documents)).toEqual([0, 2500, 1, 1]);

  const imported = join(root, 'imported');
  const target = await start(imported);
  const done = await run('import', '--from', folder, '--data', imported);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(done.stdout).toContain('linggong.many: 2500 documents, 6 indexes');
  expect(await contents(target.server.url)).toEqual(before);

  const again = await run('import', '--from', folder, '--data', imported);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain('linggong.many');
  expect(await run('import', '--from', folder, '--data', imported, '--drop')).toMatchObject({ code: 0 });

  const other = await startEmbeddedMongo({ listen: {} });
  opened.push(other);
  const copied = await run('copy', '--data', dataDir, '--url', other.url);
  expect(copied).toMatchObject({ code: 0, stderr: '' });
  expect(copied.stdout).toContain('All 2502 documents are there as they were.');
  expect(await contents(other.url)).toEqual(before);
  const back = join(root, 'back');
  expect(await run('export', '--url', other.url, '--to', back)).toMatchObject({ code: 0 });
  expect(readdirSync(back)).not.toContain('other.a%2Fb%3Ac.jsonl');
});

test('what a line can not hold whole is an error; another order of numbered fields is said', () => {
  const patched = (doc: Document, from: Buffer, to: Buffer) => {
    const bytes = Buffer.from(serialize(doc));
    to.copy(bytes, bytes.indexOf(from));
    return bytes;
  };
  const numbered = patched({ _id: 1, b: 1, xx: 1 }, Buffer.from('xx'), Buffer.from('10'));
  const { line, reordered } = toLine(numbered);
  expect(reordered).toBe(true);
  expect(Buffer.from(fromLine(line)).sort()).toEqual(Buffer.from(numbered).sort());
  expect(toLine(serialize(TYPES)).reordered).toBe(false);
  const at = new Date(0x0102030405);
  const late = patched({ at }, Buffer.from([5, 4, 3, 2, 1, 0, 0, 0]), Buffer.alloc(8, 0x7f));
  expect(() => toLine(late)).toThrow("can't be written");
  expect(sameButOrder(serialize({ a: 1 }), serialize({ a: 2 }))).toBe(false);
});

test('an import whose file lacks a line, or is no JSON, fails and says so', async () => {
  const dataDir = join(root, 'data');
  const { db } = await start(dataDir);
  await db.collection('a').insertMany([{ n: 1 }, { n: 2 }]);
  const folder = join(root, 'export');
  await run('export', '--data', dataDir, '--to', folder);
  const file = join(folder, 'linggong.a.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${lines[0]}\n`);
  const short = await run('import', '--from', folder, '--data', join(root, 'i'));
  expect(short.code).toBe(1);
  expect(short.stderr).toBe('linggong.a: 1 documents in the file, 2 were exported');
  writeFileSync(file, `${lines[0]}\n${lines[1]!.slice(0, 10)}`);
  const torn = await run('import', '--from', folder, '--data', join(root, 'j'));
  expect(torn.code).toBe(1);
  expect(torn.stderr).toMatch(/linggong\.a\.jsonl, line 2: /);
});

const WRONG: [statement: string, problem: RegExp][] = [
  [
    'DELETE FROM entries WHERE (idx, key) IN (SELECT max(idx), min(key) FROM entries)',
    /n_1 lacks an entry of document/,
  ],
  ["INSERT INTO entries VALUES (1, x'99', 1)", /_id_ has 3 entries, the documents have \d/],
  ["INSERT INTO entries VALUES (999, x'01', 1)", /index 999/],
  ["INSERT INTO docs VALUES (999 * 4294967296, x'0500000000')", /collection 999/],
  ["UPDATE docs SET doc = x'ffffffff00' WHERE rid = (SELECT min(rid) FROM docs)", /can't be read/],
];
test('check finds what is missing, too much, without a place, or unreadable', async () => {
  const dataDir = join(root, 'data');
  const { db } = await start(dataDir);
  await db.collection('a').createIndex({ n: 1 });
  await db.collection('a').insertMany([{ n: 2 }, { n: 1 }]);
  await end();
  expect(await run('check', '--data', dataDir)).toMatchObject({
    code: 0,
    stdout: 'In order: 2 documents, 2 indexes.\n',
  });
  const sql = new DatabaseSync(join(dataDir, 'linggong.sqlite'));
  for (const [statement] of WRONG) sql.exec(statement);
  sql.close();
  const { code, stdout, stderr } = await run('check', '--data', dataDir);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  for (const [, problem] of WRONG) expect(stderr).toMatch(problem);
});

test('a folder whose name is too long for a socket is served from a temporary one', async () => {
  const dataDir = join(root, 'd'.repeat(100));
  mkdirSync(dataDir);
  const { server, db } = await start(dataDir);
  await db.collection('a').insertOne({});
  expect(server.url).not.toContain('ddd');
  expect(await run('backup', '--data', dataDir, '--to', join(root, 'b'))).toMatchObject({ code: 0 });
});
