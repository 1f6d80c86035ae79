import type { MyBooking } from '@linggong/contracts/booking.ts';
import type { Employer } from '@linggong/contracts/employer.ts';
import type { EmployerActs } from '@linggong/contracts/employer-acts.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Review } from '@linggong/contracts/review.ts';
import { localDay } from '@linggong/rules/time.ts';
import {
  buildPosting,
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

const clock = movableClock();
let server: TestServer;
let desk: Awaited<ReturnType<typeof makeOperator>>;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  desk = await makeOperator(server, PLACES.karuo);
});
afterAll(() => server.close());
beforeEach(async () => {
  boss = await makeEmployer(server);
});

const at = (rest = '') => `/employers/${boss.employerId}${rest}`;
const suspend = (body: object = { reason: '收押金' }) =>
  desk.client.post<Employer & Problem>(at('/suspension'), body);
const lift = () => desk.client.post<Employer & Problem>(at('/suspension/end'), { reason: '查清楚了' });
const acts = () => expectStatus(desk.client.get<EmployerActs>(at('/acts')), 200);
const gigOf = (more = {}) => publishGig(server, boss, { shifts: [shiftOn(server, 2)], ...more });
async function send() {
  const body = { employerId: boss.employerId, posting: await buildPosting(server) };
  const draft = await expectStatus(boss.client.post<ManagedGig>('/gigs', body), 201);
  return boss.client.post<ManagedGig & Problem>(`/gigs/${draft.id}/submit`, { revision: draft.revision });
}
const stateOf = async ({ id }: { id: string }) => (await server.deps.models.gigs.findById(id).lean())!.state;
async function told(client: typeof boss.client) {
  await settle(server);
  return (await client.get<NoticesPage>('/me/notices')).body.items;
}

describe('an employer that is suspended', () => {
  test('has nothing public any more; who holds it is told as of a take-down; it hears why and until when', async () => {
    const gig = await gigOf();
    const worker = await makeWorker(server);
    const taken = { version: gig.version, shiftIds: [] };
    const booking = await expectStatus(worker.client.post<MyBooking>(`/gigs/${gig.id}/bookings`, taken), 201);
    const { status, body } = await suspend();
    expect([status, body.suspension]).toMatchObject([200, { reason: '收押金', until: null }]);
    expect(body.suspension!.byOffice).toContain('卡若区');

    expect(await stateOf(gig)).toBe('refused');
    expect((await testClient(server).get(`/gigs/${gig.number}`)).status).toBe(410);
    const mine = await expectStatus(worker.client.get<MyBooking>(`/bookings/${booking.id}`), 200);
    expect(mine).toMatchObject({ state: 'cancelled', takenDown: expect.anything() });
    const other = await makeWorker(server);
    const late = await other.client.post<Problem>(`/gigs/${gig.id}/bookings`, taken);
    expect([late.status, late.body.code]).toEqual([409, 'booking.refused']);
    expect((await told(worker.client)).map(({ kind }) => kind)).toContain('booking.cancelled');
    const [notice] = (await told(boss.client)).filter(({ kind }) => kind === 'employer.suspended');
    expect(notice!.body).toMatch(/收押金.*什么时候恢复还没定/);
    expect((await told(worker.client)).some(({ kind }) => kind.startsWith('employer.'))).toBe(false);
  });

  test('sends nothing in, and is told who holds it back, why and until when; its draft stays', async () => {
    const lastDay = localDay(new Date(clock.now().getTime() + 9 * 86_400_000));
    await expectStatus(suspend({ reason: '谎报工钱', lastDay }), 200);
    const refused = await send();
    expect([refused.status, refused.body.code]).toEqual([403, 'employer.suspended']);
    expect(refused.body.detail).toMatch(/卡若区.*暂停.*到.*为止.*谎报工钱.*写好的还在/);
    clock.advance({ days: 8 });
    expect((await send()).body.code).toBe('employer.suspended');
    clock.advance({ days: 2 });
    expect((await send()).status).toBe(200);
  });

  test('reads the year too where it lasts into another', async () => {
    const year = Number(localDay(clock.now()).slice(0, 4)) + 1;
    await expectStatus(suspend({ reason: '谎报工钱', lastDay: `${year}-12-31` }), 200);
    expect((await send()).body.detail).toContain(`到${year}年12月31日`);
    const [notice] = (await told(boss.client)).filter(({ kind }) => kind === 'employer.suspended');
    expect(notice!.body).toContain(`到${year}年12月31日`);
  });

  test('has nothing passed by an operator either, nor put back', async () => {
    const gig = await gigOf();
    await expectStatus(suspend(), 200);
    const stored = (await server.deps.models.gigs.findById(gig.id).lean())!;
    const decision = { decision: 'approve', revision: stored.revision, undoSeconds: 0 };
    for (const state of ['refused', 'in_review'] as const) {
      await server.deps.models.gigs.updateOne({ _id: gig.id }, { $set: { state } });
      const passed = await desk.client.post<Problem>(`/review/${gig.id}/decisions`, decision);
      expect([state, passed.status, passed.body.code]).toEqual([state, 403, 'employer.suspended']);
    }
  });

  test('shows nothing longer either that people no longer saw', async () => {
    const shownUntil = (days: number) => new Date(clock.now().getTime() + days * 86_400_000).toISOString();
    const gig = await gigOf({ shifts: [shiftOn(server, 6)], validUntil: shownUntil(2) });
    clock.advance({ days: 3 });
    await expectStatus(suspend(), 200);
    const posting = { ...gig.posting, validUntil: shownUntil(2) };
    const longer = () =>
      boss.client.patch<ManagedGig & Problem>(`/gigs/${gig.id}`, { revision: gig.revision, posting });
    const refused = await longer();
    expect([refused.status, refused.body.code]).toEqual([403, 'employer.suspended']);
    expect((await testClient(server).get(`/gigs/${gig.number}`)).status).toBe(410);
    await expectStatus(lift(), 200);
    expect((await longer()).status).toBe(200);
  });

  test('has nothing put back that was decided just before: the desk is told why, and it stays so when lifted', async () => {
    const gig = await gigOf();
    const decide = async (decision: string, undoSeconds: number) => {
      const { revision } = (await server.deps.models.gigs.findById(gig.id).lean())!;
      const body = { decision, revision, reason: '收押金', undoSeconds };
      return expectStatus(desk.client.post(`/review/${gig.id}/decisions`, body), 201);
    };
    await decide('refuse', 0);
    await decide('approve', 10);
    await expectStatus(suspend(), 200);
    clock.advance({ seconds: 11 });
    const why = async () => (await desk.client.get<Review>(`/review/${gig.id}`)).body.setBack;
    await vi.waitFor(async () => expect(await why()).toBe('suspended'), { timeout: 20_000, interval: 20 });
    await expectStatus(lift(), 200);
    clock.advance({ minutes: 5 });
    await settle(server);
    const stored = (await server.deps.models.gigs.findById(gig.id).lean())!;
    expect([stored.state, stored.held ?? null]).toEqual(['refused', null]);
  });

  test('is suspended once by a request that comes twice, and anew by one that says something else', async () => {
    const lastDay = localDay(new Date(clock.now().getTime() + 9 * 86_400_000));
    await Promise.all([suspend({ reason: '收押金', lastDay }), suspend({ reason: '收押金', lastDay })]);
    await expectStatus(suspend({ reason: '收押金', lastDay }), 200);
    expect((await acts()).items.map(({ act }) => act)).toEqual(['suspended']);
    const of = async () =>
      (await told(boss.client)).filter(({ kind }) => kind === 'employer.suspended').length;
    expect(await of()).toBe(1);
    clock.advance({ minutes: 1 });
    await expectStatus(suspend({ reason: '收押金' }), 200);
    expect((await acts()).items.map(({ act }) => act)).toEqual(['suspended', 'suspended']);
    expect(await of()).toBe(2);
  });

  test('posts again once it is lifted; what was taken down stays so, and it hears of both', async () => {
    const gig = await gigOf();
    await expectStatus(suspend(), 200);
    const lifted = await lift();
    expect([lifted.status, lifted.body.suspension]).toEqual([200, null]);
    expect(await stateOf(gig)).toBe('refused');
    expect((await send()).status).toBe(200);
    expect((await told(boss.client)).map(({ kind }) => kind)).toContain('employer.lifted');
    expect((await lift()).body.code).toBe('employer.not_suspended');
  });

  test('leaves others’ postings, and its own that are over, as they are', async () => {
    const other = await makeEmployer(server);
    const over = await gigOf();
    clock.advance({ days: 5 });
    const [theirs, fresh] = [await publishGig(server, other), await gigOf()];
    await expectStatus(suspend(), 200);
    expect(await stateOf(fresh)).toBe('refused');
    expect(await stateOf(theirs)).toBe('published');
    expect(await stateOf(over)).toBe('published');
  });
});

