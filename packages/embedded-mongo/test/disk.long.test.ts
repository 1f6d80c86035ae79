import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Document, MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbeddedMongo } from '../src/server.ts';

let root: string;
let opened: { close(): Promise<unknown> }[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linggong-test-'));
});
afterEach(async () => {
  for (const one of opened.reverse()) await one.close();
  opened = [];
  rmSync(root, { recursive: true, force: true });
});

async function start(dataDir: string) {
  const server = await startEmbeddedMongo({ dataDir });
  const client = await MongoClient.connect(server.url);
  const both = {
    db: client.db(),
    async close() {
      await client.close();
      await server.close();
    },
  };
  opened.push(both);
  return both;
}

let made: Buffer | undefined;

/** A folder with some pages of documents and an index, ended in order. */
async function filled(): Promise<{ dataDir: string; file: string }> {
  const dataDir = join(root, 'data');
  const file = join(dataDir, 'linggong.sqlite');
  if (made) {
    mkdirSync(dataDir);
    writeFileSync(file, made);
    return { dataDir, file };
  }
  const { db, close } = await start(dataDir);
  const docs = Array.from({ length: 3000 }, (_, i) => ({ _id: i as never, n: i, text: 'x'.repeat(300) }));
  await db.collection<Document>('a').createIndex({ n: 1 });
  await db.collection<Document>('a').insertMany(docs);
  await close();
  opened = [];
  made = readFileSync(file);
  return { dataDir, file };
}

function overwrite(file: string, at: number, length: number): void {
  const fd = openSync(file, 'r+');
  writeSync(fd, Buffer.alloc(length, 0xa7), 0, length, at);
  closeSync(fd);
}

const PAGE = 8192;
const DAMAGE: [string, (file: string) => void][] = [
  ['the file is empty', (file) => truncateSync(file, 0)],
  ['the file is cut in the middle', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['the file is cut amid a page', (file) => truncateSync(file, statSync(file).size - 5000)],
  ['its first page is garbage', (file) => overwrite(file, 0, PAGE)],
  ['its header is another', (file) => writeFileSync(file, 'This is a letter to the mayor. '.repeat(1000))],
  ['a page in the middle is garbage', (file) => overwrite(file, 20 * PAGE, PAGE)],
  ['a page is torn', (file) => overwrite(file, 30 * PAGE, PAGE / 2)],
  ['all but the first pages are garbage', (file) => overwrite(file, 8 * PAGE, 50 * PAGE)],
  [
    'only its log is left',
    (file) => {
      writeFileSync(`${file}-wal`, Buffer.alloc(5000, 1));
      rmSync(file);
    },
  ],
];
test.each(DAMAGE)('damage is named at the start, and nothing is made anew: %s', async (_name, damage) => {
  const { dataDir, file } = await filled();
  damage(file);
  const before = existsSync(file) ? statSync(file).size : undefined;
  for (let i = 0; i < 2; i++)
    await expect(startEmbeddedMongo({ dataDir })).rejects.toMatchObject({
      code: 'data_file_damaged',
      message: expect.stringMatching(/linggong\.sqlite is damaged: .*restore the last backup/),
    });
  expect(existsSync(file) ? statSync(file).size : undefined).toBe(before);
});

test('a log whose end is torn loses only what was never acknowledged', async () => {
  const dataDir = join(root, 'data');
  const live = await start(dataDir);
  await live.db.collection<Document>('a').insertOne({ _id: 1 as never });
  await live.db.collection<Document>('a').insertOne({ _id: 2 as never });
  // As a power cut leaves it: the file, and a log that ends amid a write.
  const copy = join(root, 'copy');
  mkdirSync(copy);
  for (const name of ['linggong.sqlite', 'linggong.sqlite-wal'])
    copyFileSync(join(dataDir, name), join(copy, name));
  const log = join(copy, 'linggong.sqlite-wal');
  const whole = statSync(log).size;
  overwrite(log, whole, 3000);
  expect(await (await start(copy)).db.collection('a').distinct('_id')).toEqual([1, 2]);
});

test('damage that shows only later is an error of that read, and the rest is served', async () => {
  // More than is read whole at a start.
  const dataDir = join(root, 'data');
  const first = await start(dataDir);
  await first.db.collection<Document>('b').insertOne({ _id: 'kept' as never });
  for (let i = 0; i < 10; i++)
    await first.db
      .collection<Document>('a')
      .insertMany(Array.from({ length: 500 }, () => ({ text: 'x'.repeat(15_000) })));
  await first.close();
  opened = [];
  const file = join(dataDir, 'linggong.sqlite');
  expect(statSync(file).size).toBeGreaterThan(64 * 1024 * 1024);
  for (let page = 2000; page < 4000; page++) overwrite(file, page * PAGE, PAGE);
  const { db } = await start(dataDir);
  await expect(db.collection('a').find({ text: 'y' }).toArray()).rejects.toMatchObject({
    code: 301,
    codeName: 'DataCorruptionDetected',
    message: expect.stringContaining('restore the last backup'),
  });
  expect(await db.collection('b').findOne()).toEqual({ _id: 'kept' });
  await db.collection<Document>('b').insertOne({ _id: 'new' as never });
});

const canMount = (() => {
  try {
    const where = mkdtempSync(join(tmpdir(), 'linggong-test-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', where], { stdio: 'ignore' });
    execFileSync('umount', [where]);
    rmSync(where, { recursive: true });
    return true;
  } catch {
    return false;
  }
})();

test.runIf(canMount)('a full disk refuses writes, not reads, loses nothing and recovers', async () => {
  const disk = join(root, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
  try {
    const dataDir = join(disk, 'data');
    let live = await start(dataDir);
    const acknowledged = new Set<number>();
    const refused: unknown[] = [];
    const write = async (i: number) => {
      try {
        await live.db.collection<Document>('a').insertOne({ _id: i as never, text: 'x'.repeat(5000) });
        acknowledged.add(i);
      } catch (error) {
        refused.push(error);
      }
    };
    const all = async () => new Set((await live.db.collection('a').find().toArray()).map(({ _id }) => _id));
    for (let i = 0; refused.length === 0 && i < 10_000; i += 20)
      await Promise.all(Array.from({ length: 20 }, (_, k) => write(i + k)));
    expect(acknowledged.size).toBeGreaterThan(100);
    for (const error of refused) expect(error).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });

    // Readers beside writers that fail.
    let seen = new Set<unknown>();
    const readers = (async () => {
      const [some] = acknowledged;
      for (let i = 0; i < 30; i++)
        expect(await live.db.collection('a').findOne({ _id: some as never })).not.toBeNull();
      seen = await all();
    })();
    for (let i = 1e6; i < 1e6 + 200; i++) await write(i);
    await readers;
    for (const id of acknowledged) if (id < 1e6) expect(seen.has(id as never)).toBe(true);
    expect(await live.db.collection('a').countDocuments()).toBe(acknowledged.size);

    // Many statements in one command: all or none of what it says.
    const many = Array.from({ length: 2000 }, (_, i) => ({
      _id: (2e6 + i) as never,
      text: 'x'.repeat(5000),
    }));
    await expect(live.db.collection<Document>('a').insertMany(many)).rejects.toMatchObject({ code: 14031 });
    const session = live.db.client.startSession();
    await expect(
      session.withTransaction(() =>
        live.db.collection<Document>('a').insertMany(many.slice(0, 1000), { session }),
      ),
    ).rejects.toMatchObject({ code: 14031 });
    await session.endSession();
    await expect(live.db.collection('a').createIndex({ text: 1, n: 1 })).rejects.toMatchObject({
      code: 14031,
    });

    // A restart on the full disk, and then room again.
    await live.close();
    opened = [];
    live = await start(dataDir);
    expect([...acknowledged].filter((id) => id < 1e6).length).toBeGreaterThan(100);
    const kept = await all();
    for (const id of acknowledged) expect(kept.has(id as never)).toBe(true);
    execFileSync('mount', ['-o', 'remount,size=64m', disk]);
    const before = refused.length;
    for (let i = 3e6; i < 3e6 + 100; i++) await write(i);
    expect(refused.length).toBe(before);
    await live.db.collection('a').createIndex({ n: 1 });
    const after = await all();
    for (const id of acknowledged) expect(after.has(id as never)).toBe(true);
    await live.close();
    opened = [];
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
});

test('the data file is its owner’s alone, and nothing else is left in the folder at the end', async () => {
  const dataDir = join(root, 'data');
  await (await start(dataDir)).close();
  opened = [];
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, 'linggong.sqlite')).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['linggong.sqlite']);
});

