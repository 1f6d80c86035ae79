import type { Me, OperatorGrant } from '@linggong/contracts/account.ts';
import {
  makeAdmin,
  makeOperator,
  makeWorker,
  nextPhone,
  PLACES,
  regionId,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantRole } from './grants.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('one’s own record', () => {
  test('is changed field by field, and /me shows it', async () => {
    const { client } = await makeWorker(server, { name: '扎西次仁' });
    const region = await regionId(server, PLACES.ruyi);
    const changed = await expectStatus(client.patch<Me['person']>('/me/person', { regionId: region }), 200);
    expect(changed).toMatchObject({ name: '扎西次仁', regionNames: ['昌都市', '卡若区', '如意乡'] });
    const me = await expectStatus(client.get<Me>('/me'), 200);
    expect([me.name, me.person]).toEqual(['扎西次仁', changed]);
  });

  test.each([
    [{ birthDate: '2999-01-01' }, 400],
    [{ birthDate: '1899-12-31' }, 400],
    [{ birthDate: '1999-02-30' }, 400],
    [{ name: '' }, 400],
    [{ name: 'x'.repeat(31) }, 400],
    [{ regionId: 'ffffffffffffffffffffffff' }, 404],
  ])('%j is refused: %d', async (change, status) => {
    const { client } = await makeWorker(server);
    expect((await client.patch('/me/person', change)).status).toBe(status);
  });

  test('what is not the owner’s to change is left alone', async () => {
    const { client, personId } = await makeWorker(server);
    await client.patch('/me/person', {
      name: '新名字',
      accountId: null,
      phone: '+8613900000000',
      bookingLock: 9,
    });
    const person = await server.deps.models.persons.findById(personId).lean();
    expect(person?.name).toBe('新名字');
    expect(person?.bookingLock).not.toBe(9);
    expect(person?.phone).not.toBe('+8613900000000');
    expect(person?.accountId).not.toBeNull();
  });

  test('nobody signed in has none', async () => {
    for (const answer of [
      await testClient(server).get('/me'),
      await testClient(server).patch('/me/person', {}),
    ]) {
      expect({ status: answer.status, code: answer.body.code }).toEqual({
        status: 401,
        code: 'auth.required',
      });
    }
  });
});

describe('signing out', () => {
  test('ends the session on the server, not only in the browser', async () => {
    const { client } = await makeWorker(server);
    const cookie = client.cookie();
    const { status, headers } = await client.delete('/session');
    expect(status).toBe(204);
    expect(headers.getSetCookie().join()).toMatch(/linggong_session=;.*Max-Age=0/);
    expect((await testClient(server).get('/me', { headers: { cookie } })).status).toBe(401);
  });

  test('leaves one’s other sessions, and without a session it is no error', async () => {
    const { client, phone } = await makeWorker(server);
    const other = testClient(server);
    await server.deps.models.tallies.deleteMany({});
    await other.signIn(phone);
    await client.delete('/session');
    expect((await other.get('/me')).status).toBe(200);
    expect((await testClient(server).delete('/session')).status).toBe(204);
  });

  test.each([
    'linggong_session=x',
    'linggong_session=abc.def',
    'linggong_session=',
    '__Host-linggong_session=x.y',
  ])('a made-up cookie %s is nobody', async (cookie) => {
    const answer = await testClient(server).get('/me', { headers: { cookie } });
    expect(answer.status).toBe(401);
  });

  test('a cookie whose signature was changed is nobody', async () => {
    const { client } = await makeWorker(server);
    const cookie = decodeURIComponent(client.cookie());
    const forged = `${cookie.slice(0, -6)}AAAAA=`;
    const answer = await testClient(server).get('/me', { headers: { cookie: encodeURI(forged) } });
    expect(answer.status).toBe(401);
  });
});

describe('roles', () => {
  const roles = async (client: { get: ReturnType<typeof testClient>['get'] }) =>
    (await expectStatus(client.get<Me>('/me'), 200)).roles;

  test('only admins give and take them', async () => {
    const target = { phone: nextPhone(), regionId: await regionId(server, PLACES.ruyi) };
    const others = [
      testClient(server),
      (await makeWorker(server)).client,
      (await makeOperator(server)).client,
    ];
    for (const [index, client] of others.entries()) {
      const status = index === 0 ? 401 : 403;
      expect((await client.get('/admin/operators')).status).toBe(status);
      expect((await client.post('/admin/operators', target)).status).toBe(status);
      expect((await client.delete('/admin/operators/ffffffffffffffffffffffff')).status).toBe(status);
    }
    expect(await server.deps.models.accounts.exists({ phoneNumber: target.phone })).toBeNull();
  });

  test('an operator made before their first sign-in is one from then on, until it is taken', async () => {
    const admin = await makeAdmin(server);
    const phone = nextPhone();
    const input = { phone, regionId: await regionId(server, PLACES.karuo) };
    const grant = await expectStatus(admin.client.post<OperatorGrant>('/admin/operators', input), 201);
    expect(grant).toMatchObject({ regionName: '卡若区', level: 'county', office: '卡若区零工站' });
    expect(JSON.stringify(grant)).not.toContain(phone.slice(3));
    const again = await expectStatus(admin.client.post<OperatorGrant>('/admin/operators', input), 201);
    expect(again.id).toBe(grant.id);

    const operator = testClient(server);
    await operator.signIn(phone);
    expect(await roles(operator)).toEqual([
      {
        role: 'operator',
        regionId: input.regionId,
        regionName: '卡若区',
        level: 'county',
        office: '卡若区零工站',
      },
    ]);
    expect((await operator.get('/employers')).status).toBe(200);

    const live = await operator.live();
    expect((await admin.client.delete(`/admin/operators/${grant.id}`)).status).toBe(204);
    expect(await live.ended()).toEqual({ told: true });
    expect(await roles(operator)).toEqual([]);
    expect((await operator.get('/employers')).status).toBe(403);
    expect((await admin.client.delete(`/admin/operators/${grant.id}`)).status).toBe(204);
  });

  test('taking a role by the id of another kind of role does nothing', async () => {
    const admin = await makeAdmin(server);
    const membership = await grantRole(server.deps, admin.phone, { role: 'admin' });
    await admin.client.delete(`/admin/operators/${membership._id}`);
    expect(await roles(admin.client)).toEqual([{ role: 'admin' }]);
  });

  test('a role given twice at once is one', async () => {
    const phone = nextPhone();
    const given = { role: 'operator', regionId: await regionId(server, PLACES.ruyi) } as const;
    const made = await Promise.all(Array.from({ length: 5 }, () => grantRole(server.deps, phone, given)));
    expect(new Set(made.map(({ _id }) => _id.toString())).size).toBe(1);
  });
});
