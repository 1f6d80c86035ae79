import type { NoticesPage, Unread } from '@linggong/contracts/notice.ts';
import { makeWorker } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { openLive } from '@linggong/testkit/live.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NoticeDraft } from '../../platform/notices/kind.ts';
import { deliveryJob } from './deliver.ts';
import { saidOfMatch, titleOfMatch } from './fixtures/match.ts';
import { addNotices } from './write.ts';

let server: TestServer;
let beside: TestServer;
let worker: Awaited<ReturnType<typeof makeWorker>>;
let stranger: Awaited<ReturnType<typeof makeWorker>>;
beforeAll(async () => {
  server = await startTestServer();
  beside = await startTestServer({ beside: server });
  worker = await makeWorker(server);
  stranger = await makeWorker(server);
});
afterAll(async () => {
  await beside.close();
  await server.close();
});

let keys = 0;
const draft = (personId: string, more: Partial<NoticeDraft> = {}): NoticeDraft => ({
  personId,
  key: `test:${keys++}`,
  kind: 'gig.match',
  said: saidOfMatch('如意乡搬货'),
  href: '/gigs/028461',
  pace: 'digest',
  ...more,
});
const list = (client: TestClient, query = '') =>
  expectStatus(client.get<NoticesPage>(`/me/notices${query}`), 200);
const unread = async (client: TestClient) =>
  (await expectStatus(client.get<Unread>('/me/notices/unread'), 200)).unread;
const addedEvents = async (audience: string) => {
  const { outbox, events } = server.deps.eventModels;
  const of = { type: 'notice.added.v1', audience } as const;
  return (await outbox.countDocuments(of)) + (await events.countDocuments(of));
};

test('the same notice is added, told and counted once, also by two processes at once', async () => {
  const { client, personId } = await makeWorker(server);
  const live = await client.live();
  const drafts = [draft(personId), draft(personId), draft(personId)];
  const counts = await Promise.all(
    [server, beside, server, beside].map(({ deps }) => addNotices(deps, [...drafts, drafts[0]!])),
  );
  expect(counts.reduce((a, b) => a + b)).toBe(3);
  expect(await addNotices(beside.deps, drafts)).toBe(0);
  await live.waitFor('notice.added.v1');
  expect((await list(client)).items).toHaveLength(3);
  expect(await unread(client)).toBe(3);
  await live.settle();
  const told = live.events.filter(({ type }) => type === 'notice.added.v1');
  // An open page counts by them.
  expect(told).toHaveLength(3);
  expect(told[0]?.payload).toEqual({
    kind: 'gig.match',
    title: titleOfMatch('如意乡搬货'),
    href: drafts[0]!.href,
  });
  live.close();
});

test('a notice that is past its use is left out', async () => {
  const { client, personId } = await makeWorker(server);
  const past = draft(personId, { notAfter: new Date(server.deps.clock().getTime() - 1) });
  expect(await addNotices(server.deps, [past, draft(personId)])).toBe(1);
  expect(await unread(client)).toBe(1);
});

test('what only a later version can say is neither shown nor counted, and takes nothing else along', async () => {
  const { client, personId } = await makeWorker(server);
  await addNotices(server.deps, [draft(personId), draft(personId)]);
  const { collection } = server.deps.models.notices;
  const of = { personId: new Types.ObjectId(personId) };
  const [first] = await collection.find(of).toArray();
  await collection.updateOne({ _id: first!._id }, { $set: { kind: 'gig.of_a_later_version' } });
  const page = await list(client);
  expect([page.items.length, page.unread, await unread(client)]).toEqual([1, 1, 1]);
  await expectStatus(client.post('/me/notices/read', { upTo: page.asOf }), 200);
  expect(await unread(client)).toBe(0);
  expect(await collection.findOne({ _id: first!._id })).toMatchObject({ readAt: null });
  await deliveryJob(server.deps).run({ personId });
});