test('two processes that start on a new folder at once: one serves, one is refused, nothing is lost', async () => {
  const dataDir = join(root, 'data');
  const script = `import { startEmbeddedMongo } from ${JSON.stringify(new URL('../src/server.ts', import.meta.url).href)};
    const one = await startEmbeddedMongo({ dataDir: process.env.DATA_DIR }).catch((error) => ({ code: error.code }));
    console.log(one.code ?? 'serves');
    process.stdin.once('data', async () => { await one.close?.(); process.exit(0); });`;
  const children = [1, 2, 3].map(() =>
    spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const said = await Promise.all(
    children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()),
  );
  expect(said.sort()).toEqual(['data_folder_in_use', 'data_folder_in_use', 'serves']);
  await Promise.all(
    children.map((child) => {
      child.stdin.write('end\n');
      return once(child, 'exit');
    }),
  );
  expect(readdirSync(dataDir)).toEqual(['linggong.sqlite']);
});

test('what a killed server without a folder has left in the temporary one goes at a next start; the living stay', async () => {
  const script = `import { startEmbeddedMongo } from ${JSON.stringify(new URL('../src/server.ts', import.meta.url).href)};
    console.log((await startEmbeddedMongo()).url);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const folderOf = (url: string) => dirname(decodeURIComponent(new URL(url).hostname));
  const dead = folderOf(String((await once(child.stdout, 'data'))[0]).trim());
  child.kill('SIGKILL');
  await once(child, 'exit');
  const living = await startEmbeddedMongo();
  opened.push(living);
  const longAgo = new Date(Date.now() - 60_000);
  for (const folder of [dead, folderOf(living.url)]) utimesSync(folder, longAgo, longAgo);
  opened.push(await startEmbeddedMongo());
  await expect.poll(() => existsSync(dead), { timeout: 20_000 }).toBe(false);
  expect(existsSync(folderOf(living.url))).toBe(true);
});
