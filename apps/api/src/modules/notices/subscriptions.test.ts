import type { NoticeSettings } from '@linggong/contracts/notice.ts';
import { makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import type { TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { beforeEach, expect, test } from 'vitest';
import { delivering } from './fixtures/delivering.ts';

const { allow, boss, clock, lastMatch, match, nextMorning, other, push, said, server } = await delivering();
let worker: Awaited<ReturnType<typeof nextMorning>>;
beforeEach(async () => {
  worker = await nextMorning();
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
  expect(said(busy)).toEqual([lastMatch()]);
  expect(said(elsewhere)).toEqual([lastMatch()]);
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
  expect(said(second)).toEqual([lastMatch()]);

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
