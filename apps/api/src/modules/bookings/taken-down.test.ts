import type { GigBooking, MyBooking } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, makeOperator, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const PHONE = '0895-4820000';
const clock = movableClock();
let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let desk: TestClient;
let worker: Awaited<ReturnType<typeof makeWorker>>;
let gig: ManagedGig;

beforeAll(async () => {
  server = await startTestServer({ clock: clock.now, settings: { STATION_PHONE: PHONE } });
  desk = (await makeOperator(server)).client;
});
afterAll(() => server.close());
beforeEach(async () => {
  boss = await makeEmployer(server);
  worker = await makeWorker(server);
  gig = await publishGig(server, boss, { shifts: [shiftOn(server, 1), shiftOn(server, 2)] });
});

const path = () => `/gigs/${gig.id}/bookings`;
const all = () => gig.posting.shifts.map(({ id }) => id);
const book = ({ client } = worker, key?: string) =>
  client.post<MyBooking & Problem>(
    path(),
    { version: gig.version, shiftIds: all() },
    key ? { headers: { 'idempotency-key': key } } : {},
  );
const decide = async (decision: 'refuse' | 'approve', more: object = {}) => {
  const revision = (await server.deps.models.gigs.findById(gig.id).lean())!.revision;
  await expectStatus(desk.post(`/review/${gig.id}/decisions`, { decision, revision, ...more }), 201);
};
const takeDown = (article?: string) => decide('refuse', { reason: '对方收押金，只告诉用工方的话', article });
const mine = ({ id }: MyBooking) => expectStatus(worker.client.get<MyBooking>(`/bookings/${id}`), 200);
const told = async () => {
  await settle(server);
  const { items } = await expectStatus(worker.client.get<NoticesPage>('/me/notices'), 200);
  return items[0]!;
};

test('who held it hears that it was the station, under which rule, and what to do if somebody calls', async () => {
  const booking = await expectStatus(book(), 201);
  expect(booking.takenDown).toBeNull();
  await takeDown('人力资源市场暂行条例第 42 条，问 13812345678');
  const after = await mine(booking);
  expect(after).toMatchObject({ state: 'cancelled', ended: [{ how: 'taken_down' }, { how: 'taken_down' }] });
  expect(after.takenDown?.article).toContain('人力资源市场暂行条例第 42 条');
  const { title, body } = await told();
  expect(title).toMatch(/^不用去了：.*被撤下了$/);
  for (const said of ['零工站撤下了', '第 42 条', '一分钱也别给', PHONE]) expect(body).toContain(said);
  for (const said of [after, { title, body }]) {
    expect(JSON.stringify(said)).not.toMatch(/13812345678|只告诉用工方的话|对方取消|用工方取消/);
  }
  const [seen] = (await expectStatus(boss.client.get<{ items: GigBooking[] }>(path()), 200)).items;
  expect(seen!.ended.map(({ how }) => how)).toEqual(['taken_down', 'taken_down']);
});

test('without a rule none is named; who only asked had no number to be shown', async () => {
  gig = await publishGig(server, boss, { bookingMode: 'choose', shifts: [shiftOn(server, 1)] });
  const booking = await expectStatus(book(), 201);
  await takeDown();
  expect((await mine(booking)).takenDown).toEqual({ article: null });
  const { body } = await told();
  expect(body).toContain('零工站撤下了这个活，不用去了。');
  expect(body).not.toMatch(/依据|电话|工钱|null/);
});

test('of days of which some were worked only the others are off', async () => {
  const booking = await expectStatus(book(), 201);
  const begun = Date.parse(gig.posting.shifts[0]!.startsAt!);
  clock.advance({ hours: 1, seconds: (begun - clock.now().getTime()) / 1000 });
  await takeDown('某条');
  const after = await mine(booking);
  expect(after).toMatchObject({ state: 'confirmed', takenDown: { article: '某条' } });
  expect(after.ended).toHaveLength(1);
  const { title, body } = await told();
  expect(title).toMatch(/^\d+月\d+日不用去了/);
  expect(body).toContain('干过的日子照算工钱');
});

test('who worked some days and did not agree to what was changed before has not agreed by that', async () => {
  await expectStatus(book(), 201);
  const begun = Date.parse(gig.posting.shifts[0]!.startsAt!);
  const pay = { ...gig.posting.pay, amountFen: gig.posting.pay.amountFen! - 2_000 };
  const changed = { revision: gig.revision, posting: { ...gig.posting, pay } };
  await expectStatus(boss.client.send<ManagedGig>('PATCH', `/gigs/${gig.id}`, changed), 200);
  const seen = async () =>
    (await expectStatus(boss.client.get<{ items: GigBooking[] }>(path()), 200)).items[0]!;
  expect((await seen()).asksAgain).toBe(true);
  clock.advance({ hours: 1, seconds: (begun - clock.now().getTime()) / 1000 });
  await takeDown();
  expect(await seen()).toMatchObject({
    state: 'confirmed',
    asksAgain: true,
    ended: [{ how: 'taken_down' }],
  });
});

test('its page is gone for all; only who held it is told why, and that it can be reported', async () => {
  await expectStatus(book(), 201);
  await takeDown('某条');
  const page = (client: Pick<TestClient, 'get'>) => client.get<Problem>(`/gigs/${gig.number}`);
  const { status, body } = await page(worker.client);
  expect([status, body.held]).toEqual([410, true]);
  for (const said of ['零工站撤下了', '某条', PHONE]) expect(body.detail).toContain(said);
  for (const client of [testClient(server), (await makeWorker(server)).client]) {
    const { body: other } = await page(client);
    expect(other.code).toBe('gig.gone');
    expect(other.held).toBeUndefined();
    expect(other.detail).not.toMatch(/撤下了|某条/);
  }
});

test('what its employer calls off is the employer’s doing, also when operators refuse it afterwards', async () => {
  const booking = await expectStatus(book(), 201);
  await expectStatus(boss.client.post(`/gigs/${gig.id}/withdraw`), 200);
  const after = await mine(booking);
  expect([after.state, after.takenDown]).toEqual(['cancelled', null]);
  expect((await told()).body).not.toContain('零工站');
  const { body } = await worker.client.get<Problem>(`/gigs/${gig.number}`);
  expect([body.held, body.detail]).toEqual([true, '去看看别的活。']);
});

test('a request sent again after it was taken down hears the same', async () => {
  const key = crypto.randomUUID();
  await expectStatus(book(worker, key), 201);
  await takeDown('某条');
  const { body } = await book(worker, key);
  expect(body.code).toBe('booking.given_back');
  expect(body.detail).toContain('零工站撤下了这个活（依据：某条）');
  expect(body.detail).not.toContain('用工方取消');
});
