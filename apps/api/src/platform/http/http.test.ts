import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { zProblem } from '@linggong/contracts/problem.ts';
import { makeWorker } from '@linggong/testkit/builders.ts';
import { type Answer, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  cookie = (await makeWorker(server)).client.cookie();
});
afterAll(() => server.close());

const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  testClient(server).send<Record<string, unknown>>(method, path, body, { headers });

function expectProblem(answer: Answer<unknown>, status: number, code: string) {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const body = zProblem.strict().parse(answer.body);
  expect({ status: answer.status, inBody: body.status, code: body.code }).toEqual({
    status,
    inBody: status,
    code,
  });
  expect(body.type).toBe(`/api/docs/problems#${code}`);
  expect(body.instance).toBe(answer.headers.get('x-request-id'));
  expect(body.detail).toMatch(/[\u4e00-\u9fff]/);
  expect(JSON.stringify(body)).not.toMatch(/at \/|node_modules|Error:|Mongo/);
}

test.each([
  ['GET', '/nothing', undefined, 404, 'request.not_found'],
  ['PUT', '/session', {}, 404, 'request.not_found'],
  ['GET', '/me', undefined, 401, 'auth.required'],
  ['POST', '/session/code', '{"phone":', 400, 'request.malformed'],
  ['POST', '/session/code', {}, 400, 'request.invalid'],
  ['POST', '/session/code', [], 400, 'request.invalid'],
  ['GET', '/regions?parent[$ne]=1&q=x', undefined, 400, 'request.invalid'],
] as const)('%s %s %j: %d %s', async (method, path, body, status, code) => {
  const headers: Record<string, string> =
    typeof body === 'string' ? { 'content-type': 'application/json' } : {};
  expectProblem(await send(method, path, body, headers), status, code);
});

describe('a body that is too large', () => {
  const large = JSON.stringify({ phone: 'x'.repeat(300 * 1024) });
  test('by its length', async () => {
    expectProblem(
      await send('POST', '/session/code', large, { 'content-type': 'application/json' }),
      413,
      'request.too_large',
    );
  });
  test('without one', async () => {
    const response = await fetch(`${server.url}/api/v1/session/code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([large]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      413,
      'request.too_large',
    ]);
  });
  test('one of unknown length that is small enough is read', async () => {
    const response = await fetch(`${server.url}/api/v1/session/code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob(['{"phone":"12"}']).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      400,
      'request.invalid',
    ]);
  });
});

