import type { LiveEvent } from '@linggong/contracts/events.ts';
import type { FeedPage } from '@linggong/contracts/feed.ts';
import type { GigDetail, ManagedGig, ManagedGigs } from '@linggong/contracts/gig.ts';
import type { Queue } from '@linggong/contracts/review.ts';
import {
  buildPosting,
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  submitGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
});
afterAll(() => server.close());

const refusal = (code: string) => ({ body: { code } });

test('the whole life of a posting, and who hears of it', async () => {
  const boss = await makeEmployer(server, { verified: false });
  const operator = await makeOperator(server, PLACES.karuo);
  const colleague = await makeOperator(server, PLACES.karuo);
  const worker = await makeWorker(server);
  const anyone = testClient(server);
  const live = {
    matching: await anyone.live({ q: '搬砖' }),
    other: await anyone.live({ q: '洗碗' }),
    idle: await worker.client.live(),
    boss: await boss.client.live(),
    desk: await operator.client.live(),
  };
  const posting = await buildPosting(server, { title: '工地搬砖' });
  const unpaid = { ...posting, pay: {} };
  const draft = await expectStatus(
    boss.client.post<ManagedGig>('/gigs', { employerId: boss.employerId, posting: unpaid }),
    201,
  );
  expect(draft).toMatchObject({ state: 'draft', revision: 0, version: 0 });
  const { id, number } = draft;
  const path = `/gigs/${id}`;

  const blocked = await boss.client.post(`${path}/submit`, { revision: 0 });
  expect(blocked).toMatchObject({ status: 422, body: { code: 'gig.blocked' } });
  expect(blocked.body.flags).toContainEqual(expect.objectContaining({ rule: 'missing.pay', level: 'block' }));
  expect((await boss.client.get(`${path}/manage`)).body).toMatchObject({ state: 'draft', revision: 0 });

  const saved = await boss.client.patch<ManagedGig>(path, { revision: 0, posting });
  expect(saved.body).toMatchObject({ state: 'draft', revision: 1, flags: [] });
  expect(await boss.client.post(`${path}/submit`, { revision: 0 })).toMatchObject(
    refusal('gig.changed_meanwhile'),
  );
  const { body: sent } = await boss.client.post<ManagedGig>(`${path}/submit`, { revision: 1 });
  expect(sent).toMatchObject({ state: 'in_review', revision: 2, publishedAt: null });
  expect(Date.parse(sent.dueAt!)).toBeGreaterThan(Date.parse(sent.submittedAt!));
  expect(await boss.client.post(`${path}/submit`, { revision: 2 })).toMatchObject(refusal('gig.wrong_state'));
  expect(await anyone.get(path)).toMatchObject(refusal('gig.not_found'));
  const queue = await operator.client.get<Queue>('/review/queue');
  expect(queue.body).toMatchObject({ total: 1, items: [{ gigId: id, flagCount: 0 }] });

  const claim = await operator.client.post(`/review/${id}/claim`);
  expect(claim.body).toMatchObject({ byName: '卡若区零工站' });
  expect(await colleague.client.post(`/review/${id}/claim`)).toMatchObject({
    status: 409,
    body: { code: 'review.taken', detail: expect.stringContaining('卡若区零工站') },
  });
  const decide = (body: object) => operator.client.post<ManagedGig>(`/review/${id}/decisions`, body);
  expect(await decide({ decision: 'return', revision: 2 })).toMatchObject({
    body: { code: 'request.invalid', errors: [{ path: 'reason' }] },
  });
  const why = { reason: '写清楚砖有多少', article: '《人力资源市场暂行条例》第 24 条' };
  const returned = await decide({ decision: 'return', revision: 2, ...why });
  expect(returned).toMatchObject({
    status: 201,
    body: { state: 'returned', revision: 3, submittedAt: null },
  });
  expect((await operator.client.get('/review/queue')).body).toEqual({ items: [], total: 0 });

  const better = { ...returned.body.posting, description: '把 4000 块砖从路边搬到院子里。' };
  const mended = await boss.client.patch(path, { revision: 3, posting: better });
  expect(mended.body).toMatchObject({ state: 'returned', revision: 4 });
  expect((await boss.client.post(`${path}/submit`, { revision: 4 })).body).toMatchObject({
    state: 'in_review',
  });
  await live.matching.none('gig.published.v1');

  const approved = await decide({ decision: 'approve', revision: 5 });
  expect(approved.body).toMatchObject({
    state: 'published',
    version: 1,
    decisions: [
      { decision: 'return', by: 'operator', byName: '卡若区零工站', flags: [], gigVersion: 0, ...why },
      { decision: 'approve', by: 'operator', gigVersion: 1, reason: null },
    ],
  });
  const kept = await server.deps.models.decisions.find().sort({ at: 1 }).lean();
  expect(kept.map((decision) => decision.posting.description)).toEqual([
    posting.description,
    better.description,
  ]);

  const page = await anyone.get<FeedPage>('/gigs');
  expect(page.body.items).toMatchObject([
    { id, number, version: 1, state: 'published', open: 3, headcount: 3, dayPayFen: 22_000 },
  ]);
  const spoken = `${number.slice(0, 3)}-${number.slice(3)}`;
  expect((await anyone.get(`/gigs/${spoken}`)).body).toMatchObject({ id, description: better.description });

  const published = await live.matching.waitFor('gig.published.v1');
  expect(published.payload.gig).toMatchObject({ id, number });
  for (const socket of Object.values(live)) await socket.settle();
  expect(live.other.events).toEqual([]);
  expect(live.idle.events).toEqual([]);
  const ofGig = (events: LiveEvent[]) => events.filter(({ type }) => type.startsWith('gig.'));
  expect(ofGig(live.boss.events).map((event) => 'state' in event.payload && event.payload.state)).toEqual([
    'in_review',
    'returned',
    'in_review',
    'published',
  ]);
  expect(live.desk.events.map((event) => event.type)).toEqual([
    'review.queued.v1',
    'review.claimed.v1',
    'review.left.v1',
    'review.queued.v1',
    'review.left.v1',
  ]);

  expect((await boss.client.post(`${path}/close`)).body).toMatchObject({ state: 'closed' });
  expect(await anyone.get(path)).toMatchObject({ status: 410, body: { code: 'gig.gone' } });
  expect((await anyone.get<FeedPage>('/gigs')).body.items).toEqual([]);
  for (const socket of [live.matching, live.other, live.idle]) {
    await socket.settle();
    expect(socket.events.at(-1)!.type).toBe('gig.closed.v1');
  }
  const pushed = JSON.stringify(
    [live.matching, live.other, live.idle, live.desk].map(({ events }) => events),
  );
  for (const secret of [boss.phone.slice(3), '测试老板', '审核员', '测试工人'])
    expect(pushed).not.toContain(secret);
  for (const socket of Object.values(live)) socket.close();
});

