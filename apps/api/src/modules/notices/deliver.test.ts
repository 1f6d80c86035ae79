import type { MyBooking } from '@linggong/contracts/booking.ts';
import type { NoticeSettings, NoticesPage } from '@linggong/contracts/notice.ts';
import { makeEmployer, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startPushService } from '@linggong/testkit/push.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TEXTS_PER_DAY } from './policy.ts';
import { addNotices, type NoticeDraft } from './write.ts';

const DAY_MS = 86_400_000;
const clock = movableClock();
let push: Awaited<ReturnType<typeof startPushService>>;
let server: TestServer;
let other: TestServer;
let boss: Awaited<ReturnType<typeof makeEmployer>>;
let worker: Awaited<ReturnType<typeof makeWorker>>;
beforeAll(async () => {
  push = await startPushService();
  const options = { clock: clock.now, pushFetch: push.fetch };
  server = await startTestServer(options);
  other = await startTestServer({ ...options, beside: server });
  boss = await makeEmployer(server);
});
afterAll(async () => {
  await other.close();
  await server.close();
  await push.close();
});
/** Ten in the morning, Beijing time, of the next day. */
beforeEach(async () => {
  const now = clock.now().getTime();
  clock.advance({ seconds: (Math.ceil(now / DAY_MS) * DAY_MS + 2 * 3_600_000 - now) / 1000 });
  await settle(server);
  worker = await makeWorker(server, { name: '次仁旺堆' });
});

type Gig = { id: string };
const allow = async (client: TestClient, browser = push.open()) => {
  await expectStatus(client.put('/me/push-subscriptions', browser.subscription), 204);
  return browser;
};
const take = ({ client }: { client: TestClient }, gig: Gig) =>
  expectStatus(client.post<MyBooking>(`/gigs/${gig.id}/bookings`), 201);
async function withdraw(gig: Gig) {
  const { revision } = await expectStatus(
    boss.client.get<{ revision: number }>(`/gigs/${gig.id}/manage`),
    200,
  );
  await expectStatus(boss.client.post(`/gigs/${gig.id}/withdraw`, { revision }), 200);
}
/** Texts of notices; sign-in codes are others. */
const textsTo = (phone: string) =>
  [...server.sms.messages, ...other.sms.messages].filter(
    ({ to, text }) => to === phone && !text.includes('验证码'),
  );
let keys = 0;
async function match(personId: string, gig: Gig & { number: string }, pace: NoticeDraft['pace']) {
  const draft = {
    key: `gig:${gig.id}:${keys++}`,
    kind: 'gig.match',
    title: `新活 ${keys}`,
    body: '一天 220 元',
  };
  const href = `/gigs/${gig.number}`;
  await addNotices(server.deps, [{ ...draft, kind: 'gig.match', personId, gigId: gig.id, href, pace }]);
}
const unread = async ({ client }: { client: TestClient }) =>
  (await expectStatus(client.get<NoticesPage>('/me/notices'), 200)).unread;
const said = (browser: ReturnType<typeof push.open>) => browser.received.map(({ message }) => message.title);

test('a cancelled booking is pushed at once and texted once, with nobody’s name or number in it', async () => {
  const browser = await allow(worker.client);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await take(worker, gig);
  await withdraw(gig);
  await settle(server);
  const [{ message, ttl, urgency, claims }] = browser.received as [(typeof browser.received)[0]];
  expect(message).toMatchObject({
    href: expect.stringMatching(/^\/inbox\/[0-9a-f]{24}\?to=%2Fmy$/),
    title: expect.stringMatching(/^不用去了：.*如意乡搬货取消了$/),
  });
  expect([urgency, ttl]).toEqual(['high', 12 * 3600]);
  expect(claims).toMatchObject({ aud: 'https://fcm.googleapis.com' });
  expect(textsTo(worker.phone)).toEqual([]);
  clock.advance({ minutes: 2 });
  await settle(server);
  expect(textsTo(worker.phone)).toMatchObject([{ text: `【零工集市】${message.title}。${message.body}` }]);
  const all = JSON.stringify([browser.received.map((each) => each.message), textsTo(worker.phone)[0]!.text]);
  for (const secret of ['次仁旺堆', '测试老板', worker.phone.slice(3), boss.phone.slice(3)])
    expect(all).not.toContain(secret);
  expect(await unread(worker)).toBe(1);
  clock.advance({ minutes: 30 });
  await settle(server);
  expect([browser.received.length, textsTo(worker.phone).length]).toEqual([1, 1]);
});

