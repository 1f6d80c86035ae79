import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { ReportGroup, Reports } from '@linggong/contracts/report.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  submitGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { grantRole } from '../identity/public.ts';

const clock = movableClock();
let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let desk: TestClient;
let gig: ManagedGig;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  boss = await makeEmployer(server);
  desk = (await makeOperator(server, PLACES.karuo)).client;
  gig = await publishGig(server, boss);
});
afterAll(() => server.close());

const report = (client: TestClient, body: object, of: { id: string } = gig) =>
  client.post<{ code: string }>(`/gigs/${of.id}/reports`, body);
const list = (client: TestClient, state = 'open') =>
  expectStatus(client.get<Reports>(`/reports?state=${state}`), 200);
/** What waits of a gig. */
const groupOf = async (of: { id: string } = gig) => (await list(desk)).items.find((g) => g.gig.id === of.id)!;
beforeEach(async () => {
  clock.advance({ seconds: 60 });
  gig = await publishGig(server, boss);
});

test('anybody reports, by number too; the operators in charge read it, the city’s as well', async () => {
  await expectStatus(
    testClient(server).post(`/gigs/${gig.number}/reports`, {
      kind: 'deposit',
      text: ' 要先交 200 押金 ',
      phone: '１３８００００１１１１',
    }),
    204,
  );
  const city = (await makeOperator(server)).client;
  for (const client of [desk, city]) {
    const { items, open } = await list(client);
    expect(open).toBe(items.length);
    expect(items.find((each) => each.gig.id === gig.id)).toMatchObject({
      people: 1,
      signedIn: 0,
      coming: 0,
      kinds: [{ kind: 'deposit', people: 1 }],
      said: [{ kind: 'deposit', text: '要先交 200 押金', phone: '13800001111', by: 'nobody' }],
      gig: { id: gig.id, number: gig.number, title: '搬货', state: 'published' },
      employer: { id: boss.employerId, name: '测试货运部' },
      handled: null,
    });
  }
});

test('the desk is told at once, without the words, the number or who it was; nobody else is', async () => {
  const worker = await makeWorker(server, { name: '次仁旺堆' });
  const other = (await makeOperator(server, PLACES.jiangda)).client;
  const lives = await Promise.all(
    [desk, other, boss.client, worker.client, testClient(server)].map((c) => c.live()),
  );
  await expectStatus(
    report(worker.client, { kind: 'fake', text: '根本没有这个地方', phone: '13911112222' }),
    204,
  );
  const event = await lives[0]!.waitFor('report.changed.v1');
  expect(event.payload).toEqual({
    reportId: (await groupOf()).id,
    gigId: gig.id,
    number: gig.number,
    kind: 'fake',
    handled: false,
  });
  await settle(server);
  for (const live of lives.slice(1)) {
    await live.settle();
    expect(live.events.filter(({ type }) => type === 'report.changed.v1')).toEqual([]);
  }
  for (const live of lives) live.close();
});

test('the employer sees nothing of it: not in the gig, its bookings, their notices, nor as an operator', async () => {
  await expectStatus(
    report(testClient(server), { kind: 'unpaid', text: '暗号甲乙丙', phone: '13911113333' }),
    204,
  );
  const own = await makeWorker(server, { name: '两边都是' });
  await grantRole(server.deps, own.phone, {
    role: 'operator',
    regionId: await regionId(server, PLACES.karuo),
  });
  await server.deps.models.memberships.insertMany([
    {
      accountId: (await own.client.get<{ accountId: string }>('/me')).body.accountId,
      role: 'employer',
      employerId: boss.employerId,
      createdAt: clock.now(),
    },
  ]);
  const seen = await Promise.all([
    boss.client.get(`/gigs/${gig.id}/manage`),
    boss.client.get(`/gigs/${gig.id}`),
    boss.client.get(`/employers/${boss.employerId}/gigs`),
    boss.client.get('/me/notices'),
    boss.client.get('/reports'),
    own.client.get('/reports'),
  ]);
  expect(JSON.stringify(seen.map(({ body }) => body))).not.toMatch(/暗号甲乙丙|13911113333/);
  expect(seen[4]!.status).toBe(403);
  const { id } = await groupOf();
  const refused = await own.client.post<{ code: string }>(`/reports/${id}/outcome`, { outcome: '没事' });
  expect(refused).toMatchObject({ status: 404, body: { code: 'report.not_found' } });
});

