import type { MyBooking, MyBookings } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Notice, NoticesPage } from '@linggong/contracts/notice.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { datedTime } from '@linggong/rules/dated.ts';
import { datesInSource } from '@linggong/rules/words/in-source.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  publishGig,
  shiftOn,
  submitGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

const DAY_MS = 86_400_000;
const clock = movableClock();
let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let worker: Awaited<ReturnType<typeof makeWorker>>;
let desk: TestClient;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  desk = (await makeOperator(server)).client;
});
afterAll(() => server.close());
/** Ten in the morning, Beijing time, of the next day. */
beforeEach(async () => {
  const now = clock.now().getTime();
  clock.advance({ seconds: (Math.ceil(now / DAY_MS) * DAY_MS + 2 * 3_600_000 - now) / 1000 });
  boss = await makeEmployer(server);
  worker = await makeWorker(server, { name: '次仁旺堆' });
});
afterEach(nothingPrivate);

type Gig = { id: string; revision: number; posting: Posting };
const take = ({ client }: { client: TestClient }, gig: { id: string }) =>
  expectStatus(client.post<MyBooking>(`/gigs/${gig.id}/bookings`, { version: 1 }), 201);
const act = (by: TestClient, path: string) => expectStatus(by.post(path, { revision: 0 }), 200);
async function change(gig: Gig, part: Partial<Posting>) {
  const { revision, posting } = await expectStatus(boss.client.get<Gig>(`/gigs/${gig.id}/manage`), 200);
  const body = { revision, posting: { ...posting, ...part } };
  return expectStatus(boss.client.patch<ManagedGig>(`/gigs/${gig.id}`, body), 200);
}
async function inbox({ client }: { client: TestClient }): Promise<Notice[]> {
  await settle(server);
  return (await expectStatus(client.get<NoticesPage>('/me/notices'), 200)).items;
}
const kinds = async (who: { client: TestClient }) => (await inbox(who)).map(({ kind }) => kind).reverse();
const pacesOf = async (kind: Notice['kind'], ...who: { personId: string }[]) => {
  const of = { kind, personId: { $in: who.map(({ personId }) => personId) } };
  return (await server.deps.models.notices.find(of).lean()).map(({ pace }) => pace).sort();
};

/** A notice lies there until somebody looks: no word in it means another day tomorrow. */
const RELATIVE = /今天|明天|后天|昨天|[今明]早|[今明]晚|\{when/;
/** When a gig's first shift begins, as a notice says it. */
const startOf = (gig: Pick<Gig, 'posting'>) => datedTime(gig.posting.shifts[0]!.startsAt!, datesInSource());

async function nothingPrivate() {
  const written = JSON.stringify(await server.deps.models.notices.find().lean());
  for (const secret of [worker.phone.slice(3), boss.phone.slice(3), '次仁旺堆', '测试老板'])
    expect(written).not.toContain(secret);
}

test('who asks and is chosen: the employer hears of the asking, the person of the answer', async () => {
  const gig = await publishGig(server, boss, { bookingMode: 'choose', shifts: [shiftOn(server, 2, 1)] });
  const booking = await take(worker, gig);
  expect(await kinds(boss)).toEqual(['booking.asked']);
  expect(await kinds(worker)).toEqual([]);
  await act(boss.client, `/bookings/${booking.id}/accept`);
  const [confirmed] = await inbox(worker);
  const number = `${gig.number.slice(0, 3)}-${gig.number.slice(3)}`;
  expect(confirmed).toMatchObject({ kind: 'booking.confirmed', href: '/my' });
  const title = `定了：${startOf(gig)}，如意乡搬货`;
  expect(confirmed!.title).toBe(title);
  expect(confirmed!.body).toContain(`岗位号 ${number}，在如意乡桥头`);
  expect(await kinds(boss)).toEqual(['booking.asked']);
  await act(worker.client, `/bookings/${booking.id}/withdraw`);
  expect(await kinds(boss)).toEqual(['booking.asked', 'booking.left']);
  expect(await kinds(worker)).toEqual(['booking.confirmed']);
  expect((await inbox(boss))[0]!.body).toContain('现在还缺 1 人');
  // Read a day later it still says the right day.
  clock.advance({ days: 1 });
  expect((await inbox(worker)).at(-1)!.title).toBe(title);
  expect(JSON.stringify([await inbox(worker), await inbox(boss)])).not.toMatch(RELATIVE);
});

test('who takes a gig at once is not told of it; its employer hears of each, and that it is full once', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 2, 1)] });
  const booking = await take(worker, gig);
  expect(await kinds(worker)).toEqual([]);
  expect(await kinds(boss)).toEqual(['booking.taken', 'gig.full']);
  await act(worker.client, `/bookings/${booking.id}/withdraw`);
  await take(worker, gig);
  expect(await kinds(boss)).toEqual(['booking.taken', 'gig.full', 'booking.left', 'booking.taken']);
  const [taken] = await inbox(boss);
  expect(taken!.title).toMatch(/^有人定了：\d+月\d+日 周. 9:00，搬货$/);
  expect(taken!.href).toBe(`/employer/gigs/${gig.id}`);
  expect(taken!.body).toContain(`岗位号 ${gig.number.slice(0, 3)}-${gig.number.slice(3)}`);
  expect(await kinds(worker)).toEqual([]);
});