test('changed and then cancelled within minutes is one text that says it is off', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await take(worker, gig);
  const { revision, posting } = await expectStatus(
    boss.client.get<typeof gig>(`/gigs/${gig.id}/manage`),
    200,
  );
  const pay = { ...posting.pay, amountFen: 30_000 };
  await expectStatus(boss.client.patch(`/gigs/${gig.id}`, { revision, posting: { ...posting, pay } }), 200);
  await settle(server);
  clock.advance({ minutes: 1 });
  await withdraw(gig);
  await settle(server);
  clock.advance({ minutes: 10 });
  await settle(server);
  expect(textsTo(worker.phone).map(({ text }) => text)).toEqual([expect.stringContaining('不用去了')]);
});

test('what is read meanwhile is not texted; what no channel can bring stays unread in the inbox', async () => {
  const gigs = await Promise.all(
    [3, 4].map((day) => publishGig(server, boss, { shifts: [shiftOn(server, day)] })),
  );
  await take(worker, gigs[0]!);
  const silent = await makeWorker(server);
  await expectStatus(
    silent.client.put<NoticeSettings>('/me/notice-settings', {
      push: true,
      sms: 'off',
      quiet: null,
      digestAt: '18:30',
    }),
    200,
  );
  await take(silent, gigs[1]!);
  for (const gig of gigs) await withdraw(gig);
  await settle(server);
  await expectStatus(worker.client.post('/me/notices/read', { upTo: clock.now().toISOString() }), 200);
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(textsTo(worker.phone)).toEqual([]);
  expect(textsTo(silent.phone)).toEqual([]);
  expect(await unread(silent)).toBe(1);
});

test('the digest sums up what is still to be had; what is gone, read or told is not in it', async () => {
  const browser = await allow(worker.client);
  const gigs = [];
  for (let i = 0; i < 5; i++) gigs.push(await publishGig(server, boss, { shifts: [shiftOn(server, 2, 1)] }));
  for (const gig of gigs) await match(worker.personId, gig, 'digest');
  const [filled, closed, read] = gigs;
  await take(await makeWorker(server), filled!);
  await expectStatus(boss.client.post(`/gigs/${closed!.id}/close`), 200);
  const { items } = await expectStatus(worker.client.get<NoticesPage>('/me/notices'), 200);
  const ofRead = items.find(({ href }) => href.endsWith(read!.number))!;
  await expectStatus(worker.client.post('/me/notices/read', { ids: [ofRead.id] }), 200);
  await settle(server);
  expect(browser.received).toEqual([]);
  clock.advance({ hours: 8, minutes: 31 });
  await settle(server);
  expect(said(browser)).toEqual(['2 个新活合你的条件']);
  const [{ message }] = browser.received as [(typeof browser.received)[0]];
  expect(message.href).toBe('/inbox');
  await match(worker.personId, gigs[3]!, 'digest');
  await settle(server);
  expect(browser.received).toHaveLength(1);
  clock.advance({ days: 1 });
  await settle(server);
  expect(said(browser).slice(1)).toEqual([`新活 ${keys}`]);
});

test('a digest waits for a browser that may be told, and is not lost', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 5)] });
  await match(worker.personId, gig, 'digest');
  await match(worker.personId, gig, 'at_once');
  await settle(server);
  clock.advance({ days: 1 });
  const browser = await allow(worker.client);
  await settle(server);
  clock.advance({ hours: 12 });
  await settle(server);
  // Only the digest: what was to be said at once is old by now.
  expect(said(browser)).toEqual([`新活 ${keys - 1}`]);
});

test('hundreds of matches that wait for a browser keep nothing urgent back', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  const held = await publishGig(server, boss, { shifts: [shiftOn(server, 4)] });
  const draft = { kind: 'gig.match', title: '新活', body: '', href: '/gigs/1', pace: 'digest' } as const;
  const many = Array.from({ length: 600 }, (_, i) => ({
    ...draft,
    personId: worker.personId,
    key: `many:${i}`,
    gigId: gig.id,
  }));
  expect(await addNotices(server.deps, many)).toBe(600);
  await take(worker, held);
  await withdraw(held);
  await settle(server);
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(textsTo(worker.phone)).toHaveLength(1);
  const browser = await allow(worker.client);
  clock.advance({ days: 1 });
  await settle(server);
  expect(said(browser)).toEqual(['500 个新活合你的条件']);
  clock.advance({ days: 1 });
  await settle(server);
  expect(said(browser).slice(1)).toEqual(['100 个新活合你的条件']);
});

