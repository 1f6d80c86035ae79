import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { makeEmployer, makeWorker, publishGig } from '@linggong/testkit/builders.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';

const PATH = '/api/v1/gigs?limit=10';
let server: TestServer;
let cookie: string;
let now = new Date(Math.floor(Date.now() / 60_000) * 60_000 + 1000);

beforeAll(async () => {
  server = await startTestServer({ clock: () => now, settings: { TRUST_PROXY: '1' } });
  const boss = await makeEmployer(server);
  cookie = boss.client.cookie();
  await publishGig(server, boss);
});
afterAll(() => server.close());

type Raw = { status: number; headers: Record<string, string>; body: Buffer };

const ask = (headers: Record<string, string> = {}, method = 'GET', path = PATH, of = server): Promise<Raw> =>
  new Promise((resolve, reject) => {
    request(
      `${of.localUrl}${path}`,
      { method, headers: { 'x-real-ip': nextAddress(), ...headers } },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const headers = response.headers as Record<string, string>;
        resolve({ status: response.statusCode!, headers, body: Buffer.concat(chunks) });
      },
    )
      .once('error', reject)
      .end();
  });

let addresses = 0;
const nextAddress = () => `198.51.100.${addresses++}`;

/** The first answer goes through the framework, the second past it. */
async function both(headers: Record<string, string>) {
  now = new Date(now.getTime() + 60_000);
  // What is due by then reads and writes too.
  await settle(server);
  const find = vi.spyOn(server.deps.models.employers, 'find');
  const first = await ask(headers);
  const read = find.mock.calls.length;
  const second = await ask(headers);
  expect(read).toBeGreaterThan(0);
  expect(find.mock.calls.length).toBe(read);
  find.mockRestore();
  return [first, second] as const;
}

const compared = ({ status, headers }: Raw) => {
  const { date: _date, 'content-length': _length, 'transfer-encoding': _how, ...rest } = headers;
  return { status, headers: rest };
};

test.each<[string, Record<string, string>]>([
  ['plain', {}],
  ['br', { 'accept-encoding': 'gzip, deflate, br, zstd' }],
  ['gzip', { 'accept-encoding': 'gzip' }],
  ['gzip, as br is refused', { 'accept-encoding': 'br;q=0, gzip;q=0.8' }],
  ['plain, as all is refused', { 'accept-encoding': 'br;q=0, gzip;q=0' }],
])('%s: both ways answer alike', async (_name, headers) => {
  const [first, second] = await both({ ...headers, 'x-request-id': 'a-request-id' });
  expect(compared(second)).toEqual(compared(first));
  const decode = ({ headers: { 'content-encoding': encoding }, body }: Raw) =>
    (encoding === 'br'
      ? brotliDecompressSync(body)
      : encoding === 'gzip'
        ? gunzipSync(body)
        : body
    ).toString();
  expect(decode(second)).toBe(decode(first));
  expect(JSON.parse(decode(second)).items).toHaveLength(1);
  expect(second.headers['content-length']).toBe(String(second.body.length));
  expect(second.headers.vary).toBe('Accept-Encoding');
});

test('what the client has is not sent, on either way', async () => {
  const { headers } = await ask();
  const known = await ask({ 'if-none-match': `W/${headers.etag}` });
  expect(known).toMatchObject({ status: 304, headers: { etag: headers.etag } });
  expect(known.headers['content-type']).toBeUndefined();
  expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200);
});

test('a 304 through the framework makes the next one stand too', async () => {
  const { etag } = (await ask()).headers;
  const path = `${PATH}&sort=newest`;
  const known = { 'if-none-match': etag! };
  expect((await ask(known, 'GET', path)).status).toBe(304);
  const full = await ask({}, 'GET', path);
  expect(full).toMatchObject({ status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } });
  expect(JSON.parse(full.body.toString()).items).toHaveLength(1);
});

test('each answer has an id of its own, and whoever is signed in gets the same bytes', async () => {
  const [nobody, again, person] = [await ask(), await ask(), await ask({ cookie })];
  expect(again.headers['x-request-id']).not.toBe(nobody.headers['x-request-id']);
  expect(person.body.equals(nobody.body)).toBe(true);
  expect(person.headers['set-cookie']).toBeUndefined();
});

test('other methods are not answered with it', async () => {
  const head = await ask({}, 'HEAD');
  expect(head).toMatchObject({ status: 200 });
  expect(head.body).toHaveLength(0);
  expect((await ask({ origin: 'https://evil.example' }, 'DELETE')).status).toBe(403);
});

test('who asks too often is refused, others are not', async () => {
  const strict = await startTestServer({ settings: { TRUST_PROXY: '1' }, limitScale: 0.01, beside: server });
  onTestFinished(() => strict.close());
  const ip = { 'x-real-ip': '192.0.2.77' };
  const answers: Raw[] = [];
  for (let i = 0; i < 61; i++) answers.push(await ask(ip, 'GET', PATH, strict));
  expect(answers.slice(0, 60).every(({ status }) => status === 200)).toBe(true);
  expect(answers[60]).toMatchObject({ status: 429, headers: { 'cache-control': 'no-store' } });
  expect(Number(answers[60]!.headers['retry-after'])).toBeGreaterThan(0);
  expect((await ask({}, 'GET', PATH, strict)).status).toBe(200);
});

test('it is counted', async () => {
  const count = async () => {
    const { body } = await ask({}, 'GET', '/metrics');
    return Number(/http_request_seconds_count\{method="GET",status="2xx"\} (\d+)/.exec(body.toString())![1]);
  };
  const before = await count();
  await ask();
  await ask();
  // The one who asks for the count is counted too.
  expect(await count()).toBe(before + 3);
});

test('nothing of one person gets into it', async () => {
  const worker = await makeWorker(server, { name: '独一无二的名字' });
  const { body } = await ask({ cookie: worker.client.cookie() }, 'GET', `${PATH}&payMin=1`);
  const later = await ask({}, 'GET', `${PATH}&payMin=1`);
  expect(later.body.equals(body)).toBe(true);
  expect(later.body.toString()).not.toContain('独一无二');
});
