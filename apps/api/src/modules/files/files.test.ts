import type { StoredFile } from '@linggong/contracts/file.ts';
import { makeOperator, makeWorker } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock, nextMorning } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { problem } from '../../platform/problem.ts';
import { attachFile, fileLink, releaseFiles } from './public.ts';
import { sweepFiles } from './sweep.ts';

const clock = movableClock(nextMorning());
let server: TestServer;
let worker: Awaited<ReturnType<typeof makeWorker>>;
let other: Awaited<ReturnType<typeof makeWorker>>;
let operator: TestClient;
let photo: Buffer;
/** Whom the feature lets see what belongs to it: names of persons. */
const sees = new Set<string>();

beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  worker = await makeWorker(server);
  other = await makeWorker(server);
  operator = (await makeOperator(server)).client;
  server.deps.fileKinds.paper = {
    mayPut: (viewer) => {
      if (viewer.roles.length > 0) throw problem('auth.forbidden');
    },
    mayRead: async (viewer) => {
      if (!sees.has(viewer.accountId)) throw problem('file.not_found');
    },
  };
  photo = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => server.close());
beforeEach(() => sees.clear());

const form = (bytes: Buffer = photo) => {
  const sent = new FormData();
  sent.set('file', new File([new Uint8Array(bytes)], '../../x.html', { type: 'text/html' }));
  return sent;
};
const put = (client: TestClient, bytes?: Buffer) =>
  client.send<StoredFile>('POST', '/files?kind=paper', form(bytes));
const accountOf = async ({ client }: { client: TestClient }) =>
  (await expectStatus(client.get<{ accountId: string }>('/me'), 200)).accountId;
const viewerOf = async (who: { client: TestClient }) =>
  ({ accountId: await accountOf(who) }) as Parameters<typeof fileLink>[1];
const linkFor = async (who: { client: TestClient }, id: string) =>
  fileLink(server.deps, await viewerOf(who), id).url;
const open = (client: TestClient, url: string) =>
  fetch(`${server.url}${url}`, { headers: { cookie: client.cookie() } });
const chunks = (id: string) =>
  server.deps.connection.db!.collection('blobs.chunks').countDocuments({ files_id: new Types.ObjectId(id) });
const attach = async (id: string, ownerId: Types.ObjectId, who = worker) =>
  server.deps.transaction(async () =>
    attachFile(server.deps, { kind: 'paper', fileId: id, ownerId, byAccountId: await accountOf(who) }),
  );

test('a photo is kept small, and shown to who put it as a picture and nothing else', async () => {
  const stored = await expectStatus(put(worker.client), 201);
  expect(stored).toMatchObject({ width: 2000, height: 1000 });
  const answer = await open(worker.client, await linkFor(worker, stored.id));
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': 'inline',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBe(stored.bytes);
  expect((await sharp(bytes).metadata()).width).toBe(2000);
});

test('only an address that the account itself was given opens it, and for ten minutes', async () => {
  const { id } = await expectStatus(put(worker.client), 201);
  const mine = await linkFor(worker, id);
  const statuses = async (...asked: [TestClient, string][]) => {
    const all = [];
    for (const [client, url] of asked) all.push((await open(client, url)).status);
    return all;
  };
  const later = mine.replace(/until=(\d+)/, (_, until) => `until=${Number(until) + 1}`);
  expect(
    await statuses(
      [other.client, mine],
      [testClient(server), mine],
      // Given to the other one, who may not see it.
      [other.client, await linkFor(other, id)],
      [worker.client, later],
      [worker.client, mine.replace(/mark=.*/, 'mark=x')],
      [worker.client, mine.replace(/\?.*/, '')],
      [worker.client, await linkFor(worker, '0'.repeat(24))],
    ),
  ).toEqual([404, 401, 404, 404, 404, 400, 404]);
  clock.advance({ minutes: 11 });
  expect(await statuses([worker.client, mine])).toEqual([410]);
});

test('once it belongs to something its feature says who sees it, at every reading', async () => {
  const { id } = await expectStatus(put(worker.client), 201);
  const ownerId = new Types.ObjectId();
  await attach(id, ownerId);
  const [mine, theirs] = [await linkFor(worker, id), await linkFor(other, id)];
  expect((await open(worker.client, mine)).status).toBe(404);
  sees.add(await accountOf(other));
  expect((await open(other.client, theirs)).status).toBe(200);
  expect((await open(worker.client, mine)).status).toBe(404);
  await server.deps.transaction(() => releaseFiles(server.deps, { kind: 'paper', ownerId }));
  expect((await open(other.client, theirs)).status).toBe(404);
  await sweepFiles(server.deps);
  expect(await chunks(id)).toBe(0);
});