test('a clean posting of a verified employer is public at once, on record, until the clock ends it', async () => {
  const boss = await makeEmployer(server);
  const desk = await makeOperator(server, PLACES.karuo);
  const anyone = testClient(server);
  const validUntil = new Date(clock.now().getTime() + 3 * 86_400_000).toISOString();
  const gig = await publishGig(server, boss, { validUntil });
  expect(gig).toMatchObject({
    version: 1,
    decisions: [{ by: 'auto', decision: 'approve', byName: null, flags: [] }],
  });
  expect((await desk.client.get<Queue>('/review/queue')).body.total).toBe(0);
  const isListed = async () =>
    (await anyone.get<FeedPage>('/gigs')).body.items.some(({ id }) => id === gig.id);
  expect(await isListed()).toBe(true);

  clock.advance({ days: 2 });
  expect(await isListed()).toBe(false);
  expect((await anyone.get(`/gigs/${gig.number}`)).status).toBe(410);
  const list = async (state: string) =>
    (await boss.client.get<ManagedGigs>(`/employers/${boss.employerId}/gigs?state=${state}`)).body.items;
  expect(await list('expired')).toMatchObject([{ id: gig.id, state: 'expired' }]);
  expect(await list('published')).toEqual([]);
  const late = await boss.client.patch(`/gigs/${gig.id}`, { revision: gig.revision, posting: gig.posting });
  expect(late).toMatchObject(refusal('gig.wrong_state'));

  const copy = await expectStatus(boss.client.post<ManagedGig>(`/gigs/${gig.id}/copy`), 201);
  expect(copy).toMatchObject({ state: 'draft', version: 0, posting: { title: '搬货', validUntil: null } });
  expect(copy.posting.shifts).toMatchObject([{ startsAt: null, endsAt: null, headcount: 3 }]);
  expect(copy.number).not.toBe(gig.number);
  expect((await boss.client.delete(`/gigs/${copy.id}`)).status).toBe(204);
  expect((await boss.client.get(`/gigs/${copy.id}/manage`)).status).toBe(404);
  expect(await boss.client.delete(`/gigs/${gig.id}`)).toMatchObject(refusal('gig.wrong_state'));
});

