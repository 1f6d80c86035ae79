import type { Me } from '@linggong/contracts/account.ts';
import type { NoticesPage } from '@linggong/contracts/notice.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, nextPhone } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { grantRole } from '../identity/public.ts';
import { changeNumberFor } from './change.ts';

const DAYS = 90;
const clock = movableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now, settings: { ABSENT_DAYS: String(DAYS) } });
});
afterAll(() => server.close());
beforeEach(() => clock.advance({ hours: 2 }));

async function worker(name = '次仁') {
  const phone = nextPhone();
  const client = testClient(server);
  const me = await client.signIn(phone);
  if (name) await expectStatus(client.patch('/me/person', { name }), 200);
  return { phone, client, me };
}
async function enter(phone: string, client = testClient(server)) {
  await expectStatus(client.post('/session/code', { phone }), 200);
  return client.post<Me & Problem>('/session', { phone, code: server.sms.codeTo(phone) });
}
async function heldBack(phone: string): Promise<{ client: TestClient; ticket: string; body: Problem }> {
  const client = testClient(server);
  const { status, body } = await enter(phone, client);
  expect([status, body.code]).toEqual([409, 'auth.whose_number']);
  return { client, ticket: body.ticket!, body };
}
const answer = (client: TestClient, given: { phone: string; ticket: string; name: string | null }) =>
  client.post<Me & Problem>('/session/returning', given);