test('who may not send one is told before anything is taken in', async () => {
  expect((await put(operator)).status).toBe(403);
  expect((await worker.client.send('POST', '/files?kind=unknown', form())).status).toBe(400);
  expect((await worker.client.send('POST', '/files?kind=constructor', form())).status).toBe(400);
});

test('one is given away once, by who put it, and by what is committed', async () => {
  const { id } = await expectStatus(put(worker.client), 201);
  const ownerId = new Types.ObjectId();
  await expect(attach(id, ownerId, other)).rejects.toMatchObject({ code: 'file.not_found' });
  const broken = server.deps.transaction(async () => {
    await attachFile(server.deps, {
      kind: 'paper',
      fileId: id,
      ownerId,
      byAccountId: await accountOf(worker),
    });
    throw new Error('something else went wrong');
  });
  await expect(broken).rejects.toThrow('something else');
  expect((await open(worker.client, await linkFor(worker, id))).status).toBe(200);
  const both = await Promise.allSettled([attach(id, ownerId), attach(id, new Types.ObjectId())]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what nothing names is gone after a day, what is named stays', async () => {
  const [loose, kept] = [
    await expectStatus(put(worker.client), 201),
    await expectStatus(put(worker.client), 201),
  ];
  await attach(kept.id, new Types.ObjectId());
  clock.advance({ hours: 23 });
  await sweepFiles(server.deps);
  expect(await chunks(loose.id)).toBeGreaterThan(0);
  clock.advance({ hours: 2 });
  await sweepFiles(server.deps);
  expect([await chunks(loose.id), (await chunks(kept.id)) > 0]).toEqual([0, true]);
  await expect(attach(loose.id, new Types.ObjectId())).rejects.toMatchObject({ code: 'file.not_found' });
});

test('what broke off between its record and its bytes is seen by nobody, and removed', async () => {
  const { blobs } = server.deps;
  const put = blobs.put;
  blobs.put = async (id, bytes) => {
    await put(id, bytes);
    throw new Error('the process ended here');
  };
  const before = await server.deps.models.files.countDocuments();
  expect((await worker.client.send('POST', '/files?kind=paper', form())).status).toBe(500);
  blobs.put = put;
  const broken = await server.deps.models.files.findOne({ state: 'coming' }).lean();
  const id = String(broken?._id);
  expect((await open(worker.client, await linkFor(worker, id))).status).toBe(404);
  await expect(attach(id, new Types.ObjectId())).rejects.toMatchObject({ code: 'file.not_found' });
  clock.advance({ hours: 2 });
  await sweepFiles(server.deps);
  expect(await chunks(id)).toBe(0);
  expect(await server.deps.models.files.countDocuments()).toBeLessThanOrEqual(before);
});

test('what is no photo is refused in words, and nothing of it is kept', async () => {
  const before = await server.deps.models.files.countDocuments();
  const page = await put(worker.client, Buffer.from('<script>alert(1)</script>'));
  expect(page).toMatchObject({ status: 422, body: { code: 'file.unreadable' } });
  expect(JSON.stringify(page.body)).toContain('不是照片');
  expect((await worker.client.send('POST', '/files?kind=paper', 'words')).status).toBe(415);
  expect(await server.deps.models.files.countDocuments()).toBe(before);
});

test('what the scanner finds is not kept; while it does not answer, nothing is', async () => {
  const { deps } = server;
  const before = deps.fileScanner;
  const count = await deps.models.files.countDocuments();
  deps.fileScanner = { scan: async () => 'found' };
  expect((await put(worker.client)).body).toMatchObject({ code: 'file.infected' });
  deps.fileScanner = { scan: () => Promise.reject(new Error('away')) };
  expect((await put(worker.client)).body).toMatchObject({ code: 'file.not_scanned' });
  expect(await deps.models.files.countDocuments()).toBe(count);
  deps.fileScanner = { scan: async () => 'clean' };
  const { id } = await expectStatus(put(worker.client), 201);
  expect((await deps.models.files.findById(id).lean())?.scanned).toBe(true);
  deps.fileScanner = before;
});