test('a household is never named, and phone numbers typed into the words are not shown', async () => {
  const boss = await makeEmployer(server, { kind: 'household', name: '洛桑扎西家' });
  const desk = await makeOperator(server, PLACES.karuo);
  const live = await testClient(server).live({ q: '搬家具' });
  const deskLive = await desk.client.live();
  const words = {
    title: '搬家具',
    description: '搬家具，打 138 1234 5678 找我',
    hoursText: '来电13812345678定',
  };
  const sent = await submitGig(server, boss, words);
  expect(sent.state).toBe('in_review');
  await expectStatus(
    desk.client.post(`/review/${sent.id}/decisions`, { decision: 'approve', revision: sent.revision }),
    201,
  );
  await live.waitFor('gig.published.v1');
  await deskLive.settle();
  const anyone = testClient(server);
  const detail = (await anyone.get<GigDetail>(`/gigs/${sent.id}`)).body;
  expect(detail.employer.name).toBeNull();
  expect(detail.description).toMatch(/^搬家具，打 （报名后显示电话） 找我$/);
  const shown = JSON.stringify([detail, (await anyone.get('/gigs')).body, live.events, deskLive.events]);
  expect(shown).not.toMatch(/洛桑扎西|1234 ?5678/);
  expect((await boss.client.get<ManagedGig>(`/gigs/${sent.id}/manage`)).body.posting.description).toBe(
    words.description,
  );
  live.close();
  deskLive.close();
});

test('a number that was written in another way is flagged, and gone from all that is public once it was approved', async () => {
  const boss = await makeEmployer(server, { verified: false });
  const desk = await makeOperator(server, PLACES.karuo);
  const live = await testClient(server).live({ q: '搬冰箱' });
  const sent = await submitGig(server, boss, {
    title: '搬冰箱 一三八零零一三八零零零',
    description: '搬冰箱，138.0013.8001、①③⑧⓪⓪①③⑧⓪⓪② 或 ༡༣༨༠༠༡༣༨༠༠༣，订单 420115198001013800',
    hoursText: '先打(0895)4821234',
    conditions: { text: '1 3 8 0 0 1 3 8 0 0 4' },
    workplace: { ...(await buildPosting(server)).workplace, landmark: '138\u200b0013\u200b8005' },
  });
  const flagged = sent.flags.filter(({ rule }) => rule === 'bait.contact').map(({ field }) => field);
  expect(flagged.sort()).toEqual([
    'conditions.text',
    'description',
    'hoursText',
    'title',
    'workplace.landmark',
  ]);
  await expectStatus(
    desk.client.post(`/review/${sent.id}/decisions`, {
      decision: 'approve',
      revision: sent.revision,
      reason: '核对过',
    }),
    201,
  );
  await live.waitFor('gig.published.v1');
  const anyone = testClient(server);
  const detail = (await anyone.get<GigDetail>(`/gigs/${sent.id}`)).body;
  const shown = JSON.stringify([detail, (await anyone.get('/gigs')).body, live.events]);
  for (const number of ['一三八', '138.0013', '①', '༡༣', '4821234', '1 3 8', '8005'])
    expect(shown).not.toContain(number);
  expect(detail.description).toContain('订单 420115198001013800');
  live.close();
});

test('a repeated request makes one draft', async () => {
  const boss = await makeEmployer(server, { verified: false });
  const post = () =>
    boss.client.post<ManagedGig>(
      '/gigs',
      { employerId: boss.employerId },
      { headers: { 'idempotency-key': 'draft-once-1' } },
    );
  const [first, second] = [await post(), await post()];
  expect(second.body.id).toBe(first.body.id);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  const { body } = await boss.client.get<ManagedGigs>(`/employers/${boss.employerId}/gigs`);
  expect(body.items).toHaveLength(1);
});
