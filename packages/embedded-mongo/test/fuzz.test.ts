import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Document, deserialize, serialize } from 'bson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  body,
  command,
  int32,
  message,
  mutate,
  nested,
  nestedBehindSymbol,
  openRandom,
  type Random,
  sections,
  sequence,
} from './fuzz/bytes.ts';
import { garbageCommand } from './fuzz/commands.ts';
import { openRaw } from './raw.ts';

/** How many messages of each random kind; FUZZ=100000 for a campaign. SEED repeats a run. */
const FUZZ = Number(process.env.FUZZ ?? 1500);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));

let child: ChildProcess;
let lines: AsyncIterator<string>;
let url: string;
let path: string;
let healthy: Awaited<ReturnType<typeof openRaw>>;
let n = 0;
const folder = mkdtempSync(join(tmpdir(), 'linggong-fuzz-'));

async function start(env: Record<string, string> = {}): Promise<void> {
  const file = fileURLToPath(new URL('./fuzz/child.ts', import.meta.url));
  child = spawn(process.execPath, ['--expose-gc', file], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env, TMPDIR: folder },
  });
  lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  url = await nextLine();
  path = decodeURIComponent(new URL(url).hostname);
  healthy = await openRaw(url);
  n = 0;
}

async function stop(): Promise<void> {
  healthy.close();
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

beforeAll(() => start());
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The client that behaves: gets right answers all the while. */
async function stillWell(): Promise<void> {
  expect(child.exitCode).toBe(null);
  expect(await healthy.command('well', { insert: 'c', documents: [{ _id: ++n, n }] })).toMatchObject({
    n: 1,
    ok: 1,
  });
  const { cursor } = await healthy.command('well', {
    find: 'c',
    filter: { n: { $gt: n - 2 } },
    sort: { n: 1 },
  });
  expect(cursor.firstBatch.map((doc: Document) => doc._id)).toEqual(n === 1 ? [1] : [n - 1, n]);
}

const nextLine = async () => String((await lines.next()).value);

async function bytesInUse(): Promise<number> {
  child.stdin!.write('\n');
  return Number(await nextLine());
}

function open(): Socket {
  const socket = connect(path);
  socket.on('error', () => undefined).resume();
  return socket;
}

/** What a server answers to some bytes until it closes; `end` tells it that no more will come. */
async function exchange(bytes: Uint8Array, end = true): Promise<{ id: number; doc: Document }[]> {
  const socket = open();
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  if (end) socket.end(bytes);
  else socket.write(bytes);
  await once(socket, 'close', { signal: AbortSignal.timeout(30_000) });
  return replies(Buffer.concat(chunks));
}

/** Whole messages, as `{ id, doc }`. */
function replies(bytes: Buffer): { id: number; doc: Document }[] {
  const out: { id: number; doc: Document }[] = [];
  for (let at = 0; at + 4 <= bytes.length && at + bytes.readInt32LE(at) <= bytes.length; ) {
    const length = bytes.readInt32LE(at);
    out.push({ id: bytes.readInt32LE(at + 8), doc: deserialize(bytes.subarray(at + 21, at + length)) });
    at += length;
  }
  return out;
}

const ping = serialize({ ping: 1, $db: 'admin' });
const pingBody = body(ping);
const CLOSED: [name: string, bytes: Buffer][] = [
  ...[-1, -0x80000000, 0, 5, 15, 48_000_001, 0x7fffffff].map((length): [string, Buffer] => [
    `a length of ${length}`,
    message(sections(0, pingBody), { length }),
  ]),
  ...[0, 1, 1000, 2001, 2002, 2003, 2005, 2006, 2007, 2010, 2011, 2012, -1].map(
    (opCode): [string, Buffer] => [`the operation ${opCode}`, message(sections(0, pingBody), { opCode })],
  ),
  [
    'a query that is no greeting',
    message(Buffer.concat([int32(0), Buffer.from('a.b\0'), int32(0), int32(-1), ping]), { opCode: 2004 }),
  ],
  ['a query without a name', message(Buffer.concat([int32(0), Buffer.alloc(20, 1)]), { opCode: 2004 })],
  ['an unknown required flag', message(sections(4, pingBody))],
  ['a checksum', message(sections(1, pingBody, int32(0)))],
  ['no section', message(sections(0))],
  ['no flags', message(Buffer.alloc(0))],
  ['two bodies', message(sections(0, pingBody, pingBody))],
  ['no body', message(sections(0, sequence('documents', [ping])))],
  ['a section of an unknown kind', message(sections(0, pingBody, Buffer.of(2)))],
  ['a section without a length', message(sections(0, pingBody, Buffer.of(1, 0)))],
  ['a sequence with a negative length', message(sections(0, pingBody, sequence('documents', [], -5)))],
  ['a sequence beyond the end', message(sections(0, pingBody, sequence('documents', [], 1000)))],
  [
    'a sequence without a name',
    message(sections(0, pingBody, Buffer.concat([Buffer.of(1), int32(7), Buffer.from('abc')]))),
  ],
  [
    'a sequence with half a document',
    message(sections(0, pingBody, sequence('documents', [ping.subarray(0, 9)]))),
  ],
  [
    'a sequence with an endless document',
    message(sections(0, pingBody, sequence('documents', [int32(0x7fffffff)]))),
  ],
  [
    'a sequence with a document of no length',
    message(sections(0, pingBody, sequence('documents', [int32(0)]))),
  ],
  [
    'the same sequence twice',
    message(sections(0, pingBody, sequence('documents', []), sequence('documents', []))),
  ],
  ['a body of half its length', message(sections(0, body(ping.subarray(0, 12))))],
  ['a body nested 10,000 levels', message(sections(0, body(nested(10_000, 3))))],
  ['arrays nested 10,000 levels', message(sections(0, body(nested(10_000, 4))))],
  ['a body nested 10,000 levels behind a symbol', message(sections(0, body(nestedBehindSymbol(10_000))))],
  ['a body nested 1,000,000 levels', message(sections(0, body(nested(1_000_000, 3))))],
];
test.each(CLOSED)('%s ends the connection', async (_name, bytes) => {
  // Not told that no more will come: the server closes of its own accord.
  expect(await exchange(bytes, false)).toEqual([]);
  await stillWell();
});

test('documents nested too deep are an error, in a body and beside it', async () => {
  const insert = serialize({ insert: 'deep', $db: 'fuzz' });
  const send = (doc: Uint8Array) =>
    exchange(message(sections(0, body(insert), sequence('documents', [doc]))));
  for (const levels of [201, 1000, 3000, 10_000])
    for (const doc of [nested(levels, 3), nested(levels, 4), nestedBehindSymbol(levels)]) {
      const [answer] = await send(doc);
      expect(answer?.doc.ok === 0 || answer?.doc.writeErrors?.length === 1).toBe(true);
      await stillWell();
    }
  const [fine] = await send(nested(90, 3));
  expect(fine!.doc).toMatchObject({ n: 1, ok: 1 });
  expect(await healthy.command('fuzz', { count: 'deep' })).toMatchObject({ n: 1 });
});

test('a message that wants no answer gets none', async () => {
  const found = await exchange(
    Buffer.concat([message(sections(2, pingBody), { id: 7 }), command({ ping: 1 }, 8)]),
  );
  expect(found).toMatchObject([{ id: 8, doc: { ok: 1 } }]);
});

test('thousands of sequences in one message', async () => {
  const many = Array.from({ length: 20_000 }, (_, i) => sequence(`s${i}`, []));
  const [answer] = await exchange(message(sections(0, pingBody, ...many)));
  expect(answer!.doc).toMatchObject({ ok: 0, code: 40415 });
  await stillWell();
});

test('requests sent in one go are answered in their order', async () => {
  const socket = open();
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const all = Array.from({ length: 2000 }, (_, i) =>
    command(
      i % 3 === 0
        ? { insert: 'order', documents: [{ _id: i }] }
        : i % 3 === 1
          ? { find: 'order', filter: { _id: i - 1 } }
          : { nonsense: 1 },
      i + 1,
    ),
  );
  const bytes = Buffer.concat(all);
  // In pieces that respect no message.
  for (let at = 0; at < bytes.length; at += 777) socket.write(bytes.subarray(at, at + 777));
  await expect.poll(() => replies(Buffer.concat(chunks)).length, { timeout: 60_000 }).toBe(2000);
  replies(Buffer.concat(chunks)).forEach(({ id, doc }, i) => {
    expect(id).toBe(i + 1);
    if (i % 3 === 0) expect(doc).toMatchObject({ n: 1, ok: 1 });
    else if (i % 3 === 1) expect(doc.cursor.firstBatch).toEqual([{ _id: i - 1 }]);
    else expect(doc).toMatchObject({ ok: 0, code: 59 });
  });
  socket.destroy();
});

test('thousands of connections that come and go, and hundreds that stop in the middle', async () => {
  await stillWell();
  const before = await bytesInUse();
  const stuck = Array.from({ length: 300 }, (_, i) => {
    const socket = open();
    const whole = command({ insert: 'c', documents: [{ a: 'x'.repeat(50_000) }] });
    socket.write(whole.subarray(0, i % 2 === 0 ? 10 : 40_000));
    return socket;
  });
  for (let i = 0; i < 30; i++) {
    const round = Array.from({ length: 100 }, (_, k) => {
      const socket = open();
      if (k % 3 === 0) socket.end(command({ ping: 1 }));
      else if (k % 3 === 1) socket.write(command({ ping: 1 }), () => socket.destroy());
      else socket.destroy();
      return once(socket, 'close');
    });
    await stillWell();
    await Promise.all(round);
  }
  for (const socket of stuck) socket.destroy();
  await stillWell();
  await expect.poll(bytesInUse, { timeout: 20_000 }).toBeLessThan(before + 10e6);
});

test('a message that does not come to its end ends its connection, and no other', async () => {
  await stop();
  await start({ PATIENCE_MS: '400' });
  const idle = await openRaw(url);
  expect(await exchange(command({ ping: 1 }).subarray(0, 20), false)).toEqual([]);
  expect(await exchange(Buffer.of(1), false)).toEqual([]);
  expect(await idle.command('admin', { ping: 1 })).toMatchObject({ ok: 1 });
  idle.close();
  await stop();
  await start();
});

test('what many connections hold of unfinished messages is bounded', async () => {
  const before = await bytesInUse();
  const piece = Buffer.alloc(4 * 1024 * 1024);
  const sockets = Array.from({ length: 100 }, () => {
    const socket = open();
    socket.write(Buffer.concat([int32(47_000_000), int32(1), int32(0), int32(2013), piece]));
    socket.write(piece);
    return socket;
  });
  await expect.poll(() => sockets.some((socket) => socket.destroyed), { timeout: 60_000 }).toBe(true);
  expect(await bytesInUse()).toBeLessThan(before + 400e6);
  await stillWell();
  for (const socket of sockets) socket.destroy();
});

/** Whether the bytes are answered by errors or results, or the connection ends; a few hundred at a time. */
async function storm(count: number, make: (random: Random) => Buffer, random: Random): Promise<void> {
  for (let done = 0; done < count; done += 100) {
    const round = Array.from({ length: Math.min(100, count - done) }, () => exchange(make(random)));
    await Promise.all(round);
    await stillWell();
  }
}

const MODELS: Document[] = [
  { find: 'garbage', filter: { a: { $gt: 1 }, 'b.c': { $in: [1, 'x', null] } }, sort: { a: 1 }, limit: 3 },
  { insert: 'garbage', documents: [{ a: 1, b: [1, { c: new Date(0) }], d: /x/i, e: Buffer.alloc(9) }] },
  { update: 'garbage', updates: [{ q: { a: 1 }, u: { $set: { 'b.0': 2 } }, upsert: true }] },
  {
    aggregate: 'garbage',
    pipeline: [{ $match: { a: 1 } }, { $group: { _id: '$a', n: { $sum: 1 } } }],
    cursor: {},
  },
  { findAndModify: 'garbage', query: { a: 1 }, update: { $inc: { a: 1 } }, new: true },
  { hello: 1, client: { application: { name: 'x' } } },
];

const RANDOM: [name: string, make: (random: Random) => Buffer][] = [
  ['commands with bytes changed', (random) => mutate(command(random.pick(MODELS)), random)],
  [
    'bodies with bytes changed in a right frame',
    (random) =>
      message(
        sections(0, body(mutate(Buffer.from(serialize({ ...random.pick(MODELS), $db: 'fuzz' })), random))),
      ),
  ],
  [
    'sequences with bytes changed',
    (random) => {
      const docs = [mutate(Buffer.from(serialize({ _id: random.within(50), a: [1, { b: 'x' }] })), random)];
      return message(
        sections(0, body(serialize({ insert: 'garbage', $db: 'fuzz' })), sequence('documents', docs)),
      );
    },
  ],
  ['noise', (random) => Buffer.from(Array.from({ length: random.within(300) }, () => random.within(256)))],
  [
    'known commands with what they do not expect',
    (random) => {
      for (;;)
        try {
          return command(garbageCommand(random));
        } catch {
          // Not even the library could write it.
        }
    },
  ],
];
test.each(RANDOM)(
  `%s do no harm (seed ${SEED})`,
  async (_name, make) => {
    const random = openRandom(SEED);
    await storm(Math.ceil(FUZZ / 2), make, random);
    await healthy.command('fuzz', { dropDatabase: 1 });
    const before = await bytesInUse();
    await storm(FUZZ, make, random);
    for (const name of ['fuzz', 'x', 'admin']) await healthy.command(name, { dropDatabase: 1 });
    expect((await bytesInUse()) - before).toBeLessThan(15e6);
  },
  120_000 + FUZZ * 40,
);