test('at once, but not at night; many that came by morning are one push', async () => {
  const browser = await allow(worker.client);
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await match(worker.personId, gig, 'at_once');
  await settle(server);
  expect(browser.received).toHaveLength(1);
  clock.advance({ hours: 12 });
  for (let i = 0; i < 3; i++) await match(worker.personId, gig, 'at_once');
  await settle(server);
  expect(browser.received).toHaveLength(1);
  clock.advance({ hours: 8, minutes: 31 });
  await settle(server);
  expect(said(browser).slice(1)).toEqual(['3 个新活合你的条件']);
});

test('one person gets so many texts a day and no more, and the next day again', async () => {
  const { deps } = server;
  const draft = (i: number): NoticeDraft => ({
    personId: worker.personId,
    key: `cap:${i}:${clock.now().getTime()}`,
    kind: 'booking.cancelled',
    title: '不用去了',
    body: '',
    href: '/my',
    pace: 'urgent',
    bookingId: bookings[i]!._id.toHexString(),
  });
  const template = await deps.models.bookings.findOne().lean().orFail();
  const bookings = Array.from({ length: TEXTS_PER_DAY + 3 }, () => ({
    ...template,
    _id: new Types.ObjectId(),
    state: 'cancelled' as const,
    active: false,
  }));
  await deps.models.bookings.insertMany(bookings);
  await addNotices(
    deps,
    bookings.map((_, i) => draft(i)),
  );
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(textsTo(worker.phone)).toHaveLength(TEXTS_PER_DAY);
  expect(await unread(worker)).toBe(bookings.length);
  clock.advance({ days: 1 });
  await addNotices(deps, [draft(0)]);
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(textsTo(worker.phone)).toHaveLength(TEXTS_PER_DAY + 1);
  expect(new Set(textsTo(worker.phone).map(({ id }) => id)).size).toBe(TEXTS_PER_DAY + 1);
});

test('while the gateway is down a text is tried again under the same id, and not doubled', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  await take(worker, gig);
  await withdraw(gig);
  await settle(server);
  for (const each of [server, other]) each.sms.breakDown();
  clock.advance({ minutes: 3 });
  await settle(server);
  expect(await server.deps.jobModels.jobs.countDocuments({ kind: 'notices.sms', tries: 1 })).toBe(1);
  expect(textsTo(worker.phone)).toEqual([]);
  for (const each of [server, other]) each.sms.breakDown(false);
  clock.advance({ minutes: 1 });
  await settle(server);
  expect(textsTo(worker.phone)).toHaveLength(1);
  expect(await server.deps.models.texts.countDocuments({ _id: { $regex: `^${worker.personId}:` } })).toBe(1);
});

test('push services that know the browser no longer, are busy, or lead elsewhere', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  const [gone, busy, elsewhere] = [
    await allow(worker.client),
    await allow(worker.client),
    await allow(worker.client),
  ];
  gone.answers.push(410);
  busy.answers.push(429, 503);
  elsewhere.answers.push(302);
  await match(worker.personId, gig, 'at_once');
  await settle(server);
  const left = () => server.deps.models.pushSubscriptions.find({ personId: worker.personId }).lean();
  expect((await left()).map(({ endpoint }) => endpoint).sort()).toEqual(
    [busy, elsewhere].map(({ subscription }) => subscription.endpoint).sort(),
  );
  expect(busy.received).toEqual([]);
  for (let i = 0; i < 3; i++) {
    clock.advance({ seconds: 30 });
    await settle(server);
  }
  expect(said(busy)).toEqual([`新活 ${keys}`]);
  expect(said(elsewhere)).toEqual([`新活 ${keys}`]);
  expect(gone.received).toEqual([]);
});

