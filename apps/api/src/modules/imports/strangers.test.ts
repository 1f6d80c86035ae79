import { request } from 'node:http';
import type { ImportPreview } from '@linggong/contracts/import.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer } from '@linggong/testkit/builders.ts';
import { type TestClient, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spooled } from '../../platform/http/spool.ts';
import type { Job } from './aside/messages.ts';
import { READING, reader } from './aside/reader.ts';
import { jobRegions } from './evaluate.ts';
import * as attacks from './fixtures/attacks.ts';
import { ATTACKS } from './fixtures/attacks.ts';
import { type ImportDesk, importDesk, importForm } from './fixtures/desk.ts';
import { workbook } from './fixtures/workbook.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());

const send = (bytes: Buffer) =>
  desk.client.send<Problem & ImportPreview>('POST', '/imports', importForm(bytes, '陌生人', '岗位.xlsx'));
const MEMORY_MB = 250;
const residentMb = () => process.memoryUsage().rss / 1024 / 1024;

/**
 * One of each place at which a reader gives up: a cell, an archive's size, a sheet, its markup, a workbook, an archive.
 */
const THROUGH_THE_DOOR = new Set([
  'a cell far to the right',
  'more zeros than it says',
  'very many merged blocks',
  'tags within tags',
  'sheets without end',
  'two ends of the directory',
]);

test.each(ATTACKS.filter(([name]) => THROUGH_THE_DOOR.has(name)))(
  'refused, and nobody notices: %s',
  async (_, bytes, why) => {
    const before = residentMb();
    const answer = await send(bytes());
    expect([answer.status, answer.body.code]).toEqual([422, 'import.unreadable']);
    expect(answer.body.detail).toMatch(why);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(residentMb() - before).toBeLessThan(MEMORY_MB);
    expect(await server.deps.models.importRows.countDocuments({})).toBe(0);
  },
);

test.each<[string, () => Buffer, number]>([
  ['a header of brackets', () => attacks.bracketHeader(130_000), 1],
  ['an entity that nobody declared stays a word', () => attacks.unknownEntity(), 0],
  ['many sheets, of which one is full', () => attacks.manySheets(60), 1],
  [
    'an honest one',
    () =>
      workbook([
        ['岗位', '公司'],
        ['装卸工', '闽江快运'],
      ]),
    1,
  ],
])('read, or told why not: %s', async (_, bytes, rows) => {
  const answer = await send(bytes());
  if (rows === 0) expect(answer.body.detail).toMatch(/没有岗位/);
  else expect([answer.status, answer.body.import?.counts.rows]).toEqual([201, rows]);
});

/** Begins to send a body, whose length it doesn't say; `chunks` of it come before one waits for the answer. */
function begin(client: TestClient, chunks: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x', cookie: client.cookie() };
    const sending = request(`${server.url}/api/v1/imports`, { method: 'POST', headers });
    sending.once('response', (answer) => {
      resolve(answer.statusCode!);
      sending.destroy();
    });
    sending.on('error', reject);
    sending.flushHeaders();
    for (let i = 0; i < chunks; i++) sending.write(Buffer.alloc(1024 * 1024, 0x61));
  });
}

test.each<[string, () => Buffer, number]>([
  ['a wide table of short cells', () => attacks.wide(2_000, 200), 2_000],
  ['cells that patterns could get lost in', () => attacks.bracketCells(4_000, 20), 20],
])(
  'read aside, while others are answered: %s',
  async (_, bytes, rows) => {
    const before = residentMb();
    const reading = send(bytes());
    const asked = await Promise.all(Array.from({ length: 20 }, () => fetch(`${server.url}/api/v1/gigs`)));
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 200));
    expect((await reading).body.import?.counts.rows).toBe(rows);
    expect(residentMb() - before).toBeLessThan(MEMORY_MB);
  },
  60_000,
);

test.each<[string, Partial<typeof READING>, number, RegExp]>([
  ['takes too long', { seconds: 0.3 }, 5_000, /很久/],
  ['takes too much room', { memoryMb: 24 }, 5_000, /装不下/],
  ['says too much', { answerBytes: 100_000 }, 300, /太多/],
])('a file whose reading %s: it is ended, and said so', async (_, limits, rows, why) => {
  const bytes = attacks.wide(rows, 200);
  const form = new Response(importForm(bytes, '陌生人'));
  const contentType = form.headers.get('content-type')!;
  const job: Job = { contentType, regions: await jobRegions(server.deps), now: new Date().toISOString() };
  const read = spooled(form.body, 10_000_000, (file) =>
    reader({ ...READING, ...limits })(
      { owner: 'one', input: [JSON.stringify(job)], fd: file.fd },
      () => undefined,
    ),
  );
  await expect(read).rejects.toMatchObject({
    code: 'import.unreadable',
    message: expect.stringMatching(why),
  });
});

test('what was typed beside a refused file comes back with the refusal', async () => {
  const { body } = await send(attacks.cellAt('ZZZZZZZ1'));
  expect(body.sent).toEqual({ sourceName: '陌生人', sourceContact: '' });
});

test('it is known who sends a body before any of it is read, and it ends where it gets too long', async () => {
  expect(await begin(testClient(server), 0)).toBe(401);
  expect(await begin((await makeEmployer(server)).client, 0)).toBe(403);
  expect(await begin(desk.client, 11)).toBe(413);
});

test('nobody has more than two files read at once, and what they sent beyond that is said', async () => {
  const other = await importDesk(server);
  const mine = Array.from({ length: 4 }, () => send(attacks.wide(1000, 50)));
  const theirs = other.client.send('POST', '/imports', importForm(attacks.wide(10, 5), '别人'));
  const answers = await Promise.all(mine);
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, 201, 429, 429]);
  for (const { body, headers } of answers.filter(({ status }) => status === 429)) {
    expect(body).toMatchObject({
      code: 'import.own_busy',
      detail: expect.stringContaining('等读完一个再传'),
    });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await theirs).status).toBe(201);
});

test('a file that is read until it is ended holds up its own office alone', async () => {
  const limits = { ...READING, seconds: 4, atOnce: 2, waiting: 8, ofEach: { atOnce: 1, waiting: 4 } };
  const read = reader(limits);
  const regions = await jobRegions(server.deps);
  const ended: string[] = [];
  const send = (owner: string, bytes: Buffer, name: string) => {
    const form = new Response(importForm(bytes, '陌生人'));
    const job: Job = {
      contentType: form.headers.get('content-type')!,
      regions,
      now: new Date().toISOString(),
    };
    return spooled(form.body, 10_000_000, (file) =>
      read({ owner, input: [JSON.stringify(job)], fd: file.fd }, () => undefined),
    )
      .catch(() => undefined)
      .then(() => void ended.push(name));
  };
  const slow = attacks.wide(5_000, 200);
  const bad = [send('one', slow, 'bad 1'), send('one', slow, 'bad 2')];
  await Promise.all([send('two', attacks.wide(10, 5), 'two'), send('three', attacks.wide(10, 5), 'three')]);
  expect(ended.sort()).toEqual(['three', 'two']);
  await Promise.all(bad);
}, 60_000);
