import { makeAdmin, makeOperator, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantRole } from './modules/identity/public.ts';

/** Every search takes any text: what nobody sees is left out of it, and nothing of it is a pattern. */
let server: TestServer;
let cookie: string;
let searches: string[];

beforeAll(async () => {
  server = await startTestServer();
  const { client, phone } = await makeAdmin(server);
  await grantRole(server.deps, phone, { role: 'operator', regionId: await regionId(server, PLACES.city) });
  await makeOperator(server);
  cookie = client.cookie();
  const { paths } = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
    paths: Record<string, { get?: { parameters?: { name: string; in: string }[] } }>;
  };
  searches = Object.entries(paths).flatMap(([path, { get }]) =>
    get?.parameters?.some((given) => given.in === 'query' && given.name === 'q') ? [path] : [],
  );
});
afterAll(() => server.close());

const ask = (path: string, q: string) => fetch(`${server.url}${path}?q=${q}`, { headers: { cookie } });

test('all searches are known', () => {
  expect(searches).toEqual(
    expect.arrayContaining(['/api/v1/gigs', '/api/v1/employers', '/api/v1/review/gigs', '/api/v1/regions']),
  );
});

test.each([
  'a%00b',
  '%00%00',
  '%00',
  '%E2%80%8B',
  '%FF',
  '%ED%A0%80',
  '(',
  '[',
  '%5C',
  '.*',
  '%24',
  '%7B%22%24ne%22:1%7D',
  '%0A%0D%09',
])('q=%s finds or is refused', async (q) => {
  for (const path of searches) {
    const { status } = await ask(path, q);
    expect([path, status]).toEqual([path, expect.toSatisfy((got: number) => got === 200 || got === 400)]);
  }
});

test('one character too many is refused in words', async () => {
  for (const path of searches) {
    const response = await ask(path, 'x'.repeat(41));
    expect([path, response.status]).toEqual([path, 400]);
    expect(await response.text()).toContain('多了');
  }
});
