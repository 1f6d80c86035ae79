import type { Closing, Me } from '@linggong/contracts/account.ts';
import type { GigBooking } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { People, Registered } from '@linggong/contracts/people.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  boss = await makeEmployer(server);
});
afterAll(() => server.close());

type Who = Awaited<ReturnType<typeof makeWorker>>;
type Booked = { id: string; state: string };
const close = (who: Pick<Who, 'client'>, phone: string) =>
  who.client.post<{ code: string; detail: string }>('/me/close', { phone });
const closing = (who: Pick<Who, 'client'>) => expectStatus(who.client.get<Closing>('/me/closing'), 200);
const take = (who: Who, gig: ManagedGig) =>
  expectStatus(
    who.client.post<Booked>(`/gigs/${gig.id}/bookings`, {
      version: gig.version,
      shiftIds: gig.shifts.map(({ id }) => id),
    }),
    201,
  );
const bookingsOf = async (gig: ManagedGig) =>
  (await expectStatus(boss.client.get<{ items: GigBooking[] }>(`/gigs/${gig.id}/bookings`), 200)).items;

/** Everything that is stored, but for what was written for others. */
async function everything({ but = '' } = {}): Promise<string> {
  const { db } = server.deps.connection;
  const names = (await db!.listCollections().toArray()).flatMap(({ name }) => (name === but ? [] : [name]));
  const all = await Promise.all(names.map((name) => db!.collection(name).find().toArray()));
  return JSON.stringify(all);
}

test('what has not begun is stepped back from, its employer told; nothing names the person any more', async () => {
  const worker = await makeWorker(server, { name: '嘎玛次成', birthDate: '1991-03-07' });
  const me = await expectStatus(worker.client.get<Me>('/me'), 200);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 2, 1)] });
  await take(worker, gig);
  await expectStatus(worker.client.post('/me/alerts', { filter: {} }), 200);
  await expectStatus(
    worker.client.post(`/gigs/${gig.id}/reports`, { kind: 'fake', phone: worker.phone }),
    204,
  );
  await expectStatus(
    worker.client.put('/me/push-subscriptions', {
      endpoint: 'https://fcm.googleapis.com/fcm/send/closing',
      keys: { p256dh: 'B'.padEnd(87, 'x'), auth: 'a'.repeat(22) },
    }),
    204,
  );
  expect(await closing(worker)).toEqual({
    ends: [{ bookingId: expect.any(String), gigNumber: gig.number, title: '搬货' }],
    blocks: [],
  });
  const live = await worker.client.live();
  const other = testClient(server);
  clock.advance({ minutes: 2 });
  await other.signIn(worker.phone);

  await expectStatus(close(worker, worker.phone), 204);
  live.close();
  for (const client of [worker.client, other]) expect((await client.get('/me')).status).toBe(401);
  expect((await bookingsOf(gig)).map(({ state }) => state)).toEqual(['withdrawn']);
  const { shifts } = await expectStatus(boss.client.get<ManagedGig>(`/gigs/${gig.id}/manage`), 200);
  expect(shifts.map(({ open }) => open)).toEqual([1]);
  await settle(server);
  const { items } = await expectStatus(boss.client.get<{ items: { kind: string }[] }>('/me/notices'), 200);
  expect(items.map(({ kind }) => kind)).toContain('booking.left');

  const stored = await everything();
  for (const gone of ['嘎玛次成', worker.phone.slice(3), '1991-03-07']) expect(stored).not.toContain(gone);
  const { models } = server.deps;
  expect(await models.sessions.countDocuments({ userId: me.accountId })).toBe(0);
  expect(await models.alerts.countDocuments({ personId: me.person.id })).toBe(0);
  expect(await models.pushSubscriptions.countDocuments({ personId: me.person.id })).toBe(0);
  expect(await models.notices.countDocuments({ personId: me.person.id })).toBe(0);
  // That there was a consent, and a report, stays.
  expect(await models.consents.countDocuments({ accountId: me.accountId })).toBe(1);
  expect(await models.reports.countDocuments({ gigId: gig.id })).toBe(1);
  expect(await models.persons.findById(me.person.id).lean()).toMatchObject({
    name: '已注销',
    accountId: null,
  });

  // The number is free: whoever has it now begins anew.
  clock.advance({ minutes: 2 });
  const anew = await testClient(server).signIn(worker.phone);
  expect(anew.accountId).not.toBe(me.accountId);
  expect(anew).toMatchObject({ name: '', roles: [], person: { birthDate: null } });
});