describe('after a long absence', () => {
  test('a code alone brings nobody in, and says nothing of the account', async () => {
    const { phone, me } = await worker();
    clock.advance({ days: DAYS });
    const { client, body } = await heldBack(phone);
    expect(JSON.stringify(body)).not.toMatch(/次仁/);
    expect(JSON.stringify(body)).not.toContain(me.accountId);
    expect((await client.get('/me')).status).toBe(401);
  });

  test.each([['次仁'], [' 次 仁 ']])('the name in it, written %j, does', async (name) => {
    const { phone, me } = await worker();
    clock.advance({ days: DAYS });
    const { client, ticket } = await heldBack(phone);
    const entered = await answer(client, { phone, ticket, name });
    expect([entered.status, entered.body.accountId]).toEqual([200, me.accountId]);
    expect((await client.get<Me>('/me')).body.name).toBe('次仁');
    // The ticket was good for that once.
    expect((await answer(testClient(server), { phone, ticket, name })).body.code).toBe('auth.code_expired');
    clock.advance({ minutes: 2 });
    expect((await enter(phone)).status).toBe(200);
  });

  test('a name may be tried three times in a month, however many codes come', async () => {
    const { phone } = await worker();
    clock.advance({ days: DAYS });
    const first = await heldBack(phone);
    const said: string[] = [];
    for (const name of ['扎西', '卓玛', '多吉']) {
      const { body } = await answer(first.client, { phone, ticket: first.ticket, name });
      expect(body.code).toBe('auth.name_wrong');
      said.push(body.detail);
    }
    expect(said.slice(0, 2).join()).not.toContain('不能再试。是你的号');
    expect(said[2]).toContain('不能再试。是你的号，请到零工站');
    clock.advance({ hours: 25 });
    const { client, ticket } = await heldBack(phone);
    const tried = await answer(client, { phone, ticket, name: '次仁' });
    expect([tried.status, tried.body.code]).toEqual([429, 'auth.too_many_attempts']);
  });

  test.each<[string, (ticket: string) => string]>([
    ['none', () => ''],
    ['another', (ticket) => ticket.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    [
      'one that says it lasts longer',
      (ticket) => ticket.replace(/^\d+/, (until) => `${Number(until) + 1e6}`),
    ],
  ])('nobody gets by with a ticket that is %s', async (_, change) => {
    const { phone, me } = await worker();
    clock.advance({ days: DAYS });
    const { client, ticket } = await heldBack(phone);
    for (const name of ['次仁', null])
      expect((await answer(client, { phone, ticket: change(ticket), name })).body.code).toBe(
        'auth.code_expired',
      );
    const account = await server.deps.models.accounts.findOne({ phoneNumber: phone }).lean();
    expect(String(account?._id)).toBe(me.accountId);
  });

  test('a ticket lasts a quarter of an hour, and is its number’s alone', async () => {
    const [{ phone }, other] = [await worker(), await worker()];
    clock.advance({ days: DAYS });
    const { client, ticket } = await heldBack(phone);
    expect((await answer(client, { phone: other.phone, ticket, name: '次仁' })).body.code).toBe(
      'auth.code_expired',
    );
    clock.advance({ minutes: 16 });
    expect((await answer(client, { phone, ticket, name: '次仁' })).body.code).toBe('auth.code_expired');
  });
});

describe('an account with an office, and no name to ask by', () => {
  test.each(['operator', 'admin'] as const)(
    'of an %s opens to no code: whoever has the number begins anew',
    async (role) => {
      const { phone, me } = await worker('');
      const regionId = (await server.deps.models.regions.findOne({}).lean())!._id.toHexString();
      await grantRole(server.deps, phone, role === 'admin' ? { role } : { role, regionId });
      clock.advance({ days: DAYS });
      const { client, ticket } = await heldBack(phone);
      for (const name of ['', ' ', '扎西'])
        expect((await answer(client, { phone, ticket, name })).body.code).toBe('auth.name_wrong');
      const { status, body } = await answer(client, { phone, ticket, name: null });
      expect([status, body.roles]).toEqual([200, []]);
      expect(body.accountId).not.toBe(me.accountId);
    },
  );

  test('whose number an admin gave it lately is let in', async () => {
    const { phone, me } = await worker('');
    clock.advance({ days: DAYS });
    await grantRole(server.deps, phone, { role: 'admin' });
    const { status, body } = await enter(phone);
    expect([status, body.accountId, body.roles]).toEqual([200, me.accountId, [{ role: 'admin' }]]);
  });
});

describe('somebody else who has the number', () => {
  test('begins anew; the old account stays, without a number, and sees why once it has another', async () => {
    const { phone, me } = await worker();
    clock.advance({ days: DAYS });
    const { client, ticket } = await heldBack(phone);
    const fresh = await answer(client, { phone, ticket, name: null });
    expect([fresh.status, fresh.body.name]).toEqual([200, '']);
    expect(fresh.body.accountId).not.toBe(me.accountId);
    const { models } = server.deps;
    expect(await models.persons.findById(me.person.id).lean()).toMatchObject({
      name: '次仁',
      phone: null,
      formerPhone: phone,
    });
    expect((await models.accounts.findById(me.accountId).lean())!.phoneNumber).toBeNull();
    expect((await answer(testClient(server), { phone, ticket, name: null })).body.code).toBe(
      'auth.code_expired',
    );

    // At the desk it gets another number; the one who has the old one keeps theirs.
    const to = nextPhone();
    await expect(changeNumberFor(server.deps, phone, to, '扎西')).rejects.toMatchObject({
      code: 'person.not_found',
    });
    await changeNumberFor(server.deps, phone, to, '次仁');
    const back = testClient(server);
    clock.advance({ minutes: 2 });
    const { body } = await enter(to, back);
    const again =
      body.code === 'auth.whose_number'
        ? (await answer(back, { phone: to, ticket: body.ticket!, name: '次仁' })).body
        : body;
    expect(again.accountId).toBe(me.accountId);
    expect((await models.persons.findById(me.person.id).lean())!.formerPhone).toBeNull();
    expect((await client.get<Me>('/me')).body.accountId).toBe(fresh.body.accountId);
    await settle(server);
    const titles = (await models.notices.find({ personId: me.person.id }).lean()).map(
      (notice) => server.deps.notices.words(notice).title,
    );
    expect(titles.sort()).toEqual(['你原来的手机号换了人用', '你的账号换了手机号'].sort());
    expect((await client.get<NoticesPage>('/me/notices')).body.items ?? []).toEqual([]);
  });

  test('is called for none of its employers, whose members hear of it', async () => {
    const boss = await makeEmployer(server);
    clock.advance({ days: DAYS });
    await server.deps.models.persons.updateOne({ phone: boss.phone }, { $set: { name: '王老板' } });
    const { client, ticket } = await heldBack(boss.phone);
    const { body } = await answer(client, { phone: boss.phone, ticket, name: null });
    expect(body.roles).toEqual([]);
    const employer = (await server.deps.models.employers.findById(boss.employerId).lean())!;
    expect(employer.contactPhone).toBeNull();
    const { outbox, events } = server.deps.eventModels;
    const type = 'employer.contact_changed.v1' as const;
    const told = [...(await outbox.find({ type }).lean()), ...(await events.find({ type }).lean())];
    expect(told.filter(({ audience }) => audience.includes(`employer:${boss.employerId}`))).not.toEqual([]);
  });
});

describe('not asked is', () => {
  test('who used the account within that time, signed in all along', async () => {
    const { phone, client } = await worker();
    for (let day = 0; day < DAYS + 20; day += 10) {
      clock.advance({ days: 10 });
      await expectStatus(client.get('/me'), 200);
    }
    await client.send('DELETE', '/session');
    expect((await enter(phone)).status).toBe(200);
  });

  test.each([
    ['a day less', '次仁', DAYS - 1],
    ['an account without a name', '', DAYS],
  ])('%s', async (_, name, days) => {
    const { phone, me } = await worker(name);
    clock.advance({ days });
    const { status, body } = await enter(phone);
    expect([status, body.accountId]).toEqual([200, me.accountId]);
  });
});
