import type { Employer } from '@linggong/contracts/employer.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, makeOperator, makeWorker, nextPhone, PLACES } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const clock = movableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
});
afterAll(() => server.close());
beforeEach(() => clock.advance({ hours: 2 }));

const at = (id: string, rest = '') => `/employers/${id}/phone${rest}`;
const change = (client: TestClient, id: string, phone: string, code?: string) =>
  client.put<Employer & Problem>(at(id), { phone, code });
const stored = async (id: string) => (await server.deps.models.employers.findById(id).lean())!.contactPhone;

test('another number is taken with the code that came to it, and told to its members and operators without it', async () => {
  const boss = await makeEmployer(server);
  const phone = nextPhone();
  const without = await change(boss.client, boss.employerId, phone);
  expect([without.status, without.body.errors?.[0]?.path]).toEqual([400, 'code']);
  await expectStatus(boss.client.post(at(boss.employerId, '/code'), { phone }), 200);
  const code = server.sms.codeTo(phone);
  const wrong = code === '000000' ? '000001' : '000000';
  expect((await change(boss.client, boss.employerId, phone, wrong)).body.code).toBe('auth.code_wrong');
  expect(await stored(boss.employerId)).toBe(boss.phone);
  const changed = await change(boss.client, boss.employerId, phone, code);
  expect([changed.status, changed.body.contactPhone]).toEqual([200, phone]);
  expect((await boss.client.get<{ phoneMasked: string }>('/me')).body.phoneMasked).toContain(
    boss.phone.slice(-4),
  );

  const { outbox, events } = server.deps.eventModels;
  const type = 'employer.contact_changed.v1' as const;
  const told = [...(await outbox.find({ type }).lean()), ...(await events.find({ type }).lean())].filter(
    ({ audience }) => audience.includes(`employer:${boss.employerId}`),
  );
  expect(told.length).toBeGreaterThan(0);
  expect(told[0]!.audience).not.toContain('public');
  expect(told[0]!.audience.some((room) => room.startsWith('desk:'))).toBe(true);
  expect(JSON.stringify(told)).not.toContain(phone.slice(3));
});

test('one’s own number needs no code', async () => {
  const boss = await makeEmployer(server);
  await server.deps.models.employers.updateOne({ _id: boss.employerId }, { $set: { contactPhone: null } });
  expect((await change(boss.client, boss.employerId, boss.phone)).body.contactPhone).toBe(boss.phone);
});

test('a code to sign in with, sent a moment ago, holds back none for the number', async () => {
  const boss = await makeEmployer(server);
  const phone = nextPhone();
  await expectStatus(testClient(server).post('/session/code', { phone }), 200);
  await expectStatus(boss.client.post(at(boss.employerId, '/code'), { phone }), 200);
  const again = await boss.client.post<Problem>(at(boss.employerId, '/code'), { phone });
  expect([again.status, again.body.refusal]).toEqual([429, 'just_sent']);
  expect(server.sms.messages.filter(({ to }) => to === phone)).toHaveLength(2);
});

test('a code is good for that employer and that number alone', async () => {
  const [boss, other] = [await makeEmployer(server), await makeEmployer(server)];
  const phone = nextPhone();
  await expectStatus(boss.client.post(at(boss.employerId, '/code'), { phone }), 200);
  const code = server.sms.codeTo(phone);
  expect((await change(other.client, other.employerId, phone, code)).body.code).toBe('auth.code_expired');
  expect((await change(boss.client, boss.employerId, nextPhone(), code)).body.code).toBe('auth.code_expired');
  expect((await change(boss.client, boss.employerId, phone, code)).status).toBe(200);
});

test('nobody else changes it, and nobody is texted for them', async () => {
  const boss = await makeEmployer(server);
  const phone = nextPhone();
  const stranger = (await makeWorker(server)).client;
  const operator = (await makeOperator(server, PLACES.city)).client;
  for (const [client, code] of [
    [stranger, 'employer.not_found'],
    [operator, 'auth.forbidden'],
  ] as const) {
    expect((await client.post<Problem>(at(boss.employerId, '/code'), { phone })).body.code).toBe(code);
    expect((await change(client, boss.employerId, phone, '123456')).body.code).toBe(code);
  }
  expect(server.sms.lastTo(phone)).toBeUndefined();
  expect(await stored(boss.employerId)).toBe(boss.phone);
});

test('a landline gets no text, and is refused at its field’s word', async () => {
  const boss = await makeEmployer(server);
  expect((await change(boss.client, boss.employerId, '0895-4820000')).body.code).toBe('auth.phone_invalid');
});

test('all its members find it in their inbox, without a number; nobody else does', async () => {
  const boss = await makeEmployer(server);
  const [other, stranger] = [await makeWorker(server), await makeWorker(server)];
  const { memberships, accounts } = server.deps.models;
  const account = await accounts.findOne({ phoneNumber: other.phone }).lean().orFail();
  const employerId = new Types.ObjectId(boss.employerId);
  await memberships.insertMany([
    { accountId: account._id, role: 'employer', employerId, createdAt: clock.now() },
  ]);
  const phone = nextPhone();
  await expectStatus(boss.client.post(at(boss.employerId, '/code'), { phone }), 200);
  expect((await change(boss.client, boss.employerId, phone, server.sms.codeTo(phone))).status).toBe(200);
  await settle(server);
  const told = async (client: TestClient) =>
    (await expectStatus(client.get<NoticesPage>('/me/notices'), 200)).items.filter(
      ({ kind }) => kind === 'employer.contact_changed',
    );
  for (const { client } of [boss, other]) {
    const notices = await told(client);
    expect(notices).toMatchObject([{ title: '联系电话换了：测试货运部', href: '/employer' }]);
    for (const number of [phone, boss.phone]) expect(JSON.stringify(notices)).not.toContain(number.slice(-4));
  }
  expect(await told(stranger.client)).toEqual([]);
});
