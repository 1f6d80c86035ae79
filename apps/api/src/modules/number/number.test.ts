import type { Devices, Me, PhoneConfirmed } from '@linggong/contracts/account.ts';
import type { Employer } from '@linggong/contracts/employer.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, nextPhone } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeNumberFor } from './change.ts';

const clock = movableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now, settings: { STATION_PHONE: '0895-4820000' } });
});
afterAll(() => server.close());
beforeEach(() => clock.advance({ hours: 2 }));

async function member(): Promise<{ client: TestClient; phone: string; me: Me }> {
  const phone = nextPhone();
  const client = testClient(server);
  const me = await client.signIn(phone);
  clock.advance({ minutes: 2 });
  return { client, phone, me };
}
async function confirm(client: TestClient, phone: string): Promise<string> {
  await expectStatus(client.post('/me/phone/code'), 200);
  const code = server.sms.codeTo(phone);
  return (await expectStatus(client.post<PhoneConfirmed>('/me/phone/confirm', { code }), 200)).ticket;
}
async function change(client: TestClient, from: string, to: string) {
  const ticket = await confirm(client, from);
  await expectStatus(client.post('/me/phone/new-code', { ticket, phone: to }), 200);
  return client.put<Me & Problem>('/me/phone', { ticket, phone: to, code: server.sms.codeTo(to) });
}
const codeOf = async (answer: Promise<{ body: Problem }>) => (await answer).body.code;
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('an account gets another number by a code to each; everything else stays its own', async () => {
  const { client, phone, me } = await member();
  await expectStatus(client.patch('/me/person', { name: '次仁' }), 200);
  const other = testClient(server);
  await other.signIn(phone);
  clock.advance({ minutes: 2 });
  const to = nextPhone();
  const { status, body } = await change(client, phone, to);
  expect([status, body.accountId, body.name]).toEqual([200, me.accountId, '次仁']);
  expect(body.phoneMasked).toBe(`${to.slice(3, 6)}****${to.slice(-4)}`);
  expect((await server.deps.models.persons.findById(me.person.id).lean())!.phone).toBe(to);

  // Here one stays, elsewhere one is out.
  expect((await other.get('/me')).status).toBe(401);
  const { items } = await expectStatus(client.get<Devices>('/me/devices'), 200);
  expect(items).toMatchObject([{ here: true }]);
  clock.advance({ minutes: 2 });
  expect((await testClient(server).signIn(to)).accountId).toBe(me.accountId);
  // The old one is anybody's who has it: another account.
  expect((await testClient(server).signIn(phone)).accountId).not.toBe(me.accountId);
});

test('is noted in the log without a number, for its owner alone', async () => {
  const { client, phone, me } = await member();
  const to = nextPhone();
  expect((await change(client, phone, to)).status).toBe(200);
  const logged = await server.deps.eventModels.outbox.find({ type: 'account.phone_changed.v1' }).lean();
  const log = await server.deps.eventModels.events.find({ type: 'account.phone_changed.v1' }).lean();
  const all = [...logged, ...log].filter(({ audience }) => audience.includes(`person:${me.person.id}`));
  expect(all.length).toBeGreaterThan(0);
  expect(JSON.stringify([all, await server.deps.models.tallies.find().lean()])).not.toContain(to.slice(3));
  expect(all[0]!.audience).toEqual([`person:${me.person.id}`]);
});