test('a place taken within a day of the start is told at once, one further off with the day’s digest', async () => {
  const hours = (from: number) => {
    const at = (later: number) => new Date(clock.now().getTime() + later * 3_600_000).toISOString();
    return [{ startsAt: at(from), endsAt: at(from + 4), headcount: 5 }];
  };
  const undated = [{ startsAt: null, endsAt: null, headcount: 5 }];
  for (const [shifts, pace] of [
    [hours(1), 'urgent'],
    [hours(23.9), 'urgent'],
    [hours(24.1), 'digest'],
    [hours(100), 'digest'],
    [undated, 'digest'],
  ] as const) {
    const gig = await publishGig(server, boss, { shifts: [...shifts], hoursText: '每天早上' });
    await take(await makeWorker(server), gig);
    await settle(server);
    const told = await server.deps.models.notices.find({ gigId: gig.id, kind: 'booking.taken' }).lean();
    expect(told.map((notice) => notice.pace)).toEqual([pace]);
  }
  const chosen = await publishGig(server, boss, { bookingMode: 'choose', shifts: hours(3) });
  const asked = await take(worker, chosen);
  await act(boss.client, `/bookings/${asked.id}/accept`);
  await settle(server);
  expect(await server.deps.models.notices.find({ gigId: chosen.id, kind: 'booking.taken' })).toEqual([]);
});

test('declined, cancelled and changed reach the person; who never was confirmed counts on nothing', async () => {
  const choose = { bookingMode: 'choose' } as const;
  const gig = await publishGig(server, boss, { ...choose, shifts: [shiftOn(server, 2)] });
  const declined = await take(worker, gig);
  await act(boss.client, `/bookings/${declined.id}/decline`);
  expect(await kinds(worker)).toEqual(['booking.declined']);

  const held = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await take(worker, held);
  const asker = await makeWorker(server);
  const asked = await publishGig(server, boss, { ...choose, shifts: [shiftOn(server, 4)] });
  await take(asker, asked);
  await change(held, { shifts: [{ ...held.posting.shifts[0]!, ...shiftOn(server, 5) }] });
  const [changed] = await inbox(worker);
  expect(changed).toMatchObject({ kind: 'booking.changed' });
  expect(changed!.title).toMatch(/^有改动：\d+月\d+日 周. 9:00，如意乡搬货$/);
  for (const each of [held, asked]) {
    const { revision } = await expectStatus(boss.client.get<Gig>(`/gigs/${each.id}/manage`), 200);
    await expectStatus(boss.client.post(`/gigs/${each.id}/withdraw`, { revision }), 200);
  }
  expect(await kinds(worker)).toEqual(['booking.declined', 'booking.changed', 'booking.cancelled']);
  expect(await kinds(asker)).toEqual(['booking.cancelled']);
  expect(await pacesOf('booking.changed', worker)).toEqual(['urgent']);
  expect(await pacesOf('booking.cancelled', worker, asker)).toEqual(['at_once', 'urgent']);
  expect(await kinds(boss)).toEqual(['booking.asked', 'booking.taken', 'booking.asked']);
});

