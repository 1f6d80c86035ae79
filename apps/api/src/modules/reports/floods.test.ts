import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { ReportGroup, Reports } from '@linggong/contracts/report.ts';
import { makeEmployer, makeOperator, makeWorker, PLACES, publishGig } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { Types } from 'mongoose';
import { afterEach, beforeEach, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let desk: TestClient;
beforeEach(async () => {
  server = await startTestServer({ clock: clock.now, settings: { TRUST_PROXY: '1' } });
  boss = await makeEmployer(server);
  desk = (await makeOperator(server, PLACES.karuo)).client;
});
afterEach(() => server.close());

/** So many gigs of one employer: one that was published, and others beside it like it. */
async function gigs(count: number): Promise<ManagedGig[]> {
  const first = await publishGig(server, boss);
  const { gigs: model } = server.deps.models;
  const record = await model.findById(first.id).lean().orFail();
  const others = Array.from({ length: count - 1 }, (_, i) => ({
    ...record,
    _id: new Types.ObjectId(),
    number: String(900_000 + i),
  }));
  await model.insertMany(others, { lean: true });
  return [first, ...others.map(({ _id, number }) => ({ ...first, id: _id.toHexString(), number }))];
}

const report = (client: TestClient, gig: { id: string }, body: object, from?: string) =>
  expectStatus(
    client.post(`/gigs/${gig.id}/reports`, body, { headers: from ? { 'x-real-ip': from } : {} }),
    204,
  );
const list = (more = '') => expectStatus(desk.get<Reports>(`/reports${more}`), 200);
async function all(more = ''): Promise<ReportGroup[]> {
  const found: ReportGroup[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Reports = await list(`?limit=10${more}${cursor && `&cursor=${cursor}`}`);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

test('a flood of the gravest words from strangers leaves one true report on the first page, whoever made it', async () => {
  const made = await gigs(64);
  const [held, seen, unknown, ...others] = made as [ManagedGig, ManagedGig, ManagedGig, ...ManagedGig[]];
  const [holder, worker] = [await makeWorker(server), await makeWorker(server)];
  await expectStatus(holder.client.post(`/gigs/${held.id}/bookings`, { version: 1 }), 201);
  await report(holder.client, held, { kind: 'unpaid', text: '干了两天没给钱' });
  await report(worker.client, seen, { kind: 'fake', text: '没有这个地方' });
  await report(testClient(server), unknown, { kind: 'unpaid', text: '路过看到的' }, '10.9.0.1');
  clock.advance({ seconds: 60 });
  // Six addresses, twenty each, of twenty gigs each; and one account that does the same.
  const stranger = testClient(server);
  for (let i = 0; i < 120; i++)
    await report(
      stranger,
      others[i % others.length]!,
      { kind: 'vice', text: `假的 ${i}` },
      `10.0.${i % 6}.1`,
    );
  const bad = await makeWorker(server);
  for (const gig of others.slice(0, 15)) await report(bad.client, gig, { kind: 'deposit', text: '乱说' });

  const { items, open } = await list();
  expect(open).toBe(64);
  expect(items[0]).toMatchObject({ gig: { id: held.id }, people: 1, coming: 1, said: [{ by: 'comes' }] });
  const ids = items.map(({ gig }) => gig.id);
  expect(ids).toContain(seen.id);
  expect((await all()).findIndex(({ gig }) => gig.id === unknown.id)).toBeLessThan(40);
});

test('a thousand taps at one gig are one group, by how many people, and hide no other', async () => {
  const [flooded, other] = (await gigs(2)) as [ManagedGig, ManagedGig];
  await report(testClient(server), other, { kind: 'deposit', text: '要交 300' }, '10.9.0.2');
  const stranger = testClient(server);
  for (let i = 0; i < 60; i++)
    await report(stranger, flooded, { kind: i % 2 ? 'vice' : 'fake', text: `${i % 30}` }, `10.0.${i % 3}.1`);
  const { items, open } = await list();
  expect(open).toBe(2);
  const group = items.find(({ gig }) => gig.id === flooded.id)!;
  expect(group).toMatchObject({ people: 3, signedIn: 0, coming: 0, more: 10 });
  expect(group.said).toHaveLength(20);
  expect(group.kinds.map(({ kind }) => kind)).toEqual(['vice', 'fake']);
  expect(items.map(({ gig }) => gig.id)).toContain(other.id);
});

test('strangers who say the same of a gig are counted together; only what says more is listed', async () => {
  const [gig] = (await gigs(1)) as [ManagedGig];
  for (let i = 0; i < 4; i++) await report(testClient(server), gig, { kind: 'fake' }, `10.1.${i}.1`);
  for (let i = 0; i < 2; i++)
    await report(testClient(server), gig, { kind: 'deposit', text: '收 200' }, `10.2.${i}.1`);
  expect((await list()).items).toMatchObject([
    {
      people: 6,
      kinds: [
        { kind: 'deposit', people: 2 },
        { kind: 'fake', people: 4 },
      ],
      said: [{ kind: 'deposit', text: '收 200', people: 2 }],
      more: 0,
    },
  ]);
});

test('pages end where they ended, though others come in meanwhile: none twice, none left out', async () => {
  const made = await gigs(30);
  for (const [i, gig] of made.slice(0, 25).entries()) {
    clock.advance({ seconds: 1 });
    await report(testClient(server), gig, { kind: 'fake', text: '假' }, `10.3.${i}.1`);
  }
  const first = await list('?limit=10');
  for (const [i, gig] of made.slice(25).entries())
    await report(testClient(server), gig, { kind: 'vice', text: '新来的' }, `10.4.${i}.1`);
  const second = await list(`?limit=10&cursor=${first.nextCursor}`);
  const third = await list(`?limit=10&cursor=${second.nextCursor}`);
  const ids = [...first.items, ...second.items, ...third.items].map(({ gig }) => gig.id);
  expect(third.nextCursor).toBeNull();
  expect(new Set(ids).size).toBe(25);
  expect(ids.toSorted()).toEqual(
    made
      .slice(0, 25)
      .map(({ id }) => id)
      .toSorted(),
  );
  for (const bad of ['x', 'WzEsMl0', '%00'])
    expect((await desk.get(`/reports?cursor=${bad}`)).status).toBe(400);
});

test('a group closes together, up to what was seen; each who was signed in is told once', async () => {
  const [gig, other] = (await gigs(2)) as [ManagedGig, ManagedGig];
  const [one, two, late] = [await makeWorker(server), await makeWorker(server), await makeWorker(server)];
  for (const { client } of [one, two]) {
    await report(client, gig, { kind: 'unpaid', text: '没给钱' });
    await report(client, gig, { kind: 'fake', text: '不一样' });
  }
  await report(testClient(server), gig, { kind: 'vice' });
  await report(testClient(server), other, { kind: 'vice' });
  const group = (await list()).items.find((each) => each.gig.id === gig.id)!;
  expect(group).toMatchObject({ people: 3, signedIn: 2 });
  clock.advance({ seconds: 5 });
  await report(late.client, gig, { kind: 'deposit', text: '后来的' });
  const body = { outcome: '去看过，改了', upTo: group.at };
  const closed = await expectStatus(desk.post<ReportGroup>(`/reports/${group.id}/outcome`, body), 200);
  expect(closed).toMatchObject({ people: 3, handled: { outcome: '去看过，改了' } });
  const left = await list();
  expect(left.open).toBe(2);
  expect(left.items.find((each) => each.gig.id === gig.id)).toMatchObject({
    people: 1,
    said: [{ text: '后来的' }],
  });
  expect(await all('&state=handled')).toMatchObject([{ gig: { id: gig.id }, people: 3 }]);
  await settle(server);
  const told = async ({ client }: { client: TestClient }) =>
    (await expectStatus(client.get<NoticesPage>('/me/notices'), 200)).items.filter(
      ({ kind }) => kind === 'report.handled',
    ).length;
  expect([await told(one), await told(two), await told(late)]).toEqual([1, 1, 0]);
  expect((await desk.post<{ code: string }>(`/reports/${group.id}/outcome`, body)).body.code).toBe(
    'report.handled',
  );
});

test('the same said again and again uses nothing up; beyond the hour’s part who said nothing yet is heard', async () => {
  await server.close();
  server = await startTestServer({ clock: clock.now, limitScale: 1, settings: { TRUST_PROXY: '1' } });
  boss = await makeEmployer(server);
  desk = (await makeOperator(server, PLACES.karuo)).client;
  const gig = await publishGig(server, boss);
  const stranger = testClient(server);
  const say = (text: string, from: string) =>
    stranger.post(
      `/gigs/${gig.id}/reports`,
      { kind: 'deposit', text },
      { headers: { 'x-real-ip': `10.7.${from}` } },
    );
  for (let i = 0; i < 60; i++) expect((await say('乱说', `${i % 3}.1`)).status).toBe(204);
  expect((await say('收了我 300', '9.9')).status).toBe(204);
  expect((await list()).items).toMatchObject([
    { people: 4, said: [{ text: '收了我 300', by: 'nobody' }, {}] },
  ]);

  for (let i = 0; i < 60; i++) await say(`别的 ${i}`, `${10 + (i % 4)}.1`);
  expect((await say('又是别的', '10.1')).status).toBe(429);
  expect((await say('真的收押金', '20.1')).status).toBe(204);
  expect((await say('真的收押金 2', '20.1')).status).toBe(429);
  const { items } = await list();
  expect(items[0]!.people).toBe(9);
  expect(items[0]!.said.find(({ text }) => text === '真的收押金')).toMatchObject({ by: 'of_many' });
});

test('one account that says much of a gig hides nobody', async () => {
  const [gig] = (await gigs(1)) as [ManagedGig];
  const [honest, loud] = [await makeWorker(server), await makeWorker(server)];
  await report(honest.client, gig, { kind: 'deposit', text: '真的收了我五百块押金' });
  await report(testClient(server), gig, { kind: 'fake', text: '路过的人说的' }, '10.8.0.1');
  for (let i = 0; i < 24; i++) {
    clock.advance({ seconds: 5 });
    await report(loud.client, gig, { kind: 'deposit', text: `flood ${i}` });
  }
  const [group] = (await list()).items;
  expect(group!.said.slice(0, 3).map(({ text }) => text)).toEqual([
    'flood 23',
    '真的收了我五百块押金',
    '路过的人说的',
  ]);
  expect(group).toMatchObject({ people: 3, more: 6 });
});

test('who steps back after reporting doesn’t come any more, and who reports gig after gig is heard last', async () => {
  const made = await gigs(6);
  const worker = await makeWorker(server);
  const taken = async (gig: ManagedGig, client: TestClient) =>
    (await expectStatus(client.post<{ id: string }>(`/gigs/${gig.id}/bookings`, { version: 1 }), 201)).id;
  const [first, ...others] = made as [ManagedGig, ...ManagedGig[]];
  const id = await taken(first, worker.client);
  await report(worker.client, first, { kind: 'deposit', text: '乱说' });
  expect((await list()).items[0]).toMatchObject({ coming: 1, said: [{ by: 'comes' }] });
  await expectStatus(worker.client.post(`/bookings/${id}/withdraw`, {}), 200);
  expect((await list()).items[0]).toMatchObject({ coming: 0, signedIn: 1, said: [{ by: 'signed_in' }] });

  const honest = await makeWorker(server);
  await report(honest.client, others[4]!, { kind: 'deposit', text: '真的' });
  clock.advance({ seconds: 60 });
  for (const gig of others.slice(0, 3)) {
    const booking = await taken(gig, worker.client);
    await report(worker.client, gig, { kind: 'deposit', text: '乱说' });
    await expectStatus(worker.client.post(`/bookings/${booking}/withdraw`, {}), 200);
  }
  await taken(others[3]!, worker.client);
  await report(worker.client, others[3]!, { kind: 'deposit', text: '乱说' });
  const group = (await list()).items.find(({ gig }) => gig.id === others[3]!.id)!;
  expect(group).toMatchObject({ coming: 0, said: [{ by: 'of_many' }] });
  const { models } = server.deps;
  expect(await models.reports.distinct('rank', { text: '乱说', by: 'signed_in' })).toEqual(
    await models.reports.distinct('rank', { text: '真的' }),
  );
});
