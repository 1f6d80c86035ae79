import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import type { ApiEnv } from './env.ts';
import { type Outside, requestListener } from './pages.ts';
import type { StandingAnswers } from './standing.ts';

const standing: StandingAnswers = {
  find: () => undefined,
  send: () => undefined,
  keep: (_c, next) => next(),
};
const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(outside: Outside): Promise<string> {
  const app = new Hono<ApiEnv>();
  app.get('/api/x', (c) => c.text('x'));
  const server = createServer(
    requestListener({ ...outside, app, standing, pages: (_request, response) => response.end('file') }),
  );
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const headersOf = async (outside: Outside, path: string, headers: Record<string, string> = {}) =>
  (await fetch((await serve(outside)) + path, { headers })).headers;

test.each(['/', '/favicon.svg', '/_app/immutable/x.js', '/api/x'])(
  '%s is taken for what it says, and framed by nobody',
  async (path) => {
    const headers = await headersOf(
      { publicOrigin: undefined, trustProxy: false, listensOn: '127.0.0.1' },
      path,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('strict-transport-security')).toBeNull();
  },
);

const BY_HTTPS = { 'x-forwarded-proto': 'https' };
test.each([
  [{ publicOrigin: 'https://gongji.example.cn', trustProxy: false, listensOn: '127.0.0.1' }, {}, true],
  [{ publicOrigin: undefined, trustProxy: true, listensOn: '127.0.0.1' }, BY_HTTPS, true],
  [{ publicOrigin: undefined, trustProxy: false, listensOn: '127.0.0.1' }, BY_HTTPS, false],
  [{ publicOrigin: 'http://10.0.0.1', trustProxy: true, listensOn: '127.0.0.1' }, BY_HTTPS, false],
])('behind https is asked for by https: %j %j', async (outside, headers, asked) => {
  const told = (await headersOf(outside, '/favicon.svg', headers)).get('strict-transport-security');
  expect(told !== null).toBe(asked);
});

test.each([
  [true, 'keep-alive'],
  [false, 'close'],
])('a lasting file leaves the connection open for who wants it so: %s', async (keepAlive, said) => {
  const url = await serve({ publicOrigin: undefined, trustProxy: false, listensOn: '127.0.0.1' });
  const agent = new Agent({ keepAlive });
  const answer = await new Promise<IncomingMessage>((answered, failed) => {
    get(`${url}/_app/immutable/x.js`, { agent }, answered).on('error', failed);
  });
  expect(answer.headers.connection).toBe(said);
  answer.resume();
  agent.destroy();
});