test('employers hear what an operator decided, and nothing of what the rules let through', async () => {
  await publishGig(server, boss);
  expect(await kinds(boss)).toEqual([]);
  const fresh = await makeEmployer(server, { verified: false });
  const decide = (gig: ManagedGig, decision: object) =>
    expectStatus(desk.post(`/review/${gig.id}/decisions`, { revision: gig.revision, ...decision }), 201);
  const say = { reason: '打电话 13800001234 找次仁旺堆问', article: '' };
  await decide(await submitGig(server, fresh), { decision: 'approve' });
  await decide(await submitGig(server, fresh), { decision: 'return', ...say });
  await decide(await submitGig(server, fresh), { decision: 'refuse', ...say });
  expect(await kinds(fresh)).toEqual(['gig.published', 'gig.returned', 'gig.refused']);
  for (const { body, title } of await inbox(fresh)) expect(title + body).not.toContain('13800001234');
  expect(await kinds(boss)).toEqual([]);
});

test('the evening before, who is confirmed is reminded once; another time replaces the reminder', async () => {
  const gig = await publishGig(server, boss, { included: { tools: false } });
  const later = await publishGig(server, boss, { bookingMode: 'choose' });
  const far = await publishGig(server, boss, { shifts: [shiftOn(server, 2)] });
  const [evening, asking, other] = await Promise.all([1, 2, 3].map(() => makeWorker(server)));
  await take(worker, gig);
  await take(other!, far);
  const asked = await take(asking!, later);
  expect(await kinds(worker)).toEqual([]);
  clock.advance({ hours: 7, minutes: 59 });
  expect(await kinds(worker)).toEqual([]);
  clock.advance({ minutes: 1 });
  const [reminder] = await inbox(worker);
  expect(reminder).toMatchObject({ kind: 'shift.tomorrow', title: `${startOf(gig)}，如意乡搬货开工` });
  expect(JSON.stringify(reminder)).not.toMatch(RELATIVE);
  expect(reminder!.body).toMatch(/9:00–18:00，岗位号 \d{3}-\d{3}，在如意乡桥头。工具自己带。/);
  expect(await pacesOf('shift.tomorrow', worker)).toEqual(['urgent']);

  // Later that evening: who is chosen is reminded, who takes it themselves is not.
  clock.advance({ minutes: 30 });
  await act(boss.client, `/bookings/${asked.id}/accept`);
  await take(evening!, gig);
  expect(await kinds(asking!)).toEqual(expect.arrayContaining(['booking.confirmed', 'shift.tomorrow']));
  expect(await kinds(evening!)).toEqual([]);
  expect(await kinds(other!)).toEqual([]);

  const live = await worker.client.live();
  const [shift] = gig.posting.shifts;
  const startsAt = new Date(Date.parse(shift!.startsAt!) + 2 * 3_600_000).toISOString();
  const changed = await change(gig, { shifts: [{ ...shift!, startsAt }] });
  // What is only looked at moves no work: the reminder stands.
  expect((await kinds(worker)).sort()).toEqual(['booking.changed', 'shift.tomorrow']);
  await expectStatus(
    desk.post(`/review/${gig.id}/decisions`, { decision: 'approve', revision: changed.revision }),
    201,
  );
  // Nor does what is asked, before they agree.
  for (const who of [worker, evening!]) {
    const { items } = await expectStatus(who.client.get<MyBookings>('/me/bookings'), 200);
    const { id, currentVersion: version } = items.find((each) => each.gig.id === gig.id)!;
    await expectStatus(who.client.post(`/bookings/${id}/agree`, { version }), 200);
  }
  const now = await inbox(worker);
  expect(now.map(({ kind }) => kind).sort()).toEqual([
    'booking.changed',
    'booking.changed',
    'shift.tomorrow',
  ]);
  expect(now.find(({ kind }) => kind === 'shift.tomorrow')!.title).toContain(
    datedTime(startsAt, datesInSource()),
  );
  const gone = await live.waitFor('notice.read.v1');
  expect(gone.payload).toMatchObject({ ids: [reminder!.id] });
  live.close();
  expect((await kinds(evening!)).sort()).toEqual(['booking.changed', 'booking.changed', 'shift.tomorrow']);

  // The work is off: nobody is reminded of it.
  const { revision } = await expectStatus(boss.client.get<Gig>(`/gigs/${gig.id}/manage`), 200);
  await expectStatus(boss.client.post(`/gigs/${gig.id}/withdraw`, { revision }), 200);
  expect((await kinds(worker)).sort()).toEqual(['booking.cancelled', 'booking.changed', 'booking.changed']);
});