describe('what another site’s page sends with the cookie', () => {
  const change = (headers: Record<string, string>) =>
    send('PATCH', '/me/person', { name: '改名' }, { cookie, ...headers });
  test.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('%j is refused', async (headers) => {
    expectProblem(await change(headers), 403, 'request.origin');
  });
  test('our own page and programs are let through', async () => {
    for (const headers of [{ origin: server.url }, { 'sec-fetch-site': 'same-origin' }, {}] as Record<
      string,
      string
    >[]) {
      expect((await change(headers)).status).toBe(200);
    }
  });
  test('reading is not changed by it, and no site is named to read answers', async () => {
    const { status, headers } = await send('GET', '/regions', undefined, { origin: 'https://evil.example' });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

test('a request id is kept where it is one, else made', async () => {
  const id = async (given: string) =>
    (await send('GET', '/regions', undefined, { 'x-request-id': given })).headers.get('x-request-id');
  expect(await id('abc-12345678')).toBe('abc-12345678');
  expect(await id('<script>alert(1)</script>')).toMatch(/^[0-9a-f]{12}-\d+$/);
  const made = await Promise.all(Array.from({ length: 20 }, () => id('')));
  expect(new Set(made).size).toBe(20);
});

test('the sign-in library’s own routes are not served', async () => {
  for (const path of [
    '/api/auth/get-session',
    '/api/auth/phone-number/verify',
    '/api/auth/sign-up/email',
    '/api/auth/ok',
  ]) {
    expect((await fetch(server.url + path)).status).toBe(404);
  }
});

describe('who asks too often waits', () => {
  const codesOf = (answers: readonly Answer<unknown>[]) =>
    answers.map(({ body }) => (body as { code: string }).code);

  test('each address for itself', async () => {
    const strict = await startTestServer({ limitScale: 0.1, settings: { TRUST_PROXY: '1' } });
    try {
      const ask = (ip: string) => testClient(strict).post('/session', {}, { headers: { 'x-real-ip': ip } });
      const answers = [];
      for (const _ of Array(121)) answers.push(await ask('192.0.2.1'));
      expect(new Set(codesOf(answers.slice(0, 120)))).toEqual(new Set(['request.invalid']));
      expectProblem(answers.at(-1)!, 429, 'request.rate_limited');
      expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await ask('192.0.2.2')).status).toBe(400);
    } finally {
      await strict.close();
    }
  });

  test('and each session, while others behind its address go on', async () => {
    const strict = await startTestServer({ limitScale: 1 });
    try {
      const [busy, other] = [(await makeWorker(strict)).client, (await makeWorker(strict)).client];
      const path = `/bookings/${'0'.repeat(24)}/withdraw`;
      const answers = [];
      for (const _ of Array(121)) answers.push(await busy.post(path));
      expect(codesOf(answers).filter((code) => code === 'booking.not_found').length).toBeGreaterThan(100);
      expectProblem(answers.at(-1)!, 429, 'request.rate_limited');
      expect((await other.post(path)).status).toBe(404);
    } finally {
      await strict.close();
    }
  });
});

describe('a village behind one address', () => {
  const PATH = '/regions';
  const VILLAGE = { 'x-real-ip': '192.0.2.9' };
  let strict: TestServer;
  beforeAll(async () => {
    strict = await startTestServer({ limitScale: 0.05, settings: { TRUST_PROXY: '1' } });
  });
  afterAll(() => strict.close());
  const read = (client: ReturnType<typeof testClient>, headers: Record<string, string> = VILLAGE) =>
    client.get(PATH, { headers });

  test('is not put out by one phone: who is signed in goes on, the others as soon as it stops', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => makeWorker(strict)));
    const phone = testClient(strict);
    let refused: Answer<unknown> | undefined;
    for (let i = 0; i < 350 && !refused; i++) {
      const answer = await read(phone);
      if (answer.status === 429) refused = answer;
    }
    expectProblem(refused!, 429, 'request.rate_limited');
    // Not the rest of the minute.
    expect(refused!.headers.get('retry-after')).toBe('1');
    for (let i = 0; i < 5; i++)
      for (const { client } of people) expect((await read(client)).status).toBe(200);
    await setTimeout(1100);
    expect((await read(testClient(strict))).status).toBe(200);
    expect((await read(testClient(strict), { 'x-real-ip': '192.0.2.10' })).status).toBe(200);
  });

  test('is not put out by one who is signed in either, nor by cookies that we never signed', async () => {
    const from = { 'x-real-ip': '192.0.2.11' };
    const [busy, other] = [(await makeWorker(strict)).client, (await makeWorker(strict)).client];
    let last = 200;
    for (let i = 0; i < 70 && last === 200; i++) last = (await read(busy, from)).status;
    expect(last).toBe(429);
    expect((await read(other, from)).status).toBe(200);
    expect((await read(testClient(strict), from)).status).toBe(200);
    const [, signature = ''] = busy.cookie().split('.');
    const statuses = new Set<number>();
    for (let i = 0; i < 320; i++) {
      const headers = { ...from, cookie: `linggong_session=made${i}.${signature}` };
      statuses.add((await read(testClient(strict), headers)).status);
    }
    expect(statuses).toEqual(new Set([200, 429]));
  });
});

