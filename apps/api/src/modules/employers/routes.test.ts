import type { Employer, VerificationNote, zEmployerList } from '@linggong/contracts/employer.ts';
import {
  makeAdmin,
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  regionId,
} from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient, testClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod';

const clock = movableClock();
let server: TestServer;
let clients: Record<string, TestClient>;
let employer: Employer;
let ownPhone: string;

beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  const own = await makeEmployer(server, { code: PLACES.ruyi, verified: false });
  ({ employer, phone: ownPhone } = own);
  clients = {
    anonymous: testClient(server),
    worker: (await makeWorker(server)).client,
    admin: (await makeAdmin(server)).client,
    'other employer': (await makeEmployer(server, { code: PLACES.ruyi, verified: false })).client,
    'operator of another county': (await makeOperator(server, PLACES.jiangda)).client,
    member: own.client,
    'operator of its township': (await makeOperator(server, PLACES.ruyi)).client,
    'operator of its city': (await makeOperator(server, PLACES.city)).client,
  };
});
afterAll(() => server.close());

const STRANGERS = ['worker', 'admin', 'other employer', 'operator of another county'];

describe.each([
  {
    does: 'sees an employer',
    ask: (c: TestClient) => c.get(`/employers/${employer.id}`),
    yes: ['member', 'operator of its township', 'operator of its city'],
    forbidden: [],
    status: 200,
  },
  {
    does: 'records a check',
    ask: (c: TestClient) => c.post(`/employers/${employer.id}/verifications`, { checks: ['site_visit'] }),
    yes: ['operator of its township', 'operator of its city'],
    forbidden: ['member'],
    status: 201,
  },
  {
    does: 'reads the checks',
    ask: (c: TestClient) => c.get(`/employers/${employer.id}/verifications`),
    yes: ['operator of its township', 'operator of its city'],
    forbidden: ['member'],
    status: 200,
  },
])('who $does', ({ ask, yes, forbidden, status }) => {
  test.each([
    ['anonymous', 401, 'auth.required'] as const,
    ...forbidden.map((who) => [who, 403, 'auth.forbidden'] as const),
    // To strangers it does not exist.
    ...STRANGERS.map((who) => [who, 404, 'employer.not_found'] as const),
  ])('not %s: %d %s', async (who, code, problem) => {
    const answer = await ask(clients[who]!);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: code, code: problem });
    const text = JSON.stringify(answer.body);
    for (const secret of [ownPhone.slice(3), employer.name, employer.id]) expect(text).not.toContain(secret);
  });
  test.each(yes)('%s does', async (who) => {
    expect((await ask(clients[who]!)).status).toBe(status);
  });
});

test.each([
  ['anonymous', 401],
  ['worker', 403],
  ['admin', 403],
  ['member', 403],
])('%s can’t list employers: %d', async (who, status) => {
  expect((await clients[who]!.get('/employers')).status).toBe(status);
});

test.each([
  ['operator of another county', false],
  ['operator of its township', true],
  ['operator of its city', true],
])('%s finds it in the list: %s', async (who, found) => {
  const { items } = await expectStatus(clients[who]!.get<z.infer<typeof zEmployerList>>('/employers'), 200);
  expect(items.some(({ id }) => id === employer.id)).toBe(found);
});

