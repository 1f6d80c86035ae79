import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openEngine } from '../src/engine/engine.ts';
import { listen } from '../src/listen.ts';
import { openRaw } from './raw.ts';

/** What stands between the server and its disk: flushes are counted, and may be held up or fail. */
const disk = vi.hoisted(() => ({
  held: [] as (() => void)[] | undefined,
  failure: undefined as Error | undefined,
  flushes: 0,
  /** The log as the last flush that is over found it: what a power cut leaves at least. */
  log: undefined as Buffer | undefined,
}));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  function read(fd: number): Buffer {
    const log = Buffer.alloc(fs.fstatSync(fd).size);
    fs.readSync(fd, log, 0, log.length, 0);
    return log;
  }
  return {
    ...fs,
    fdatasyncSync(fd: number) {
      disk.flushes++;
      if (disk.failure) throw disk.failure;
      const log = read(fd);
      fs.fdatasyncSync(fd);
      disk.log = log;
    },
    fdatasync(fd: number, done: (error: Error | null) => void) {
      disk.flushes++;
      const log = read(fd);
      const go = () =>
        fs.fdatasync(fd, (error) => {
          disk.log = log;
          done(disk.failure ?? error);
        });
      if (disk.held) disk.held.push(go);
      else go();
    },
  };
});

let dataDir: string;
let ends: (() => unknown)[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'linggong-test-'));
  ends = [];
  Object.assign(disk, { held: undefined, failure: undefined, flushes: 0, log: undefined });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const end of ends.reverse()) await end();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A server in this thread with two clients, and documents 1 and 2. */
async function start() {
  const engine = openEngine(dataDir, 3_600_000);
  const server = await listen(engine, { dataDir, port: undefined, auth: false });
  const [a, b] = [await openRaw(server.url), await openRaw(server.url)];
  ends.push(async () => {
    a.close();
    b.close();
    await server.close();
    engine.close();
  });
  await a.command('t', { insert: 'c', documents: [{ _id: 'one' }, { _id: 'two' }] });
  return { a, b, url: server.url };
}
const find = (_id: string) => ({ find: 'c', filter: { _id }, limit: 1 });
const set = (_id: string) => ({ update: 'c', updates: [{ q: { _id }, u: { $set: { n: 1 } } }] });
const documents = (reply: { cursor?: { firstBatch: unknown[] } }) => reply.cursor?.firstBatch;

const turns = async (until: () => boolean) => {
  for (let i = 0; i < 10_000 && !until(); i++) await turn();
};

/** Two clients write and read in one turn, so that neither is alone, and the flush of the write is held up. */
async function heldUp() {
  const { a, b } = await start();
  // From here on the server knows of two that write.
  await a.command('t', find('one'));
  await b.command('t', { insert: 'c', documents: [{ _id: 'three' }] });
  disk.held = [];
  const answered: string[] = [];
  const note = <T>(name: string, reply: Promise<T>) =>
    reply.finally(() => {
      answered.push(name);
    });
  const write = note('write', a.command('t', set('one')));
  const other = await b.command('t', find('two'));
  await turns(() => disk.held?.length === 1);
  const read = note('read', b.command('t', find('one')));
  await turns(() => false);
  return { answered, write, other, read };
}

test('a write, and a read of what it wrote, are answered once the disk has it; another read at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { answered, write, other, read } = await heldUp();
  expect(documents(other)).toEqual([{ _id: 'two' }]);
  expect(answered).toEqual([]);
  disk.held!.shift()!();
  expect(await write).toMatchObject({ ok: 1, nModified: 1 });
  expect(documents(await read)).toEqual([{ _id: 'one', n: 1 }]);
});