test('an outcome is noted once; who reported signed in is told, and nobody else', async () => {
  const worker = await makeWorker(server);
  await expectStatus(report(worker.client, { kind: 'discrimination', text: '只要男的' }), 204);
  const { id } = await groupOf();
  const outcome = '打过电话，改了';
  for (const told of ['有事打 13912345678', '联系 139-1234-5678', '一三九一二三四五六七八'])
    expect(await desk.post<object>(`/reports/${id}/outcome`, { outcome: told })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'outcome', message: expect.stringContaining('电话号码') }] },
    });
  const colleague = (await makeOperator(server, PLACES.ruyi)).client;
  const answers = await Promise.all(
    [desk, colleague].map((client) =>
      client.post<ReportGroup & { code: string }>(`/reports/${id}/outcome`, { outcome }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('report.handled');
  await settle(server);
  const { items } = await expectStatus(worker.client.get<NoticesPage>('/me/notices'), 200);
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ kind: 'report.handled', title: expect.stringContaining('有结果了') });
  expect(items[0]!.body).toContain('打过电话，改了');
  // It may lie on a locked screen.
  expect(items[0]!.body + items[0]!.title).not.toMatch(/1391234|只要男的|搬货/);
  const handled = (await list(desk, 'handled')).items.find((each) => each.id === id);
  expect(handled?.handled).toMatchObject({
    outcome,
    byOffice: expect.stringMatching(/卡若区零工站|劳务服务点/),
  });
  expect((await list(desk)).items.some((each) => each.id === id)).toBe(false);
  expect((await expectStatus(boss.client.get<NoticesPage>('/me/notices'), 200)).items).toEqual([]);
});

test('said twice it is one report; something else is another', async () => {
  const client = testClient(server);
  const count = () => server.deps.models.reports.countDocuments({ gigId: gig.id });
  await Promise.all(Array.from({ length: 4 }, () => report(client, { kind: 'vice' })));
  expect(await count()).toBe(1);
  await expectStatus(report(client, { kind: 'vice', text: '还有别的' }), 204);
  clock.advance({ minutes: 11 });
  await expectStatus(report(client, { kind: 'vice' }), 204);
  expect(await count()).toBe(3);
  expect(await groupOf()).toMatchObject({
    people: 1,
    kinds: [{ kind: 'vice', people: 1 }],
    said: [{ text: '还有别的' }],
  });
});

test.each([
  [{}, 'kind'],
  [{ kind: 'boring' }, 'kind'],
  [{ kind: 'other' }, 'text'],
  [{ kind: 'other', text: ' 。 ' }, 'text'],
  [{ kind: 'fake', text: '长'.repeat(501) }, 'text'],
  [{ kind: 'fake', phone: '打给我' }, 'phone'],
])('%j is refused at %s', async (body, path) => {
  const answer = await testClient(server).post(`/gigs/${gig.id}/reports`, body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors?.map((error) => error.path)).toContain(path);
});

test('what never was public is not there to report; what is over still is', async () => {
  const hidden = await submitGig(server, await makeEmployer(server, { verified: false }));
  expect((await report(testClient(server), { kind: 'fake' }, hidden)).body.code).toBe('gig.not_found');
  const over = await publishGig(server, boss);
  const now = await expectStatus(boss.client.get<ManagedGig>(`/gigs/${over.id}/manage`), 200);
  await expectStatus(boss.client.post(`/gigs/${over.id}/close`, { revision: now.revision }), 200);
  await expectStatus(report(testClient(server), { kind: 'unpaid', text: '干完没给钱' }, over), 204);
});

test('one address can’t bury a desk', async () => {
  const strict = await startTestServer({ limitScale: 1, clock: clock.now });
  const employer = await makeEmployer(strict);
  const { id } = await publishGig(strict, employer);
  const client = testClient(strict);
  const statuses: number[] = [];
  for (let i = 0; i < 22; i++)
    statuses.push((await client.post(`/gigs/${id}/reports`, { kind: 'fake', text: `第 ${i} 次` })).status);
  expect(statuses.filter((status) => status === 204)).toHaveLength(20);
  expect(statuses.at(-1)).toBe(429);
  await strict.close();
});