test('1,200 people who are told the same take three events, and each gets their own', async () => {
  const people = Array.from({ length: 1199 }, () => new Types.ObjectId().toHexString());
  const drafts = [...people, worker.personId].map((personId) => draft(personId, { key: 'gig:many:1' }));
  await settle(server);
  const end = await server.deps.events.end();
  expect(await addNotices(server.deps, drafts)).toBe(1200);
  const live = await worker.client.live();
  await live.settle();
  const events = await server.deps.events.after(end, 500);
  const told = events.filter(({ type }) => type === 'notice.added.v1');
  expect(told.map(({ audience }) => audience.length)).toEqual([500, 500, 200]);
  expect(new Set(told.flatMap(({ audience }) => audience)).size).toBe(1200);
  expect((await list(worker.client)).items).toMatchObject([{ kind: 'gig.match', readAt: null }]);
  expect((await list(stranger.client)).items).toEqual([]);
  expect(await addedEvents(`person:${stranger.personId}`)).toBe(0);
  live.close();
});

test('pages hold every notice once, newest first, also those of one moment', async () => {
  const { client, personId } = await makeWorker(server);
  for (const count of [3, 1, 4])
    await addNotices(
      server.deps,
      Array.from({ length: count }, () => draft(personId)),
    );
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: NoticesPage = await list(client, `?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    expect(page.unread).toBe(8);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  const all = (await list(client)).items;
  expect(seen).toEqual(all.map(({ id }) => id));
  expect(new Set(seen).size).toBe(8);
  const times = all.map(({ at }) => at);
  expect(times).toEqual([...times].sort().reverse());
  expect((await client.get('/me/notices?cursor=nonsense')).status).toBe(400);
});

test('what is read on one device is read on the others, once', async () => {
  const { client, personId } = await makeWorker(server);
  await addNotices(server.deps, [draft(personId), draft(personId), draft(personId)]);
  const [first, second] = (await list(client)).items;
  const other = await openLive(beside, { cookie: client.cookie(), origin: beside.url });
  const foreign = await stranger.client.live();

  const read = (mark: object) => expectStatus(client.post<Unread>('/me/notices/read', mark), 200);
  expect(await read({ ids: [first!.id] })).toMatchObject({ unread: 2 });
  const event = await other.waitFor('notice.read.v1');
  expect(event.payload).toEqual({ ids: [first!.id], upTo: null, unread: 2 });
  expect(await read({ ids: [first!.id] })).toMatchObject({ unread: 2 });
  const upTo = second!.at;
  expect(await read({ upTo })).toMatchObject({ unread: 0 });
  await other.waitFor('notice.read.v1', ({ payload }) => payload.upTo === upTo);
  await other.settle();
  expect(other.events.filter(({ type }) => type === 'notice.read.v1')).toHaveLength(2);
  await foreign.none('notice.read.v1');
  await foreign.none('notice.added.v1');
  expect((await list(client)).items.every(({ readAt }) => readAt !== null)).toBe(true);
  other.close();
  foreign.close();
});

test('nobody reads or marks another’s', async () => {
  const { client, personId } = await makeWorker(server);
  await addNotices(server.deps, [draft(personId)]);
  const [mine] = (await list(client)).items;
  const answer = await expectStatus(
    stranger.client.post<Unread>('/me/notices/read', { ids: [mine!.id] }),
    200,
  );
  expect(answer.unread).toBe(0);
  await stranger.client.post('/me/notices/read', { upTo: mine!.at });
  expect(await unread(client)).toBe(1);
  expect((await list(stranger.client)).items).toEqual([]);
  for (const mark of [{}, { ids: [] }, { ids: ['x'] }, { upTo: 'now' }])
    expect((await client.post('/me/notices/read', mark)).status).toBe(400);
  const nobody = testClient(server);
  expect((await nobody.get('/me/notices')).status).toBe(401);
  expect((await nobody.get('/me/notices/unread')).status).toBe(401);
  expect((await nobody.post('/me/notices/read', { upTo: mine!.at })).status).toBe(401);
});
