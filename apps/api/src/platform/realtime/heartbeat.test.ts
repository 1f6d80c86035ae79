import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heartbeat } from './heartbeat.ts';

let http: HttpServer;
let server: Server;
let alive: ReturnType<typeof heartbeat>;
const closed: (() => void)[] = [];

beforeEach(async () => {
  http = createServer();
  // Engine.IO's own would ask and close within the hour; what is seen here is this one's.
  const never = { pingInterval: 3_600_000, pingTimeout: 3_600_000 };
  server = new Server(http, { transports: ['websocket'], perMessageDeflate: false, ...never });
  alive = heartbeat({ everyMs: 100, patienceMs: 1000, beatMs: 20 });
  server.engine.on('connection', alive.add);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const close of closed.splice(0)) close();
  alive.stop();
  await server.close();
});

const port = () => (http.address() as AddressInfo).port;
const opened = async () => (await once(server.engine, 'connection'))[0];

/** Says what opens the connection, and from then on nothing but `answer`s. */
async function rawClient(answer?: (ping: Buffer) => Buffer | null) {
  const socket = connect(port(), '127.0.0.1');
  closed.push(() => socket.destroy());
  socket.write(
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n' +
      'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const pings: number[] = [];
  socket.on('data', (data) => {
    if (!data.subarray(-3).equals(Buffer.from([0x81, 1, 0x32]))) return;
    pings.push(pings.length);
    const said = answer?.(data);
    if (said) socket.write(said);
  });
  return { pings };
}

test('an ordinary client answers, again and again, and stays', async () => {
  const arriving = opened();
  const client = io(`http://127.0.0.1:${port()}`, { transports: ['websocket'], forceNew: true });
  closed.push(() => client.disconnect());
  const wire = await arriving;
  let pings = 0;
  client.io.on('ping', () => {
    pings += 1;
  });
  for (let answers = 1; answers <= 5; answers++) await once(wire, 'heartbeat');
  expect(pings).toBeGreaterThanOrEqual(5);
  expect(wire.readyState).toBe('open');
  expect(alive.size()).toBe(1);
  client.disconnect();
  if (wire.readyState !== 'closed') await once(wire, 'close');
  expect(alive.size()).toBe(0);
});

test('who says nothing is asked once, closed, and forgotten', async () => {
  const arriving = opened();
  const { pings } = await rawClient();
  const wire = await arriving;
  const [reason] = await once(wire, 'close');
  expect(reason).toBe('ping timeout');
  expect(pings).toHaveLength(1);
  expect(alive.size()).toBe(0);
});

test('any word is a sign of life: a client whose answers stay behind is not closed', async () => {
  const arriving = opened();
  // Engine.IO's `noop`, masked with zeros.
  const { pings } = await rawClient(() => Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x36]));
  const wire = await arriving;
  for (let words = 1; words <= 15; words++) await once(wire, 'packet');
  expect(pings.length).toBeGreaterThanOrEqual(15);
  expect(wire.readyState).toBe('open');
});