test('a reminder that comes late passes over who took the work since 18:00', async () => {
  const gig = await publishGig(server, boss);
  await take(worker, gig);
  const { jobs } = server.deps.jobModels;
  await jobs.updateOne({ _id: 'notices.tomorrow' }, { at: new Date(clock.now().getTime() + 10 * 3_600_000) });
  clock.advance({ hours: 9 });
  const evening = await makeWorker(server);
  await take(evening, gig);
  clock.advance({ hours: 1 });
  expect(await kinds(worker)).toEqual(['shift.tomorrow']);
  expect(await kinds(evening)).toEqual([]);
});

test('an evening that was missed is made up for in the morning, for work that has not begun', async () => {
  const shift = shiftOn(server, 1);
  const at = (hours: number) => new Date(Date.parse(shift.startsAt!) + hours * 3_600_000).toISOString();
  const gig = await publishGig(server, boss, { shifts: [shift] });
  const atDawn = await publishGig(server, boss, { shifts: [{ ...shift, startsAt: at(-4), endsAt: at(-3) }] });
  const nextDay = await publishGig(server, boss, { shifts: [shiftOn(server, 2)] });
  const [early, later] = [await makeWorker(server), await makeWorker(server)];
  await take(worker, gig);
  await take(early, atDawn);
  await take(later, nextDay);
  const { jobs } = server.deps.jobModels;
  await jobs.updateOne({ _id: 'notices.tomorrow' }, { at: new Date(clock.now().getTime() + 21 * 3_600_000) });
  clock.advance({ hours: 21 });
  expect(await kinds(early)).toEqual([]);
  expect(await kinds(later)).toEqual([]);
  const [reminder, ...more] = await inbox(worker);
  expect(reminder).toMatchObject({ kind: 'shift.tomorrow', title: `${startOf(gig)}，如意乡搬货开工` });
  expect(more).toEqual([]);
});

test('when a gig’s time passes, open pages hear of it once', async () => {
  const live = await testClient(server).live({});
  const brief = new Date(clock.now().getTime() + 3_600_000).toISOString();
  const gig = await publishGig(server, boss, { validUntil: brief });
  const lasting = await publishGig(server, boss);
  const closed = await publishGig(server, boss, { validUntil: brief });
  await expectStatus(boss.client.post(`/gigs/${closed.id}/close`), 200);
  const mine = new Set([gig.id, lasting.id, closed.id]);
  const told = async () => {
    await settle(server);
    await live.settle();
    const closings = live.events.flatMap((event) => (event.type === 'gig.closed.v1' ? [event.payload] : []));
    return closings.filter(({ gigId }) => mine.has(gigId));
  };
  const only: object[] = [{ gigId: closed.id, number: closed.number, state: 'closed' }];
  expect(await told()).toEqual(only);
  clock.advance({ hours: 1, seconds: 31 });
  only.push({ gigId: gig.id, number: gig.number, state: 'expired' });
  await live.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === gig.id);
  clock.advance({ minutes: 5 });
  expect(await told()).toEqual(only);
  clock.advance({ days: 2 });
  await live.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === lasting.id);
  live.close();
});