test('a body that says it is no JSON is refused, not taken for an empty one', async () => {
  const path = `/gigs/${'0'.repeat(24)}/bookings`;
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
    const answer = await send('POST', path, '{"version":1,"shiftIds":[]}', { cookie, 'content-type': type });
    expectProblem(answer, 415, 'request.unsupported_type');
  }
  for (const type of ['application/json; charset=utf-8', 'application/merge-patch+json']) {
    const answer = await send('POST', path, '{"version":1,"shiftIds":[]}', { cookie, 'content-type': type });
    expectProblem(answer, 404, 'gig.not_found');
  }
  expectProblem(await send('POST', path, undefined, { cookie }), 400, 'request.invalid');
});

test('cursors that name no moment are refused', async () => {
  const feed = await send('GET', '/gigs?limit=1');
  expect(feed.status).toBe(200);
  const { cursor } = {
    cursor: (values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url'),
  };
  const seal = createHash('sha256').update('[]').digest('base64url').slice(0, 8);
  const id = '0'.repeat(24);
  for (const moment of [9e15, -1e300, 1e308]) {
    for (const sort of ['newest', 'start']) {
      const path = `/gigs?sort=${sort}&cursor=${cursor([sort, seal, moment, id])}`;
      expectProblem(await send('GET', path), 400, 'request.invalid');
    }
  }
  expect((await send('GET', `/gigs?cursor=${cursor(['newest', seal, 0, id])}`)).status).toBe(200);
});

test('answers about people are not kept by anybody on the way', async () => {
  const { headers } = await send('GET', '/me/bookings', undefined, { cookie });
  expect(headers.get('cache-control')).toBe('no-store');
});

type Operation = {
  operationId: string;
  summary: string;
  responses: Record<string, { description: string; content?: object }>;
  requestBody?: { content: Record<string, { schema: object }> };
  parameters?: { in: string; name: string }[];
};

test('the reference lists every route, and is a whole OpenAPI 3.1 document', async () => {
  const document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
  };
  expect(document.openapi).toBe('3.1.0');
  for (const path of [
    '/session',
    '/me',
    '/regions',
    '/employers/{id}/verifications',
    '/events',
    '/gigs/{id}/submit',
  ]) {
    expect(Object.keys(document.paths)).toContain(`/api/v1${path}`);
  }
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(operations.map(({ summary }) => summary).filter((summary) => summary.includes('`'))).toEqual([]);
  const at = (method: string, path: string) => document.paths[`/api/v1${path}`]![method]!;
  expect(at('post', '/imports').requestBody?.content['multipart/form-data']?.schema).toMatchObject({
    properties: { file: { format: 'binary' } },
    required: ['file'],
  });
  expect(Object.keys(at('get', '/imports/{id}/errors.csv').responses['200']!.content!)).toEqual(['text/csv']);
  expect(at('post', '/gigs').parameters).toMatchObject([{ in: 'header', name: 'Idempotency-Key' }]);
  expect(at('post', '/gigs').responses['422']!.description).toContain('request.idempotency_key_reused');
  expect(at('patch', '/gigs/{id}').requestBody?.content).toHaveProperty('application/json');
  expect(at('get', '/gigs').parameters?.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['region', 'sort', 'cursor', 'limit']),
  );
  expect((await fetch(`${server.url}/api/docs`)).status).toBe(200);
  expect((await fetch(`${server.url}/api/docs/swagger-ui-bundle.js`)).status).toBe(200);
  expect((await fetch(`${server.url}/api/docs/..%2f..%2fpackage.json`)).status).toBe(404);
  expect((await fetch(`${server.url}/api/docs/constructor`)).status).toBe(404);
});

test('what watches the process is answered', async () => {
  expect(await (await fetch(`${server.url}/healthz`)).text()).toBe('ok');
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.text()).toMatch(/^ready(\nwarning: .+)*$/);
  expect(ready.headers.get('x-content-type-options')).toBe('nosniff');
  expect(ready.headers.get('x-frame-options')).toBe('DENY');
  expect(ready.headers.get('strict-transport-security')).toBeNull();
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('live_connections');
});
