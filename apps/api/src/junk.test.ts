import { makeAdmin, makeEmployer, makeOperator, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantRole } from './modules/identity/public.ts';

/** Every operation that the reference names is sent what no client of ours sends; each says so, and none breaks. */
let server: TestServer;
let cookie: string;
let operations: { method: string; path: string; body: boolean; asks: string[] }[];

beforeAll(async () => {
  server = await startTestServer();
  // One who is everything: what is refused is refused for what it is.
  const { client, phone } = await makeAdmin(server);
  await grantRole(server.deps, phone, { role: 'operator', regionId: await regionId(server, PLACES.city) });
  await makeEmployer(server);
  await makeOperator(server);
  cookie = client.cookie();
  const { paths } = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
    paths: Record<
      string,
      Record<string, { requestBody?: object; parameters?: { in: string; name: string }[] }>
    >;
  };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody, parameters = [] }]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      body: requestBody !== undefined,
      asks: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
    })),
  );
});
afterAll(() => server.close());

const ID = '0'.repeat(24);
const filled = (path: string, value: string) => path.replaceAll(/\{\w+\}/g, value);
/** What signs out or closes, and would leave nothing to try the others with. */
const LEAVES = /^DELETE \/(session|me\/devices)/;

async function send(method: string, path: string, init: RequestInit = {}) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    ...init,
    method,
    headers: { cookie, ...(init.headers as Record<string, string>) },
  });
  const text = await response.text();
  expect([method, path.slice(0, 80), response.status, text.slice(0, 300)]).toEqual([
    method,
    path.slice(0, 80),
    response.status,
    expect.not.stringMatching(/node_modules|at \/|TypeError|SyntaxError|Mongo|Cast/),
  ]);
  return response;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const BODIES: [name: string, init: RequestInit, statuses: number[]][] = [
  ['nothing', {}, [400, 415]],
  ['no JSON', { body: '{"a":', headers: JSON_TYPE }, [400]],
  ['bytes', { body: Buffer.from([0xff, 0xfe, 0, 0xd8, 0x80]), headers: JSON_TYPE }, [400]],
  ['a list', { body: '[]', headers: JSON_TYPE }, [400]],
  ['a word', { body: '"x"', headers: JSON_TYPE }, [400]],
  ['null', { body: 'null', headers: JSON_TYPE }, [400]],
  ['a form', { body: 'a=1&b=%ZZ', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, [415]],
  ['parts', { body: '--x\r\nbroken', headers: { 'content-type': 'multipart/form-data; boundary=x' } }, [415]],
  ['deep', { body: `${'['.repeat(20_000)}${']'.repeat(20_000)}`, headers: JSON_TYPE }, [400, 413]],
  ['huge', { body: JSON.stringify({ a: 'x'.repeat(2_000_000) }), headers: JSON_TYPE }, [413]],
];
/** These take a file, in a form that the route reads after it is known who sends it. */
const FILES = new Set(['/imports', '/files', '/rolls']);
const NO_FILE = [400, 413, 415];

describe('a body that is', () => {
  test.each(BODIES)('%s', async (_, init, statuses) => {
    const sent = operations.filter(({ body }) => body);
    expect(sent.length).toBeGreaterThan(20);
    for (const { method, path } of sent) {
      // All that these hold may be left out.
      const optional =
        /(withdraw|close)$|\/me\/person$|alerts\/\{id\}$/.test(path) && init.body === undefined;
      const { status } = await send(method, filled(path, ID), init);
      const refused = FILES.has(path) ? NO_FILE : statuses;
      expect([method, path, optional ? 0 : status]).toEqual([
        method,
        path,
        optional ? 0 : expect.toSatisfy((got: number) => refused.includes(got)),
      ]);
    }
  });

  test('of fields of the wrong kind', async () => {
    const names = [
      'posting',
      'version',
      'revision',
      'shiftIds',
      'phone',
      'code',
      'name',
      'kind',
      'filter',
      'id',
    ];
    const wrong = [{ $ne: 1 }, [[]], Number.MAX_SAFE_INTEGER * 2, '\u0000', true, { __proto__: { a: 1 } }];
    for (const value of wrong) {
      const body = JSON.stringify(Object.fromEntries(names.map((name) => [name, value])));
      for (const { method, path } of operations.filter((o) => o.body && o.path !== '/imports')) {
        const { status } = await send(method, filled(path, ID), { body, headers: JSON_TYPE });
        expect([method, path, value, status]).toEqual([
          method,
          path,
          value,
          expect.toSatisfy((s: number) => s < 500),
        ]);
      }
    }
  });
});

test.each([
  '%',
  '%ZZ',
  '%E0%A4%A',
  '%00',
  '%FF',
  '..%2f..',
  '💥',
  "'",
  '{"$ne":1}',
  '-1',
  '1e99',
  'x'.repeat(3000),
])('a part of an address that is %j', async (junk) => {
  for (const { method, path } of operations.filter(
    (o) => o.path.includes('{') && !LEAVES.test(`${o.method} ${o.path}`),
  )) {
    const init = method === 'GET' ? {} : { body: '{}', headers: JSON_TYPE };
    const { status } = await send(method, filled(path, junk), init);
    expect([method, path, status]).toEqual([
      method,
      path,
      expect.toSatisfy((got: number) => [400, 404, 415].includes(got)),
    ]);
  }
});

test.each([
  'cursor=%',
  'cursor=%ZZ',
  'cursor=bnVsbA',
  'cursor=W251bGwsbnVsbCxudWxsXQ',
  'cursor=WzFlMzA5LDFlMzA5LCIwIl0',
  `cursor=${'x'.repeat(5000)}`,
  'limit=NaN',
  'limit=-1',
  'limit=1e9',
  'limit=10&limit=20',
  'state[$ne]=open',
  'q=%00&q=%FF',
  'q=%E0%A4%A',
  'after=-1&after=x',
  'region=1&day=2026-13-99&lat=999&lng=x&radius=-1',
  'payMin=1e400&sort=__proto__&trade=constructor',
])('a query that is %s', async (query) => {
  for (const { method, path } of operations.filter((o) => o.method === 'GET')) {
    const { status } = await send(method, `${filled(path, ID)}?${query}`);
    expect([path, status]).toEqual([path, expect.toSatisfy((got: number) => got < 500)]);
  }
});

const OTHER_WRITINGS = [
  '',
  '-1',
  '+1',
  ' 1',
  '1.0',
  '1e1',
  '0x1',
  '１',
  '1,2',
  'true',
  'Infinity',
  '9'.repeat(17),
];
test.each([
  [
    'cursor',
    [
      ...OTHER_WRITINGS.filter(Boolean),
      '0',
      '50',
      'WzFd=',
      'WzFd W',
      'WzFd!',
      Buffer.from('[-1]').toString('base64url'),
    ],
  ],
  ['limit', [...OTHER_WRITINGS, '0', '501']],
  ['after', OTHER_WRITINGS],
  ['since', OTHER_WRITINGS],
])('pages begin and end where %s says so in its one writing, everywhere', async (name, values) => {
  const asked = operations.filter(({ asks }) => asks.includes(name));
  expect(asked.length).toBeGreaterThan(0);
  for (const { method, path, asks } of asked) {
    const needed = asks.includes('after') && name !== 'after' ? '&after=0' : '';
    for (const value of values) {
      const query = `${name}=${encodeURIComponent(value)}${needed}`;
      const { status } = await send(method, `${filled(path, ID)}?${query}`);
      // Where it is told first that there is nothing at the address, or nothing for who asks.
      const statuses = path.includes('{') ? [400, 403, 404] : [400];
      expect([path, query, status]).toEqual([
        path,
        query,
        expect.toSatisfy((got: number) => statuses.includes(got)),
      ]);
    }
  }
});

test('methods and addresses that are none', async () => {
  for (const [method, path] of [
    ['PUT', '/gigs'],
    ['PATCH', '/session'],
    ['DELETE', '/gigs'],
    ['POST', '/nothing/here'],
    ['GET', '/%'],
    ['GET', '/gigs/%2e%2e/%2e%2e/me'],
    ['OPTIONS', '/me'],
  ] as const)
    expect([method, path, (await send(method, path)).status]).toEqual([
      method,
      path,
      expect.toSatisfy((got: number) => got >= 400 && got < 500),
    ]);
  expect((await testClient(server).get('/gigs')).status).toBe(200);
});
