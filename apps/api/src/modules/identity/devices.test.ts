import type { Devices } from '@linggong/contracts/account.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { nextPhone } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
});
afterAll(() => server.close());

const WECHAT =
  'Mozilla/5.0 (Linux; Android 13; V2036A) Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.47';

/** Signs a number in on another device, minutes after the one before. */
async function device(phone: string, userAgent = WECHAT): Promise<TestClient> {
  clock.advance({ minutes: 5 });
  const client = testClient(server);
  await expectStatus(client.post('/session/code', { phone }), 200);
  const { terms, privacy } = server.deps.texts;
  const consent = { terms: terms.version, privacy: privacy.version };
  const code = server.sms.codeTo(phone);
  const headers = { 'user-agent': userAgent };
  await expectStatus(client.post('/session', { phone, code, consent }, { headers }), 200);
  return client;
}
const list = async (client: TestClient) =>
  (await expectStatus(client.get<Devices>('/me/devices'), 200)).items;
const isIn = async (client: TestClient) => (await client.get('/me')).status === 200;

test('every device is listed by what it is and when it was seen, the one that asks first', async () => {
  const phone = nextPhone();
  const [old, here] = [await device(phone), await device(phone, 'x'.repeat(3000))];
  clock.advance({ minutes: 30 });
  await isIn(old);
  clock.advance({ minutes: 3 });
  const listed = await list(here);
  expect(listed).toMatchObject([
    { here: true, name: '认不出的设备' },
    { here: false, name: '安卓手机，微信' },
  ]);
  const minutesAgo = (clock.now().getTime() - Date.parse(listed[1]!.seenAt)) / 60_000;
  expect(Math.round(minutesAgo)).toBe(3);
  expect((await list(old)).map((each) => each.here)).toEqual([true, false]);
  const said = JSON.stringify(await list(here));
  expect(said).not.toMatch(/token|xxx/);
  // Three figures of it stand in many an id.
  expect(said).not.toContain(phone.slice(-8));
});

test('one is ended: its live connection and its pushes too, the others stay', async () => {
  const phone = nextPhone();
  const [lost, here, other] = [await device(phone), await device(phone), await device(phone)];
  const live = await lost.live();
  const stays = await other.live();
  await expectStatus(
    lost.put('/me/push-subscriptions', {
      endpoint: `https://fcm.googleapis.com/fcm/send/${phone.slice(1)}`,
      keys: { p256dh: 'B'.padEnd(87, 'x'), auth: 'a'.repeat(22) },
    }),
    204,
  );
  const endpoint = { endpoint: `https://fcm.googleapis.com/fcm/send/${phone.slice(1)}` };
  expect(await server.deps.models.pushSubscriptions.countDocuments(endpoint)).toBe(1);
  const { id } = (await list(lost))[0]!;
  await expectStatus(here.delete(`/me/devices/${id}`), 204);
  expect(await live.ended()).toEqual({ told: true });
  expect([await isIn(lost), await isIn(here), await isIn(other)]).toEqual([false, true, true]);
  expect(await server.deps.models.pushSubscriptions.countDocuments(endpoint)).toBe(0);
  await stays.settle();
  expect(await here.delete<Problem>(`/me/devices/${id}`)).toMatchObject({
    status: 404,
    body: { code: 'session.not_found' },
  });
  stays.close();
});

test('nobody ends another’s, and is not told that there is one', async () => {
  const [mine, theirs] = [await device(nextPhone()), await device(nextPhone())];
  const { id } = (await list(theirs))[0]!;
  const unknown = await mine.delete<Problem>(`/me/devices/${'0'.repeat(24)}`);
  const other = await mine.delete<Problem>(`/me/devices/${id}`);
  expect({ ...other.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
  expect(await isIn(theirs)).toBe(true);
});

test('all others are ended; everywhere ends the one that asks too, and takes its cookie', async () => {
  const phone = nextPhone();
  const clients = [await device(phone), await device(phone), await device(phone), await device(phone)];
  const here = clients[3]!;
  await expectStatus(here.delete('/me/devices/others'), 204);
  expect(await Promise.all(clients.map(isIn))).toEqual([false, false, false, true]);
  const again = await device(phone);
  const answer = await again.delete('/me/devices');
  expect(answer.status).toBe(204);
  expect(answer.headers.getSetCookie().join()).toMatch(/linggong_session=;.*Max-Age=0/);
  expect([await isIn(here), await isIn(again)]).toEqual([false, false]);
});
