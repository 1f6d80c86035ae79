import { createHmac } from 'node:crypto';
import type { Me } from '@linggong/contracts/account.ts';
import { makeEmployer, makeWorker, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantRole } from './grants.ts';
import { signedToken } from './session-cookie.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('a session’s cookie', () => {
  const SECRET = 'a-secret-of-more-than-thirty-two-characters';
  const signature = (token: string, secret = SECRET) =>
    encodeURIComponent(createHmac('sha256', secret).update(token).digest('base64'));

  test.each([
    ['its own', `s=abc.${signature('abc')}`, 'abc'],
    ['among others', `a=1; s=abc.${signature('abc')}; b=2`, 'abc'],
    ['a token with a dot', `s=a.b.${signature('a.b')}`, 'a.b'],
    ['signed with another secret', `s=abc.${signature('abc', `${SECRET}!`)}`, null],
    ['the signature of another', `s=abd.${signature('abc')}`, null],
    ['of another name', `t=abc.${signature('abc')}`, null],
    ['a name that ends the same', `xs=abc.${signature('abc')}`, null],
    ['no signature', 's=abc', null],
    ['an empty one', 's=abc.', null],
    ['half of it', `s=abc.${signature('abc').slice(0, 20)}`, null],
    ['more than it', `s=abc.${signature('abc')}=`, null],
    ['a signature of nothing', `s=.${signature('')}`, null],
    ['what can’t be decoded', 's=abc.%E0%A4%A', null],
    ['nothing at all', '', null],
  ])('%s', (_what, cookies, token) => {
    expect(signedToken(cookies, 's', SECRET)).toBe(token);
  });

  test('is read as the sign-in library signs it', async () => {
    const { client } = await makeWorker(server);
    const found = await server.deps.auth.api.getSession({
      headers: new Headers({ cookie: client.cookie() }),
    });
    const { secret } = await server.deps.auth.$context;
    expect(signedToken(client.cookie(), 'linggong_session', secret)).toBe(found!.session.token);
  });
});

describe('who asks', () => {
  const own = (accountId: string) => ({ accountId: new Types.ObjectId(accountId) });
  const session = (accountId: string) => ({ userId: new Types.ObjectId(accountId) });

  test.each([
    [
      'ran out',
      (id: string) => server.deps.models.sessions.updateMany(session(id), { expiresAt: new Date() }),
    ],
    ['was ended elsewhere', (id: string) => server.deps.models.sessions.deleteMany(session(id))],
    ['has lost its account', (id: string) => server.deps.models.accounts.deleteOne({ _id: id })],
  ])('is nobody from the moment that the session %s', async (_what, end) => {
    const { client } = await makeWorker(server);
    const { accountId } = await expectStatus(client.get<Me>('/me'), 200);
    await end(accountId);
    expect((await client.get('/me')).status).toBe(401);
  });

  test('has the roles of this very moment, in the order in which they came', async () => {
    const boss = await makeEmployer(server);
    const { memberships, employers, persons } = server.deps.models;
    const me = () => expectStatus(boss.client.get<Me>('/me'), 200);
    const { accountId } = await me();
    await grantRole(server.deps, boss.phone, { role: 'admin' });
    const place = await regionId(server, PLACES.ruyi);
    await grantRole(server.deps, boss.phone, { role: 'operator', regionId: place });
    const gone = { role: 'employer', employerId: new Types.ObjectId(), regionId: null } as const;
    await memberships.insertMany([{ ...own(accountId), ...gone, createdAt: new Date() }]);
    const named = { role: 'employer', employerId: boss.employerId, employerName: '改过的名字' };
    await employers.updateOne({ _id: boss.employerId }, { name: '改过的名字' });
    await persons.updateOne(own(accountId), { name: '也改了' });
    expect(await me()).toMatchObject({
      name: '也改了',
      roles: [named, { role: 'admin' }, { role: 'operator', regionId: place }],
    });
    expect((await me()).roles).toHaveLength(3);
    await memberships.deleteOne({ ...own(accountId), role: 'employer', employerId: boss.employerId });
    expect((await me()).roles.map(({ role }) => role)).toEqual(['admin', 'operator']);
  });

  test('has a person again where theirs is gone, one for all who ask at once', async () => {
    const { client } = await makeWorker(server);
    const { accountId } = await expectStatus(client.get<Me>('/me'), 200);
    await server.deps.models.persons.deleteMany(own(accountId));
    const seen = await Promise.all(Array.from({ length: 5 }, () => expectStatus(client.get<Me>('/me'), 200)));
    expect(new Set(seen.map(({ person }) => person.id)).size).toBe(1);
    expect(await server.deps.models.persons.countDocuments(own(accountId))).toBe(1);
  });
});
