import { connect, type Socket } from 'node:net';
import { makeWorker } from '@linggong/testkit/builders.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

const few = {
  connectionsPerAddress: 8,
  requestsPerAddress: 4,
  headMs: 600,
  bodyMs: 600,
  requestMs: 1500,
  checkMs: 100,
};
let server: TestServer;
let port: number;
const opened = new Set<Socket>();
beforeAll(async () => {
  server = await startTestServer({ limitScale: 1, ceilings: few });
  port = Number(new URL(server.url).port);
});
afterEach(async () => {
  for (const socket of opened) socket.destroy();
  opened.clear();
  // Until the server has seen all of them end.
  while ((await held()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
});
afterAll(() => server.close());

/** Whether the server holds more connections than the one that asks. */
async function held(): Promise<number> {
  const one = open('GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  const refused = (await one.ended) === '';
  opened.delete(one.socket);
  return refused ? 1 : 0;
}

/** A connection that has sent `text`; `ended`: what came back until it was closed. */
function open(text = '') {
  const socket = connect(port, '127.0.0.1');
  opened.add(socket);
  let got = '';
  const ended = new Promise<string>((resolve) => {
    socket.on('data', (data) => {
      got += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(got));
  });
  if (text) socket.write(text);
  return { socket, ended };
}
const HEAD = 'POST /api/v1/session/code HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
const alive = async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

describe('a connection is closed that', () => {
  test.each([
    ['says nothing', ''],
    ['sends half a line', 'GET /api/v1/gi'],
    ['never ends its head', 'GET /api/v1/gigs HTTP/1.1\r\nhost: x\r\nx-a: 1\r\n'],
    ['never sends its body', `${HEAD}content-length: 200\r\n\r\n{"phone":`],
    ['never ends a body without a length', `${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n{"pho\r\n`],
    [
      'names files behind its path',
      `${HEAD.replace('/code', '/code?/imports')}content-length: 200\r\n\r\n{"phone":`,
    ],
    ['never ends a file', 'POST /api/v1/imports HTTP/1.1\r\nhost: x\r\ncontent-length: 9000\r\n\r\n--x'],
    ['never ends a page’s form', 'POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 9000\r\n\r\nphone='],
  ])('%s', async (_what, text) => {
    const got = await open(text).ended;
    expect(got).not.toContain('HTTP/1.1 2');
    await alive();
  });

  test('sends its head a byte at a time', async () => {
    const { socket, ended } = open('GET /api/v1/gigs HTTP/1.1\r\nhost: x\r\nx-slow: ');
    const drip = setInterval(() => socket.write('a'), 50);
    await ended;
    clearInterval(drip);
    await alive();
  });

  test('sends a head that is too large', async () => {
    expect(
      await open(`GET /healthz HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(17_000)}\r\n\r\n`).ended,
    ).toMatch(/^HTTP\/1.1 431/);
    await alive();
  });

  test('is one too many of its address, and others are let in once some end', async () => {
    const many = Array.from({ length: few.connectionsPerAddress }, () => open('GET /healthz HTTP/1.1\r\n'));
    await new Promise((resolve) => many.at(-1)!.socket.once('connect', resolve));
    const beyond = await Promise.all([open('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n').ended]);
    expect(beyond).toEqual(['']);
    await Promise.all(many.map(({ ended }) => ended));
    await alive();
  });
});

test('what runs beside enough other requests of one address is told to wait, and isn’t read', async () => {
  const half = Array.from({ length: few.requestsPerAddress }, () =>
    open(`${HEAD}content-length: 200\r\n\r\n{`),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  const got = await open('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n').ended;
  expect(got).toMatch(/^HTTP\/1.1 429/);
  expect(got).toMatch(/retry-after: 2/i);
  expect(got).toContain('request.rate_limited');
  await Promise.all(half.map(({ ended }) => ended));
  await alive();
});

test('behind a proxy addresses are told apart by its word', async () => {
  const behind = await startTestServer({ limitScale: 1, ceilings: few, settings: { TRUST_PROXY: '1' } });
  const at = Number(new URL(behind.url).port);
  const sockets = Array.from({ length: few.requestsPerAddress }, () => {
    const socket = connect(at, '127.0.0.1').on('error', () => undefined);
    socket.write(`${HEAD}x-real-ip: 203.0.113.9\r\ncontent-length: 200\r\n\r\n{`);
    return socket;
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  const ask = (from: string) => fetch(`${behind.url}/healthz`, { headers: { 'x-real-ip': from } });
  expect([(await ask('203.0.113.9')).status, (await ask('198.51.100.7')).status]).toEqual([429, 200]);
  for (const socket of sockets) socket.destroy();
  await behind.close();
});

test('an address that has asked too much is told so before anything of a request is looked at', async () => {
  // A thousandth of the real ones: 6 reads and 1 write a minute.
  const strict = await startTestServer({ limitScale: 1 / 1000, settings: { TRUST_PROXY: '1' } });
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${strict.url}${path}`, { method, headers: { 'x-real-ip': '203.0.113.9', ...headers } });
  const feed = '/api/v1/gigs/summary';
  const statuses: number[] = [];
  for (let i = 0; i < 7; i++) statuses.push((await ask(feed)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  const program = await ask('/api/v1/there-is-no-such-path');
  expect([program.status, await program.json()]).toMatchObject([429, { code: 'request.rate_limited' }]);
  expect(Number(program.headers.get('retry-after'))).toBeGreaterThan(50);
  const page = await ask('/', { accept: 'text/html,*/*' });
  expect([page.status, page.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
  expect(await page.text()).toContain('歇一会儿再试');
  expect((await ask(feed, { 'x-real-ip': '198.51.100.7' })).status).toBe(200);
  // What writes is counted by itself, a form sent from a page is left to the page, and who watches over it all sees it.
  expect((await ask('/api/v1/session', {}, 'DELETE')).status).not.toBe(429);
  expect((await ask('/sign-in?/code', {}, 'POST')).status).toBe(404);
  expect((await ask('/healthz')).status).toBe(200);
  await strict.close();
});

test.each([
  ['GET', '/offline'],
  ['POST', '/sign-in?/code'],
  ['PUT', '/'],
])(
  'pages are counted by themselves, also where nothing of the API is asked for: %s %s',
  async (method, path) => {
    // A thousandth of the real ones: 6 a minute.
    const strict = await startTestServer({ limitScale: 1 / 1000, settings: { TRUST_PROXY: '1' } });
    const ask = async (address: string, of = path) =>
      (await fetch(`${strict.url}${of}`, { method, headers: { 'x-real-ip': address } })).status;
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) statuses.push(await ask('203.0.113.9'));
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 429, 429]);
    expect(await ask('203.0.113.9', '/_app/x.js')).toBe(404);
    expect(await ask('198.51.100.7')).toBe(404);
    await strict.close();
  },
);

describe('live connections', () => {
  const live = (from: TestServer, cookie = '', ip = '203.0.113.9') => {
    const socket = io(from.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { 'x-real-ip': ip, ...(cookie && { cookie }) },
    });
    const told = new Promise<'in' | 'refused'>((resolve) => {
      socket.on('hello', () => resolve('in'));
      socket.on('connect_error', () => resolve('refused'));
    });
    return { socket, told };
  };

  test('of nobody who is signed in leave room for those who are, from the same address too', async () => {
    // A fiftieth of the real ones: 10 anonymous ones of an address.
    const strict = await startTestServer({ limitScale: 0.02, settings: { TRUST_PROXY: '1' } });
    const { client } = await makeWorker(strict);
    const strangers = Array.from({ length: 14 }, () => live(strict));
    const told = await Promise.all(strangers.map((one) => one.told));
    expect(told.filter((one) => one === 'in')).toHaveLength(10);
    const mine = live(strict, client.cookie());
    const elsewhere = live(strict, '', '198.51.100.7');
    expect([await mine.told, await elsewhere.told]).toEqual(['in', 'in']);
    for (const { socket } of strangers) socket.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const again = live(strict);
    expect(await again.told).toBe('in');
    for (const { socket } of [mine, elsewhere, again]) socket.disconnect();
    await strict.close();
  });
});
