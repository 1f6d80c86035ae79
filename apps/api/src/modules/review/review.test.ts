import { grantRole } from '@linggong/api/modules/identity/public.ts';
import type { GigDetail, ManagedGig } from '@linggong/contracts/gig.ts';
import type { Queue, Review } from '@linggong/contracts/review.ts';
import { makeEmployer, makeOperator, PLACES, submitGig } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let desks: Awaited<ReturnType<typeof makeOperator>>[];
let gig: ManagedGig;

beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  boss = await makeEmployer(server, { verified: false });
  desks = [await makeOperator(server, PLACES.karuo), await makeOperator(server, PLACES.karuo)];
});
beforeEach(async () => {
  await server.deps.models.gigs.updateMany({ state: 'in_review' }, { state: 'withdrawn' });
  gig = await submitGig(server, boss);
});
afterAll(() => server.close());

const claim = (desk: number) => desks[desk]!.client.post(`/review/${gig.id}/claim`);
const decide = (body: object, desk = 0) =>
  desks[desk]!.client.post<ManagedGig & { code: string }>(`/review/${gig.id}/decisions`, {
    revision: gig.revision,
    ...body,
  });

test('of two who open a posting at once one has it, and the other is told by whom', async () => {
  const answers = await Promise.all([claim(0), claim(1)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'review.taken' });
});

test('a claim lapses after five minutes, unless it is renewed or given back', async () => {
  const live = await desks[1]!.client.live();
  expect((await claim(0)).status).toBe(200);
  await live.waitFor('review.claimed.v1', ({ payload }) => payload.gigId === gig.id);
  clock.advance({ minutes: 4 });
  expect((await claim(0)).status).toBe(200);
  clock.advance({ minutes: 4 });
  expect((await claim(1)).status).toBe(409);
  expect((await desks[1]!.client.get<Review>(`/review/${gig.id}`)).body.claim).not.toBeNull();
  expect(await decide({ decision: 'approve' }, 1)).toMatchObject({
    status: 409,
    body: { code: 'review.taken' },
  });
  clock.advance({ minutes: 2 });
  expect((await desks[1]!.client.get<Review>(`/review/${gig.id}`)).body.claim).toBeNull();
  expect((await claim(1)).status).toBe(200);

  expect((await desks[0]!.client.post(`/review/${gig.id}/release`)).status).toBe(204);
  expect((await claim(0)).status, 'only one’s own claim can be given back').toBe(409);
  expect((await desks[1]!.client.post(`/review/${gig.id}/release`)).status).toBe(204);
  await live.waitFor('review.released.v1', ({ payload }) => payload.gigId === gig.id);
  expect((await claim(0)).status).toBe(200);
  live.close();
});

test('of two who decide at once one does, and there is one decision', async () => {
  const answers = await Promise.all([
    decide({ decision: 'approve' }, 0),
    decide({ decision: 'refuse', reason: '重复发布' }, 1),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await server.deps.models.decisions.countDocuments({ gigId: gig.id })).toBe(1);
  const events = await server.deps.models.gigs.findById(gig.id).lean();
  expect(events!.revision).toBe(gig.revision + 1);
});

test('a posting that was changed meanwhile is not decided unseen', async () => {
  const posting = { ...gig.posting, title: '改过的' };
  await expectStatus(boss.client.patch(`/gigs/${gig.id}`, { revision: gig.revision, posting }), 200);
  expect((await decide({ decision: 'approve' })).body.code).toBe('gig.changed_meanwhile');
  expect((await decide({ decision: 'approve', revision: gig.revision + 1 })).body.state).toBe('published');
});

test('what the law forbids can not be approved, by whomever', async () => {
  const posting = { ...gig.posting, description: '先交押金 200 元。' };
  const saved = await expectStatus(
    boss.client.patch<ManagedGig>(`/gigs/${gig.id}`, { revision: gig.revision, posting }),
    200,
  );
  expect(saved.state).toBe('in_review');
  const queue = (await desks[0]!.client.get<Queue>('/review/queue')).body;
  expect(queue.items).toMatchObject([{ gigId: gig.id, blockCount: 1 }]);
  const refused = await decide({ decision: 'approve', revision: saved.revision });
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'gig.blocked', flags: [{ rule: 'fees.deposit', level: 'block' }] },
  });
  const ended = await decide({ decision: 'refuse', revision: saved.revision, reason: '收押金' });
  expect(ended.body).toMatchObject({
    state: 'refused',
    decisions: [{ decision: 'refuse', flags: [{ rule: 'fees.deposit' }] }],
  });
  expect(await boss.client.post(`/gigs/${gig.id}/submit`, { revision: ended.body.revision })).toMatchObject({
    body: { code: 'gig.wrong_state' },
  });
});