describe('nothing is changed', () => {
  test('by who holds the phone and can’t read its messages', async () => {
    const { client, phone, me } = await member();
    const to = nextPhone();
    const before = server.sms.messages.length;
    expect(await codeOf(client.post('/me/phone/new-code', { ticket: 'none.none', phone: to }))).toBe(
      'account.confirm_first',
    );
    expect(server.sms.messages).toHaveLength(before);
    await client.post('/me/phone/code');
    const code = server.sms.codeTo(phone);
    expect(await codeOf(client.post('/me/phone/confirm', { code: wrongOf(code) }))).toBe('auth.code_wrong');
    // What came is no code to sign in with, nor the other way round.
    expect(await codeOf(testClient(server).post('/session', { phone, code }))).toBe('auth.code_expired');
    clock.advance({ minutes: 2 });
    await testClient(server).post('/session/code', { phone });
    const signIn = server.sms.codeTo(phone);
    if (signIn !== code)
      expect(await codeOf(client.post('/me/phone/confirm', { code: signIn }))).toBe('auth.code_wrong');
    expect((await server.deps.models.accounts.findById(me.accountId).lean())!.phoneNumber).toBe(phone);
  });

  test('with a ticket of another session, another account, too old, or changed', async () => {
    const { client, phone } = await member();
    const ticket = await confirm(client, phone);
    const elsewhere = testClient(server);
    clock.advance({ minutes: 2 });
    await elsewhere.signIn(phone);
    const stranger = (await member()).client;
    const to = nextPhone();
    for (const who of [elsewhere, stranger])
      expect(await codeOf(who.post('/me/phone/new-code', { ticket, phone: to }))).toBe(
        'account.confirm_first',
      );
    const [until, seal] = ticket.split('.');
    const longer = `${Number(until) + 1000}.${seal}`;
    expect(await codeOf(client.post('/me/phone/new-code', { ticket: longer, phone: to }))).toBe(
      'account.confirm_first',
    );
    clock.advance({ minutes: 15 });
    expect(await codeOf(client.post('/me/phone/new-code', { ticket, phone: to }))).toBe(
      'account.confirm_first',
    );
    expect(server.sms.lastTo(to)).toBeUndefined();
  });

  test('to a number whose messages nobody here reads, that is one’s own, or another account’s', async () => {
    const { client, phone } = await member();
    const taken = await member();
    const ticket = await confirm(client, phone);
    const put = (to: string, code: string) => client.put<Problem>('/me/phone', { ticket, phone: to, code });
    expect(await codeOf(put(nextPhone(), '123456'))).toBe('auth.code_expired');
    expect((await put(phone, '123456')).body.errors?.[0]?.message).toBe('这就是你现在的手机号');
    expect(await codeOf(client.post('/me/phone/new-code', { ticket, phone: '0895-4820000' }))).toBe(
      'auth.phone_invalid',
    );
    // That it is taken is told only to who reads its messages.
    const asked = await client.post('/me/phone/new-code', { ticket, phone: taken.phone });
    expect(asked.status).toBe(200);
    const refused = await put(taken.phone, server.sms.codeTo(taken.phone));
    expect([refused.status, refused.body.code]).toEqual([409, 'account.phone_taken']);
    expect((await server.deps.models.accounts.find({ phoneNumber: phone }).lean()).length).toBe(1);
    expect((await taken.client.get('/me')).status).toBe(200);
    expect((await client.get('/me')).status).toBe(200);
  });

  test('by who is not signed in', async () => {
    expect((await testClient(server).post('/me/phone/code')).status).toBe(401);
    const body = { ticket: 'x', phone: nextPhone(), code: '123456' };
    expect((await testClient(server).put('/me/phone', body)).status).toBe(401);
  });
});

test('a ticket is good for one change', async () => {
  const { client, phone } = await member();
  const ticket = await confirm(client, phone);
  const [first, second] = [nextPhone(), nextPhone()];
  await client.post('/me/phone/new-code', { ticket, phone: first });
  const body = { ticket, phone: first, code: server.sms.codeTo(first) };
  await expectStatus(client.put('/me/phone', body), 200);
  expect(await codeOf(client.post('/me/phone/new-code', { ticket, phone: second }))).toBe(
    'account.confirm_first',
  );
});

test('employers that were reached by it are reached by the new one, others as before', async () => {
  const boss = await makeEmployer(server);
  clock.advance({ minutes: 2 });
  const to = nextPhone();
  expect((await change(boss.client, boss.phone, to)).status).toBe(200);
  const read = async () =>
    (await expectStatus(boss.client.get<Employer>(`/employers/${boss.employerId}`), 200)).contactPhone;
  expect(await read()).toBe(to);
  const shop = nextPhone();
  await server.deps.models.employers.updateOne({ _id: boss.employerId }, { $set: { contactPhone: shop } });
  clock.advance({ hours: 2 });
  expect((await change(boss.client, to, nextPhone())).status).toBe(200);
  expect(await read()).toBe(shop);
});