test('signed out, a browser is told nothing; whoever signs in on it next gets only their own', async () => {
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 3)] });
  const phone = worker.phone;
  const elsewhere = testClient(server);
  clock.advance({ minutes: 2 });
  await elsewhere.signIn(phone);
  const [first, second] = [await allow(worker.client), await allow(elsewhere)];
  await expectStatus(worker.client.delete('/session'), 204);
  await match(worker.personId, gig, 'at_once');
  await settle(server);
  expect(first.received).toEqual([]);
  expect(said(second)).toEqual([`新活 ${keys}`]);

  const next = await makeWorker(server);
  await allow(next.client, second);
  await match(worker.personId, gig, 'at_once');
  await settle(server);
  expect(second.received).toHaveLength(1);
  await match(next.personId, gig, 'at_once');
  await settle(server);
  expect(second.received).toHaveLength(2);

  // A session that is gone without a word.
  await server.deps.models.sessions.deleteMany({ userId: (await accountOf(next.personId))! });
  await match(next.personId, gig, 'at_once');
  await settle(server);
  expect(second.received).toHaveLength(2);
});
const accountOf = async (personId: string) =>
  (await server.deps.models.persons.findById(personId).lean())!.accountId;

test('only endpoints of known push services are taken, ten a person, and nobody removes another’s', async () => {
  const { subscription } = push.open();
  for (const endpoint of [
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evil.example/fcm.googleapis.com',
    'https://fcm.googleapis.com:8443/x',
    'https://user:secret@fcm.googleapis.com/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://notify.windows.com/x',
    'https://evilnotify.windows.com/x',
    'https://updates.push.services.mozilla.com@evil.example/x',
    'ftp://fcm.googleapis.com/x',
    'fcm.googleapis.com/x',
  ]) {
    const { status } = await worker.client.put('/me/push-subscriptions', { ...subscription, endpoint });
    expect([endpoint, status]).toEqual([endpoint, 400]);
  }
  for (const keys of [
    { p256dh: 'short', auth: subscription.keys.auth },
    { p256dh: subscription.keys.p256dh },
  ])
    expect((await worker.client.put('/me/push-subscriptions', { ...subscription, keys })).status).toBe(400);
  const { pushSubscriptions } = server.deps.models;
  const mine = { personId: worker.personId };
  expect(await pushSubscriptions.countDocuments(mine)).toBe(0);

  const known = ['db3.notify.windows.com', 'web.push.apple.com', 'updates.push.services.mozilla.com'];
  const browsers: ReturnType<typeof push.open>[] = [];
  for (let i = 0; i < 12; i++) {
    browsers.push(await allow(worker.client, push.open(known[i % 3])));
    clock.advance({ seconds: 1 });
  }
  const left = await pushSubscriptions.find(mine).sort({ at: 1 }).lean();
  expect(left.map(({ endpoint }) => endpoint)).toEqual(browsers.slice(2).map((b) => b.subscription.endpoint));
  await allow(worker.client, browsers[11]!);
  expect(await pushSubscriptions.countDocuments(mine)).toBe(10);

  const stranger = await makeWorker(server);
  const remove = (client: TestClient) =>
    expectStatus(
      client.send('DELETE', '/me/push-subscriptions', { endpoint: browsers[11]!.subscription.endpoint }),
      204,
    );
  await remove(stranger.client);
  expect(await pushSubscriptions.countDocuments(mine)).toBe(10);
  await remove(worker.client);
  await remove(worker.client);
  expect(await pushSubscriptions.countDocuments(mine)).toBe(9);
});

test('settings are one’s own, and said as they are', async () => {
  const get = (client: TestClient) => expectStatus(client.get<NoticeSettings>('/me/notice-settings'), 200);
  expect(await get(worker.client)).toEqual({
    push: true,
    sms: 'urgent',
    quiet: { from: '21:30', to: '06:30' },
    digestAt: '18:30',
  });
  const wanted: NoticeSettings = { push: false, sms: 'off', quiet: null, digestAt: '08:00' };
  await expectStatus(worker.client.put('/me/notice-settings', wanted), 200);
  expect(await get(worker.client)).toEqual(wanted);
  expect((await get(boss.client)).push).toBe(true);
  expect((await worker.client.put('/me/notice-settings', { ...wanted, digestAt: '25:00' })).status).toBe(400);
  expect((await worker.client.put('/me/notice-settings', { push: true })).status).toBe(400);
});

test('every process signs with the key that browsers are given', async () => {
  const keyOf = async (on: TestServer) => (await testClient(on).get<{ key: string }>('/push-key')).body.key;
  const key = await keyOf(server);
  expect(await keyOf(other)).toBe(key);
  expect([...push.keys]).toEqual([key]);
  expect(Buffer.from(key, 'base64url')).toHaveLength(65);
});