describe('registering', () => {
  const input = async (change: object = {}) => ({
    name: '昌都测试公司',
    kind: 'business',
    regionId: await regionId(server, PLACES.karuo),
    ...change,
  });

  test('makes its first member, with a role that shows in /me', async () => {
    const { client, phone } = await makeWorker(server);
    const made = await expectStatus(client.post<Employer>('/employers', await input()), 201);
    expect(made).toMatchObject({
      verification: null,
      verificationState: 'none',
      regionNames: ['昌都市', '卡若区'],
    });
    expect(made.contactPhone).toBe(phone);
    const me = await client.get<{ roles: unknown[] }>('/me');
    expect(me.body.roles).toEqual([
      { role: 'employer', employerId: made.id, employerName: '昌都测试公司', kind: 'business' },
    ]);
    const mine = await client.get<{ items: Employer[] }>('/employers/mine');
    expect(mine.body.items).toEqual([made]);
    expect((await clients.worker!.get<{ items: Employer[] }>('/employers/mine')).body.items).toEqual([]);
  });

  test('a credit code once, also of two at the same moment', async () => {
    const [a, b] = [await makeWorker(server), await makeWorker(server)];
    const body = await input({ creditCode: '91110000802100433b' });
    const answers = await Promise.all([a, b].map(({ client }) => client.post('/employers', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body.code).toBe('employer.exists');
    const members = await server.deps.models.memberships.countDocuments({ role: 'employer' });
    const employers = await server.deps.models.employers.countDocuments();
    expect(members).toBe(employers);
  });

  test('sent twice with one Idempotency-Key it is one employer', async () => {
    const { client } = await makeWorker(server);
    const extras = { headers: { 'idempotency-key': 'register-0001' } };
    const body = await input({ name: '只登记一次' });
    const first = await expectStatus(client.post<Employer>('/employers', body, extras), 201);
    const again = await client.post<Employer>('/employers', body, extras);
    expect(again.body).toEqual(first);
    expect(await server.deps.models.employers.countDocuments({ name: '只登记一次' })).toBe(1);
  });

  test.each([
    [{ creditCode: '91110000802100434B' }, 400, 'creditCode'],
    [{ creditCode: '123' }, 400, 'creditCode'],
    [{ name: '一' }, 400, 'name'],
    [{ name: ' '.repeat(30) }, 400, 'name'],
    [{ kind: 'anything' }, 400, 'kind'],
    [{ regionId: 'x' }, 400, 'regionId'],
    [{ regionId: 'ffffffffffffffffffffffff' }, 404, null],
  ])('%j is refused: %d', async (change, status, path) => {
    const answer = await clients.worker!.post('/employers', await input(change));
    expect(answer.status).toBe(status);
    if (path) expect(answer.body.errors?.map((error) => error.path)).toEqual([path]);
  });

  test('nobody signed in registers nothing', async () => {
    expect((await clients.anonymous!.post('/employers', await input())).status).toBe(401);
  });
});

describe('a check', () => {
  test('holds for six months, and its history tells who, when and what', async () => {
    const { client, phone, employerId } = await makeEmployer(server, { verified: false });
    const operator = await makeOperator(server, PLACES.karuo);
    const check = { checks: ['business_licence', 'site_visit', 'site_visit'], note: '去店里看过' };
    const done = await expectStatus(
      operator.client.post<Employer>(`/employers/${employerId}/verifications`, check),
      201,
    );
    expect(done.verification).toMatchObject({
      checks: ['business_licence', 'site_visit'],
      byOffice: '卡若区零工站',
    });
    const path = `/employers/${employerId}/verifications`;
    const { items } = await expectStatus(operator.client.get<{ items: VerificationNote[] }>(path), 200);
    expect(items).toEqual([
      { ...done.verification, id: expect.any(String), byName: '审核员540302', note: '去店里看过' },
    ]);
    const state = async () => (await client.get<Employer>(`/employers/${employerId}`)).body.verificationState;
    expect(await state()).toBe('verified');
    const listed = async (wanted: string) => {
      const { body } = await operator.client.get<z.infer<typeof zEmployerList>>(`/employers?state=${wanted}`);
      return body.items.some(({ id }) => id === employerId);
    };
    expect([await listed('verified'), await listed('expired'), await listed('none')]).toEqual([
      true,
      false,
      false,
    ]);
    clock.advance({ days: 185 });
    // Their sessions are over by then.
    await client.admit(phone);
    await operator.client.admit(operator.phone);
    expect(await state()).toBe('expired');
    expect([await listed('verified'), await listed('expired'), await listed('none')]).toEqual([
      false,
      true,
      false,
    ]);
    clock.advance({ days: -185 });
  });

  test('of one’s own employer counts for nothing, operator or not', async () => {
    const { grantRole } = await import('../identity/public.ts');
    const { client, phone, employerId } = await makeEmployer(server, { verified: false });
    await grantRole(server.deps, phone, { role: 'operator', regionId: await regionId(server, PLACES.city) });
    const answer = await client.post(`/employers/${employerId}/verifications`, { checks: ['site_visit'] });
    expect(answer.status).toBe(403);
    expect(await server.deps.models.verifications.countDocuments({ employerId })).toBe(0);
  });
});

test('pages of the list hold every employer once, newest first; search takes signs as they are', async () => {
  const operator = await makeOperator(server, PLACES.jiangda);
  const region = await regionId(server, PLACES.jiangda);
  const { client } = await makeWorker(server);
  for (const i of Array(35).keys()) {
    await expectStatus(
      client.post('/employers', { name: `江达 (${i}) 号`, kind: 'business', regionId: region }),
      201,
    );
  }
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const path: string = `/employers${cursor ? `?cursor=${cursor}` : ''}`;
    const page = await expectStatus(operator.client.get<z.infer<typeof zEmployerList>>(path), 200);
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor);
  expect(names).toEqual(Array.from({ length: 35 }, (_, i) => `江达 (${34 - i}) 号`));
  const found = await operator.client.get<z.infer<typeof zEmployerList>>(
    `/employers?q=${encodeURIComponent('(7)')}`,
  );
  expect(found.body.items.map(({ name }) => name)).toEqual(['江达 (7) 号']);
  const none = await operator.client.get<z.infer<typeof zEmployerList>>('/employers?q=.*');
  expect(none.body.items).toEqual([]);
  expect((await operator.client.get('/employers?cursor=abc')).status).toBe(400);
});
