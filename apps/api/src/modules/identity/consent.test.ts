import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Consent } from '@linggong/contracts/about.ts';
import type { Me } from '@linggong/contracts/account.ts';
import { nextPhone } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textsInForce } from './consent.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Signs in with a code, sending what is given of a consent. */
async function enter(client: TestClient, phone: string, consent?: Consent | null) {
  await expectStatus(client.post('/session/code', { phone }), 200);
  const code = server.sms.codeTo(phone);
  return { code, answer: await client.post<Me>('/session', { phone, code, consent }) };
}
const consentsOf = (accountId: string) => server.deps.models.consents.find({ accountId }).lean();

test('the box at sign-in is recorded, with the versions and the time', async () => {
  const client = testClient(server);
  const before = new Date();
  const { answer } = await enter(client, nextPhone(), textsInForce(server.deps));
  expect(answer.body.agreed).toBe(true);
  const [record, ...more] = await consentsOf(answer.body.accountId);
  expect(record).toMatchObject({ ...textsInForce(server.deps), how: 'sign_in' });
  expect(record!.at.getTime()).toBeGreaterThanOrEqual(before.getTime());
  expect(more).toEqual([]);
  await expectStatus(client.patch('/me/person', { name: '次仁' }), 200);
});

test.each([undefined, null])(
  'without it (%s) one is signed in, and nothing else is done',
  async (consent) => {
    const client = testClient(server);
    const { answer } = await enter(client, nextPhone(), consent);
    expect(answer.body.agreed).toBe(false);
    for (const [method, path, body] of [
      ['GET', '/me/bookings'],
      ['PATCH', '/me/person', { name: '次仁' }],
      ['POST', '/me/alerts', { filter: {} }],
      ['GET', '/review/queue'],
      ['POST', '/employers', { name: '新单位', kind: 'business', regionId: 'a'.repeat(24) }],
    ] as const) {
      const refused = await client.send<{ code: string }>(method, path, body);
      expect([path, refused.status, refused.body.code]).toEqual([path, 403, 'auth.consent_required']);
    }
    expect((await client.get<Me>('/me')).body.agreed).toBe(false);
    expect(await consentsOf(answer.body.accountId)).toEqual([]);
    await expectStatus(client.get('/gigs'), 200);

    await expectStatus(client.post('/me/consent', textsInForce(server.deps)), 204);
    await expectStatus(client.post('/me/consent', textsInForce(server.deps)), 204);
    await expectStatus(client.get('/me/bookings'), 200);
    expect((await consentsOf(answer.body.accountId)).map(({ how }) => how)).toEqual(['again']);
    await expectStatus(client.delete('/session'), 204);
  },
);

test('one can leave without agreeing', async () => {
  const client = testClient(server);
  await enter(client, nextPhone());
  await expectStatus(client.delete('/session'), 204);
  expect((await client.get('/me')).status).toBe(401);
});

test('a consent to what is not in force is none, and costs no code', async () => {
  const phone = nextPhone();
  const client = testClient(server);
  const { code, answer } = await enter(client, phone, {
    ...textsInForce(server.deps),
    privacy: '2020-01-01',
  });
  expect(answer).toMatchObject({ status: 409, body: { code: 'auth.consent_outdated' } });
  const body = { phone, code, consent: textsInForce(server.deps) };
  await expectStatus(client.post('/session', body), 200);
  const old = await client.post('/me/consent', { terms: '2020-01-01', privacy: '2020-01-01' });
  expect(old).toMatchObject({ status: 409, body: { code: 'auth.consent_outdated' } });
});

test.each([
  {},
  { terms: '2026-11-30' },
  { terms: { $ne: '' }, privacy: '1' },
  { terms: 'x'.repeat(41), privacy: '1' },
])('%j is no consent', async (consent) => {
  const client = testClient(server);
  await client.signIn(nextPhone());
  expect((await client.post('/me/consent', consent)).status).toBe(400);
});

test('a new version asks again; what was agreed before stays on record', async () => {
  const client = testClient(server);
  const { accountId } = await client.signIn(nextPhone());
  const folder = await mkdtemp(path.join(tmpdir(), 'texts-'));
  await writeFile(path.join(folder, 'privacy.md'), 'version: 2027-02-01\n# 隐私政策\n新的一版。\n');
  const later = await startTestServer({ beside: server, settings: { TEXTS_DIR: folder } });
  const there = testClient(later);
  for (const [name, value] of client.jar) there.jar.set(name, value);
  expect((await there.get<Me>('/me')).body.agreed).toBe(false);
  expect((await there.get('/me/bookings')).body.code).toBe('auth.consent_required');
  await expectStatus(there.post('/me/consent', textsInForce(later.deps)), 204);
  await expectStatus(there.get('/me/bookings'), 200);
  const records = await consentsOf(accountId);
  expect(records.map(({ privacy, how }) => [privacy, how])).toEqual([
    [textsInForce(server.deps).privacy, 'sign_in'],
    ['2027-02-01', 'again'],
  ]);
  await later.close();
});

test('the demo’s people agree by being chosen, and it says so', async () => {
  const demo = await startTestServer({ settings: { DEMO: '1' } });
  const client = testClient(demo);
  const { DEMO_PEOPLE } = await import('../../demo/people.ts');
  const me = await expectStatus(client.post<Me>('/demo/session', { key: DEMO_PEOPLE[0]!.key }), 200);
  expect(me.agreed).toBe(true);
  await expectStatus(client.get('/me/bookings'), 200);
  const records = await demo.deps.models.consents.find({ accountId: me.accountId }).lean();
  expect(records.map(({ how }) => how)).toEqual(['demo']);
  await demo.close();
});