test('an account without a number is closed by typing the name, and the register is left with nothing of them', async () => {
  const desk = (await makeOperator(server, PLACES.ruyi)).client;
  const village = await regionId(server, '540302208203');
  const callee = { kind: 'family', name: '嘎玛卓嘎', relation: '女儿', phone: '13800138123' };
  const said = { name: '次旺拉珍', nameBo: 'ཚེ་དབང', skills: '织氆氇', callees: [callee] };
  const person = await expectStatus(
    desk.post<Registered>('/people', { ...said, regionId: village, birthDate: '1961-04-05' }),
    201,
  );
  const { code } = await expectStatus(desk.post<{ code: string }>(`/people/${person.id}/claim-code`), 201);
  const client = testClient(server);
  const { terms, privacy } = server.deps.texts;
  const consent = { terms: terms.version, privacy: privacy.version };
  await expectStatus(client.post('/session/claim', { code, consent }), 200);
  const by = (name: string) => client.post<{ code: string; title: string }>('/me/close', { name });
  expect((await by('次旺')).body).toMatchObject({ code: 'account.phone_mismatch', title: '名字对不上' });
  await expectStatus(by('次旺拉珍'), 204);
  expect((await client.get('/me')).status).toBe(401);
  // How many of a name there were in a village stays counted: others' ordinals are for good.
  const stored = await everything({ but: 'nameCounts' });
  for (const gone of ['次旺拉珍', '嘎玛卓嘎', '13800138123', '1961-04-05', '织氆氇', 'ཚེ་དབང'])
    expect(stored).not.toContain(gone);
  expect((await desk.get(`/people/${person.id}`)).status).toBe(404);
  const { items } = await expectStatus(desk.get<People>('/people'), 200);
  expect(items.map(({ id }) => id)).not.toContain(person.id);
});

test('nor by a name that they had before', async () => {
  const worker = await makeWorker(server, { name: '洛桑扎西' });
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 2, 1)] });
  await take(worker, gig);
  await expectStatus(worker.client.patch('/me/person', { name: '多吉旺堆' }), 200);
  expect((await bookingsOf(gig))[0]!.person.formerName).toBe('洛桑扎西');
  await expectStatus(close(worker, worker.phone), 204);
  await settle(server);
  expect(await everything()).not.toMatch(/洛桑扎西|多吉旺堆/);
});

test('work that was done stays on record, under a pseudonym', async () => {
  const worker = await makeWorker(server, { name: '向巴尼玛' });
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 1)] });
  await take(worker, gig);
  await expectStatus(worker.client.patch('/me/person', { name: '索朗旺堆' }), 200);
  expect((await bookingsOf(gig))[0]!.person.formerName).toBe('向巴尼玛');
  clock.advance({ days: 3 });
  expect((await closing(worker)).blocks).toEqual([]);
  await expectStatus(close(worker, worker.phone), 204);
  const [record] = await bookingsOf(gig);
  expect(record).toMatchObject({ state: 'confirmed', person: { name: '已注销', phone: null, age: null } });
  expect(JSON.stringify(record)).not.toMatch(/向巴尼玛|索朗旺堆|\+86/);
  expect(await everything()).not.toMatch(/向巴尼玛|索朗旺堆/);
});