test('reads of what a write that is on its way has no say in are answered at once, all others wait for it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { a, b, url } = await start();
  await a.command('t', { insert: 'other', documents: [{ _id: 'one', n: 1 }] });
  await b.command('t', { insert: 'c', documents: [{ _id: 'three' }, { _id: 'four' }] });
  disk.held = [];
  const writes = a.command('t', {
    update: 'c',
    updates: [{ q: { _id: 'one' }, u: { $set: { n: 1 } } }],
  });
  await b.command('t', find('two'));
  await turns(() => disk.held?.length === 1);
  const all = { $in: ['two', 'three'] };
  const free = [
    { find: 'c', filter: { _id: all } },
    { find: 'c', filter: { _id: all, n: 1 } },
    { find: 'c', filter: { _id: all }, sort: { _id: -1 } },
    { find: 'other', filter: {} },
    { find: 'other', filter: { _id: 'nobody' } },
    { count: 'other', query: {} },
    { distinct: 'other', key: 'n' },
    { aggregate: 'other', pipeline: [{ $group: { _id: '$n' } }], cursor: {} },
    { aggregate: 'c', pipeline: [{ $match: { _id: all } }, { $project: { _id: 1 } }], cursor: {} },
  ];
  for (const command of free) expect(await b.command('t', command)).toMatchObject({ ok: 1 });
  const answered: string[] = [];
  const waits = [
    { find: 'c', filter: { _id: { $in: ['two', 'one'] } } },
    { find: 'c', filter: { _id: { $in: ['two', 'nobody'] } } },
    { find: 'c', filter: { _id: { $in: ['two', 'three'] } }, limit: 1 },
    { find: 'c', filter: { n: 1 } },
    { find: 'c', filter: { _id: 'nobody' } },
    { count: 'c', query: {} },
    { distinct: 'c', key: 'n' },
    {
      aggregate: 'other',
      pipeline: [{ $lookup: { from: 'c', localField: '_id', foreignField: '_id', as: 'x' } }],
      cursor: {},
    },
  ];
  const clients = await Promise.all(waits.map(() => openRaw(url)));
  ends.push(() => clients.forEach((client) => void client.close()));
  const replies = waits.map((command, i) =>
    clients[i]!.command('t', command).finally(() => answered.push(JSON.stringify(command))),
  );
  for (let i = 0; i < 200; i++) await turn();
  expect(answered).toEqual([]);
  disk.held.shift()!();
  for (const reply of [writes, ...replies]) expect(await reply).toMatchObject({ ok: 1 });
});

test('where the pool’s threads are taken, the server’s own one does it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { answered, write, read } = await heldUp();
  disk.flushes = 0;
  vi.advanceTimersByTime(49);
  await turns(() => false);
  expect([answered, disk.flushes]).toEqual([[], 0]);
  vi.advanceTimersByTime(1);
  expect(await write).toMatchObject({ ok: 1, nModified: 1 });
  expect(documents(await read)).toEqual([{ _id: 'one', n: 1 }]);
  expect(disk.flushes).toBe(1);
  disk.held!.shift()!();
});

test('a client alone holds up nobody that comes: from then on the pool’s threads do it', async () => {
  const { a, b } = await start();
  await a.command('t', set('one'));
  await Promise.all([a.command('t', set('two')), b.command('t', find('one'))]);
  disk.held = [];
  for (const id of ['three', 'four']) {
    const writes = [a, b].map((one, i) =>
      one.command('t', { insert: 'c', documents: [{ _id: `${id} ${i}` }] }),
    );
    await turns(() => disk.held?.length === 1);
    disk.held.shift()!();
    expect(await Promise.all(writes)).toMatchObject([{ ok: 1 }, { ok: 1 }]);
  }
});

test('each write of a client alone is flushed', async () => {
  const { a } = await start();
  disk.flushes = 0;
  for (const id of ['one', 'two', 'one']) {
    await a.command('t', { ...set(id), updates: [{ q: { _id: id }, u: { $inc: { n: 1 } } }] });
    await a.command('t', find(id));
  }
  expect(disk.flushes).toBe(3);
});

test('a power cut right after any answer leaves what was answered', async () => {
  const { url } = await start();
  const answered: { id: string; log: Buffer }[] = [];
  async function client(c: number): Promise<void> {
    const raw = await openRaw(url);
    for (let i = 0; i < 12; i++) {
      const id = `written ${c} ${i}`;
      expect(await raw.command('t', { insert: 'c', documents: [{ _id: id }] })).toMatchObject({ ok: 1 });
      answered.push({ id, log: disk.log! });
    }
    raw.close();
  }
  // One of them goes on alone in the end.
  await Promise.all([0, 1, 2].map(client));
  await client(3);
  const copy = join(dataDir, 'copy.sqlite');
  for (const { id, log } of answered) {
    copyFileSync(join(dataDir, 'linggong.sqlite'), copy);
    writeFileSync(`${copy}-wal`, log);
    const sql = new DatabaseSync(copy);
    const found = sql
      .prepare('SELECT count(*) AS n FROM docs WHERE instr(doc, ?)')
      .get(Buffer.from(`${id}\0`));
    expect({ id, n: found?.n }).toEqual({ id, n: 1 });
    sql.close();
    rmSync(copy);
  }
});

test('what the disk refuses to flush is an error, and nothing is written any more until the next start', async () => {
  const { a, b } = await start();
  disk.failure = new Error('EIO: i/o error, fdatasync');
  expect(await a.command('t', set('one'))).toMatchObject({ ok: 0, errmsg: expect.stringContaining('EIO') });
  disk.failure = undefined;
  for (const client of [a, b])
    expect(await client.command('t', set('two'))).toMatchObject({
      ok: 0,
      errmsg: expect.stringContaining('EIO'),
    });
  expect(documents(await b.command('t', find('two')))).toEqual([{ _id: 'two' }]);
});
