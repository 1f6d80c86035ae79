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
import { settle } from '@linggong/testkit/settle.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { deskForTests } from './fixtures/desk.ts';

const { clock, w, stored, decide, until } = deskForTests();
let boss: Awaited<ReturnType<typeof makeEmployer>>;
beforeEach(async () => {
  boss = await makeEmployer(w.server);
});

const at = (rest = '') => `/employers/${boss.employerId}${rest}`;
const suspend = (body: object = { reason: '收押金' }) =>
  w.desk.post<Employer & Problem>(at('/suspension'), body);
const lift = () => w.desk.post<Employer & Problem>(at('/suspension/end'), { reason: '查清楚了' });
const acts = () => expectStatus(w.desk.get<EmployerActs>(at('/acts')), 200);
const gigOf = (more = {}) => publishGig(w.server, boss, { shifts: [shiftOn(w.server, 2)], ...more });
async function send() {
  const body = { employerId: boss.employerId, posting: await buildPosting(w.server) };
  const draft = await expectStatus(boss.client.post<ManagedGig>('/gigs', body), 201);
  return boss.client.post<ManagedGig & Problem>(`/gigs/${draft.id}/submit`, { revision: draft.revision });
}
const stateOf = async (gig: { id: string }) => (await stored(gig)).state;
async function told(client: typeof boss.client) {
  await settle(w.server);
  return (await client.get<NoticesPage>('/me/notices')).body.items;
}

describe('an employer that is suspended', () => {
  test('has nothing public any more; who holds it is told as of a take-down; it hears why and until when', async () => {
    const gig = await gigOf();
    const worker = await makeWorker(w.server);
    const taken = { version: gig.version, shiftIds: [] };
    const booking = await expectStatus(worker.client.post<MyBooking>(`/gigs/${gig.id}/bookings`, taken), 201);
    const { status, body } = await suspend();
    expect([status, body.suspension]).toMatchObject([200, { reason: '收押金', until: null }]);
    expect(body.suspension!.byOffice).toContain('卡若区');

    expect(await stateOf(gig)).toBe('refused');
    expect((await testClient(w.server).get(`/gigs/${gig.number}`)).status).toBe(410);
    const mine = await expectStatus(worker.client.get<MyBooking>(`/bookings/${booking.id}`), 200);
    expect(mine).toMatchObject({ state: 'cancelled', takenDown: expect.anything() });
    const other = await makeWorker(w.server);
    const late = await other.client.post<Problem>(`/gigs/${gig.id}/bookings`, taken);
    expect([late.status, late.body.code]).toEqual([409, 'booking.refused']);
    expect((await told(worker.client)).map(({ kind }) => kind)).toContain('booking.cancelled');
    const [notice] = (await told(boss.client)).filter(({ kind }) => kind === 'employer.suspended');
    expect(notice!.body).toMatch(/收押金.*什么时候恢复还没定/);
    expect((await told(worker.client)).some(({ kind }) => kind.startsWith('employer.'))).toBe(false);
  });

  test('sends nothing in, and is told who holds it back, why and until when; its draft stays', async () => {
    const lastDay = localDay(new Date(clock.now().getTime() + 9 * 86_400_000));
    await expectStatus(suspend({ reason: '谎报工钱。', lastDay }), 200);
    const refused = await send();
    expect([refused.status, refused.body.code]).toEqual([403, 'employer.suspended']);
    expect(refused.body.detail).toMatch(/卡若区.*暂停.*到.*为止.*谎报工钱。写好的还在/);
    const [notice] = (await told(boss.client)).filter(({ kind }) => kind === 'employer.suspended');
    expect(notice!.body).toContain('谎报工钱。在招的');
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
    for (const state of ['refused', 'in_review'] as const) {
      await w.server.deps.models.gigs.updateOne({ _id: gig.id }, { $set: { state } });
      const passed = await decide(gig, { decision: 'approve', undoSeconds: 0 });
      expect([state, passed.status, passed.body.code]).toEqual([state, 403, 'employer.suspended']);
    }
  });

  test('shows nothing longer either that people no longer saw', async () => {
    const shownUntil = (days: number) => new Date(clock.now().getTime() + days * 86_400_000).toISOString();
    const gig = await gigOf({ shifts: [shiftOn(w.server, 6)], validUntil: shownUntil(2) });
    clock.advance({ days: 3 });
    await expectStatus(suspend(), 200);
    const posting = { ...gig.posting, validUntil: shownUntil(2) };
    const longer = () =>
      boss.client.patch<ManagedGig & Problem>(`/gigs/${gig.id}`, { revision: gig.revision, posting });
    const refused = await longer();
    expect([refused.status, refused.body.code]).toEqual([403, 'employer.suspended']);
    expect((await testClient(w.server).get(`/gigs/${gig.number}`)).status).toBe(410);
    await expectStatus(lift(), 200);
    expect((await longer()).status).toBe(200);
  });

  test('has nothing put back that was decided just before: the desk is told why, and it stays so when lifted', async () => {
    const gig = await gigOf();
    await expectStatus(decide(gig, { decision: 'refuse', reason: '收押金', undoSeconds: 0 }), 201);
    await expectStatus(decide(gig, { decision: 'approve', undoSeconds: 10 }), 201);
    await expectStatus(suspend(), 200);
    clock.advance({ seconds: 11 });
    const why = async () => (await w.desk.get<Review>(`/review/${gig.id}`)).body.setBack;
    await until(async () => expect(await why()).toBe('suspended'));
    await expectStatus(lift(), 200);
    clock.advance({ minutes: 5 });
    await settle(w.server);
    const { state, held = null } = await stored(gig);
    expect([state, held]).toEqual(['refused', null]);
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
    const other = await makeEmployer(w.server);
    const over = await gigOf();
    clock.advance({ days: 5 });
    const [theirs, fresh] = [await publishGig(w.server, other), await gigOf()];
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
  const elsewhere = await makeOperator(w.server, PLACES.jiangda);
  for (const [client, status] of [
    [boss.client, 403],
    [(await makeWorker(w.server)).client, 404],
    [elsewhere.client, 404],
    [testClient(w.server), 401],
  ] as const) {
    expect((await client.post(at('/suspension'), { reason: '收押金' })).status).toBe(status);
    expect((await client.post(at('/suspension/end'), { reason: '收押金' })).status).toBe(status);
    expect((await client.get(at('/acts'))).status).toBe(status);
  }
});

test('the record has each act with its day and office, the latest first, and nothing of who reported', async () => {
  const gig = await gigOf();
  const worker = await makeWorker(w.server, { name: '次仁' });
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