test('the number that was left goes on from what it used today', async () => {
  const { client, phone, me } = await member();
  const { tallies } = server.deps.models;
  const until = new Date(clock.now().getTime() + 3_600_000);
  const key = (id: string) => `cap:takes:${id}:2030-01-01`;
  await tallies.insertMany([{ _id: key(me.person.id), count: 7, until }]);
  expect((await change(client, phone, nextPhone())).status).toBe(200);
  expect((await tallies.findById(key(me.person.id)).lean())!.count).toBe(7);
  clock.advance({ minutes: 2 });
  const anew = await testClient(server).signIn(phone);
  expect((await tallies.findById(key(anew.person.id)).lean())!.count).toBe(7);
});

test('who lost the old number is helped by whoever runs it, and is signed out everywhere', async () => {
  const { client, phone, me } = await member();
  const to = nextPhone();
  await expect(changeNumberFor(server.deps, nextPhone(), to)).rejects.toMatchObject({
    code: 'person.not_found',
  });
  await changeNumberFor(server.deps, phone, to);
  expect((await client.get('/me')).status).toBe(401);
  expect((await testClient(server).signIn(to)).accountId).toBe(me.accountId);
});

describe('who had the number hears of the change', () => {
  const about = (phone: string) =>
    server.sms.messages
      .filter(({ to, text }) => to === phone && text.includes('换了手机号'))
      .map(({ text }) => text);
  const inbox = async (client: TestClient) =>
    (await expectStatus(client.get<NoticesPage>('/me/notices'), 200)).items;

  test('by one text to the old number, none to the new, and a notice in the inbox', async () => {
    const { client, phone } = await member();
    const to = nextPhone();
    expect((await change(client, phone, to)).status).toBe(200);
    await settle(server);
    const [text, ...others] = about(phone);
    expect(others).toEqual([]);
    expect(text).toContain(`尾号 ${to.slice(-4)}`);
    expect(text).toContain('不是你换的，马上找零工站（电话 0895-4820000）');
    expect(text).not.toContain(to.slice(3));
    expect(about(to)).toEqual([]);
    const notices = await inbox(client);
    expect(notices).toMatchObject([
      { kind: 'account.phone_changed', title: '你的账号换了手机号', href: '/me' },
    ]);
    expect(notices[0]!.body).toContain('0895-4820000');
    for (const number of [phone, to]) expect(JSON.stringify(notices)).not.toContain(number.slice(-4));
    // The number stays nowhere once it was used.
    expect(JSON.stringify(await server.deps.jobModels.jobs.find().lean())).not.toContain(phone);
  });

  test('once, though the gateway fails and is asked again', async () => {
    const { client, phone } = await member();
    const ticket = await confirm(client, phone);
    const to = nextPhone();
    await expectStatus(client.post('/me/phone/new-code', { ticket, phone: to }), 200);
    const code = server.sms.codeTo(to);
    server.sms.breakDown();
    await expectStatus(client.put('/me/phone', { ticket, phone: to, code }), 200);
    await settle(server);
    expect(about(phone)).toEqual([]);
    server.sms.breakDown(false);
    clock.advance({ minutes: 2 });
    await settle(server);
    expect(about(phone)).toHaveLength(1);
  });

  test('not where nothing was changed', async () => {
    const { client, phone } = await member();
    const taken = await member();
    expect((await change(client, phone, taken.phone)).status).toBe(409);
    await settle(server);
    expect([about(phone), about(taken.phone), await inbox(client)]).toEqual([[], [], []]);
  });

  test('where whoever runs it changed it', async () => {
    const { client, phone } = await member();
    const to = nextPhone();
    await changeNumberFor(server.deps, phone, to);
    await settle(server);
    expect(about(phone)).toHaveLength(1);
    clock.advance({ minutes: 2 });
    await client.signIn(to);
    expect((await inbox(client)).map(({ kind }) => kind)).toEqual(['account.phone_changed']);
  });

  test('and the members of employers that were reached by it', async () => {
    const boss = await makeEmployer(server);
    clock.advance({ minutes: 2 });
    expect((await change(boss.client, boss.phone, nextPhone())).status).toBe(200);
    await settle(server);
    const kinds = (await inbox(boss.client)).map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['account.phone_changed', 'employer.contact_changed']);
  });
});