test('in the middle of the work an account stays open', async () => {
  const worker = await makeWorker(server);
  const shift = shiftOn(server, 1);
  const gig = await publishGig(server, boss, { shifts: [shift] });
  await take(worker, gig);
  clock.advance({ seconds: (Date.parse(shift.startsAt) - clock.now().getTime()) / 1000 + 3600 });
  expect(await closing(worker)).toMatchObject({ ends: [], blocks: [{ kind: 'working', title: '搬货' }] });
  const refused = await close(worker, worker.phone);
  expect(refused).toMatchObject({ status: 409, body: { code: 'account.still_needed' } });
  expect(refused.body.detail).toContain('搬货');
  expect((await bookingsOf(gig)).map(({ state }) => state)).toEqual(['confirmed']);
  expect((await worker.client.get('/me')).status).toBe(200);
});

test.each(['13700000001', '1390000', '打给我', ''])('typing %j closes nothing', async (phone) => {
  const worker = await makeWorker(server);
  expect((await close(worker, phone)).status).toBe(400);
  expect((await worker.client.get('/me')).status).toBe(200);
});

test('one’s own number counts as people write it', async () => {
  const worker = await makeWorker(server);
  const full = [...worker.phone.slice(3)]
    .map((digit) => String.fromCodePoint(0xff10 + Number(digit)))
    .join('');
  await expectStatus(close(worker, full), 204);
});

test('numbers can’t be tried', async () => {
  const strict = await startTestServer({ limitScale: 1 });
  const worker = await makeWorker(strict);
  for (let i = 0; i < 5; i++) expect((await close(worker, `1370000000${i}`)).status).toBe(400);
  expect(await close(worker, worker.phone)).toMatchObject({ status: 429 });
  expect((await worker.client.get('/me')).status).toBe(200);
  await strict.close();
});

test('the last one of an employer with open gigs, or with people coming, ends these first', async () => {
  const employer = await makeEmployer(server);
  const gig = await publishGig(server, employer, { shifts: [shiftOn(server, 2)] });
  const refused = await close(employer, employer.phone);
  expect(refused).toMatchObject({ status: 409, body: { code: 'account.still_needed' } });
  expect(refused.body.detail).toContain('还在招人');
  await take(await makeWorker(server), gig);
  const now = await expectStatus(employer.client.get<ManagedGig>(`/gigs/${gig.id}/manage`), 200);
  await expectStatus(employer.client.post(`/gigs/${gig.id}/close`, { revision: now.revision }), 200);
  expect((await closing(employer)).blocks).toMatchObject([{ kind: 'people_coming' }]);
  clock.advance({ days: 3 });
  await expectStatus(close(employer, employer.phone), 204);
  const record = await server.deps.models.employers.findById(employer.employerId).lean();
  expect(record).toMatchObject({ name: '测试货运部', contactPhone: null });
});

test('where somebody else looks after the employer one can go', async () => {
  const employer = await makeEmployer(server);
  await publishGig(server, employer);
  const partner = await makeWorker(server);
  const { accountId } = (await partner.client.get<Me>('/me')).body;
  await server.deps.models.memberships.insertMany([
    { accountId, role: 'employer', employerId: employer.employerId, createdAt: clock.now() },
  ]);
  await expectStatus(close(employer, employer.phone), 204);
  expect((await partner.client.get<Me>('/me')).body.roles).toHaveLength(1);
});

test('a household’s name goes with its last member', async () => {
  const home = await makeEmployer(server, { kind: 'household', name: '次旺卓玛家' });
  await expectStatus(close(home, home.phone), 204);
  expect(await server.deps.models.employers.findById(home.employerId).lean()).toMatchObject({
    name: '已注销的家庭',
    contactPhone: null,
  });
});

test('an operator’s rights go with the account', async () => {
  const operator = await makeOperator(server, PLACES.jiangda);
  const { accountId } = (await operator.client.get<Me>('/me')).body;
  await expectStatus(close(operator, operator.phone), 204);
  expect(await server.deps.models.memberships.countDocuments({ accountId })).toBe(0);
  expect((await operator.client.get('/review/queue')).status).toBe(401);
});
