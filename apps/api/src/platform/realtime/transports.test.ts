import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Socket.IO's own client, as people begin with it. */
let server: TestServer;
const open = new Set<Socket>();

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  for (const socket of open) socket.disconnect();
  await server.close();
});

type Told = Error & { description?: number; context?: { responseText?: string } };
type Refusal = { message: string; status: number | undefined; body: string };

/** Null: it was told `hello`. */
function connecting(options: Partial<ManagerOptions & SocketOptions>): Promise<Refusal | null> {
  const socket = io(server.url, { ...options, forceNew: true });
  open.add(socket);
  return new Promise((resolve) => {
    socket.once('hello', () => resolve(null));
    socket.once('connect_error', (error: Told) => {
      // The client forgets the answer as soon as it has told of it.
      const body = error.context?.responseText ?? '';
      resolve({ message: error.message, status: error.description, body });
    });
  });
}

test('at its defaults it polls first, and is told what to set', async () => {
  const refused = await connecting({});
  expect(refused).toMatchObject({ message: 'xhr poll error', status: 400 });
  expect(JSON.parse(refused!.body)).toMatchObject({
    status: 400,
    code: 'live.websocket_only',
    detail: expect.stringContaining('transports: ["websocket"]'),
  });
});

test.each([
  ['with what it is told to set', { transports: ['websocket'] }],
  ['with WebSocket first', { transports: ['websocket', 'polling'] }],
  ['that tries all it has', { tryAllTransports: true }],
])('%s it is let in', async (_name, options) => {
  expect(await connecting(options)).toBeNull();
});

describe('what is no connection at all', () => {
  test.each(['', '?EIO=4', '?EIO=4&transport=polling&sid=x', '?EIO=4&transport=webtransport'])(
    '%j is refused with the same words',
    async (query) => {
      for (const method of ['GET', 'POST']) {
        const answer = await fetch(`${server.url}/socket.io/${query}`, { method });
        expect([answer.status, answer.headers.get('content-type')]).toEqual([
          400,
          'application/problem+json; charset=utf-8',
        ]);
        expect(await answer.json()).toMatchObject({ code: 'live.websocket_only' });
      }
    },
  );
});