test('nobody decides about a posting of their own employer', async () => {
  const both = await makeEmployer(server, { verified: false });
  const role = {
    role: 'operator',
    regionId: (await server.deps.models.regions.findOne({ code: PLACES.karuo }).lean())!._id.toHexString(),
  } as const;
  await grantRole(server.deps, both.phone, role);
  const own = await submitGig(server, both);
  const answer = await both.client.post(`/review/${own.id}/decisions`, {
    decision: 'approve',
    revision: own.revision,
  });
  expect(answer).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  expect(await server.deps.models.decisions.countDocuments({ gigId: own.id })).toBe(0);
});

test('work that is already over is not approved', async () => {
  clock.advance({ days: 3 });
  expect(await decide({ decision: 'approve' })).toMatchObject({
    status: 409,
    body: { code: 'gig.wrong_state' },
  });
});

test('the queue has what is overdue first, the riskiest of it first, then the longest waiting', async () => {
  await server.deps.models.gigs.updateMany({ state: 'in_review' }, { state: 'withdrawn' });
  const now = clock.now().getTime();
  const { _id, ...like } = (await server.deps.models.gigs.findById(gig.id).lean())!;
  const line = (number: string, dueInHours: number, risk: number, waited: number) => ({
    ...like,
    _id: new Types.ObjectId(),
    number,
    state: 'in_review' as const,
    risk,
    dueAt: new Date(now + dueInHours * 3_600_000),
    submittedAt: new Date(now - waited * 3_600_000),
  });
  await server.deps.models.gigs.insertMany([
    line('000001', 1, 30, 1),
    line('000002', 2, 0, 2),
    line('000003', -1, 3, 9),
    line('000004', -2, 12, 8),
    line('000005', -1, 12, 9),
  ]);
  const { body } = await desks[0]!.client.get<Queue>('/review/queue');
  expect(body.items.map(({ number }) => number)).toEqual(['000005', '000004', '000003', '000002', '000001']);
  expect(body.total).toBe(5);
  expect((await desks[0]!.client.get(`/review/queue?importId=${new Types.ObjectId()}`)).body).toEqual({
    items: [],
    total: 0,
  });
});

test('no phone number that was typed into a name or a title is pushed or listed', async () => {
  const named = await makeEmployer(server, { verified: false });
  // One registers without, but files name employers, and some were named before.
  const { employers } = server.deps.models;
  await employers.updateOne({ _id: named.employerId }, { $set: { name: '搬家王师傅13812345678' } });
  const live = await desks[0]!.client.live();
  const waiting = await submitGig(server, named, { title: '搬货 138 1234 5678' });
  await live.waitFor('review.queued.v1', ({ payload }) => payload.item.gigId === waiting.id);
  const queue = await expectStatus(desks[0]!.client.get<Queue>('/review/queue'), 200);
  expect(queue.items.map(({ gigId }) => gigId)).toContain(waiting.id);
  for (const told of [live.events, queue.items]) {
    expect(JSON.stringify(told)).not.toMatch(/138 ?1234 ?5678/);
  }
  const { body } = await desks[0]!.client.get<Review>(`/review/${waiting.id}`);
  expect(body.gig.posting.title, 'who decides reads what was typed').toBe('搬货 138 1234 5678');
  const approved = await desks[0]!.client.post(`/review/${waiting.id}/decisions`, {
    decision: 'approve',
    revision: body.gig.revision,
  });
  expect(approved.status).toBe(201);
  const page = await testClient(server).get<GigDetail>(`/gigs/${waiting.id}`);
  expect(JSON.stringify(page.body)).not.toMatch(/138 ?1234 ?5678/);
  live.close();
});

test('who decides hears at once that an employer was checked, and operators of other places don’t', async () => {
  const unchecked = await makeEmployer(server, { verified: false });
  const elsewhere = await makeOperator(server, PLACES.jiangda);
  const [here, there] = [await desks[0]!.client.live(), await elsewhere.client.live()];
  const check = { checks: ['site_visit'], note: '' };
  await expectStatus(desks[1]!.client.post(`/employers/${unchecked.employerId}/verifications`, check), 201);
  const told = await here.waitFor(
    'employer.verified.v1',
    ({ payload }) => payload.employerId === unchecked.employerId,
  );
  expect(told.payload.verificationState).toBe('verified');
  expect(there.events).toEqual([]);
  here.close();
  there.close();
});