test('a reason is needed, and a last day that is not past', async () => {
  expect((await suspend({ reason: ' ' })).body.errors?.[0]?.path).toBe('reason');
  const past = await suspend({ reason: '收押金', lastDay: '2020-01-01' });
  expect([past.status, past.body.errors?.[0]?.path]).toEqual([400, 'lastDay']);
  expect((await acts()).items).toEqual([]);
});

test('nobody else suspends, lifts or reads: members, strangers, operators elsewhere', async () => {
  const elsewhere = await makeOperator(server, PLACES.jiangda);
  for (const [client, status] of [
    [boss.client, 403],
    [(await makeWorker(server)).client, 404],
    [elsewhere.client, 404],
    [testClient(server), 401],
  ] as const) {
    expect((await client.post(at('/suspension'), { reason: '收押金' })).status).toBe(status);
    expect((await client.post(at('/suspension/end'), { reason: '收押金' })).status).toBe(status);
    expect((await client.get(at('/acts'))).status).toBe(status);
  }
});

test('the record has each act with its day and office, the latest first, and nothing of who reported', async () => {
  const gig = await gigOf();
  const worker = await makeWorker(server, { name: '次仁' });
  const report = { kind: 'deposit', text: '要收 200 押金', phone: worker.phone };
  await expectStatus(worker.client.post(`/gigs/${gig.number}/reports`, report), 204);
  clock.advance({ minutes: 1 });
  await expectStatus(suspend(), 200);
  clock.advance({ minutes: 1 });
  await expectStatus(lift(), 200);
  const record = await acts();
  expect(record.watchedUntil).not.toBeNull();
  expect(record.items.map(({ act }) => act).sort()).toEqual([
    'lifted',
    'reported',
    'suspended',
    'taken_down',
  ]);
  // A suspension and its take-downs are of one moment.
  expect([record.items[0]!.act, record.items.at(-1)!.act]).toEqual(['lifted', 'reported']);
  const times = record.items.map(({ at: time }) => time);
  expect(times).toEqual(times.toSorted().reverse());
  expect(record.items.find(({ act }) => act === 'taken_down')).toMatchObject({
    reason: '收押金',
    byOffice: expect.stringContaining('卡若区'),
    gig: { id: gig.id },
  });
  expect(JSON.stringify(record)).not.toMatch(new RegExp(`次仁|${worker.phone.slice(3)}|200 押金`));
});
