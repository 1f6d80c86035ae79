import { createServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import * as fc from 'fast-check';
import { Server, type Socket } from 'socket.io';
import { type Socket as Client, io } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fanOut } from './fan-out.ts';
import { type Lane, laneTo } from './lane.ts';

type Told = { n: number; text?: string };

let http: HttpServer;
let server: Server;
let url: string;
const clients: Client[] = [];

beforeEach(async () => {
  http = createServer();
  server = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await server.close();
});

/** An ordinary client with the lane that leads to it; `frames` counts what came on the wire. */
async function open(caughtUp: (socket: Socket) => void = () => undefined) {
  const arrived = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const client = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
  clients.push(client);
  client.on('sync', (answer: () => void) => answer());
  const got: Told[] = [];
  const seen = { frames: 0 };
  client.on('events', (events: Told[]) => {
    seen.frames += 1;
    got.push(...events);
  });
  const socket = await arrived;
  const lane = laneTo(socket.conn, () => caughtUp(socket));
  const all = (count: number) => until(() => got.length >= count);
  return { client, socket, lane, got, seen, all };
}

async function until(holds: () => boolean) {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
const json = (told: Told) => JSON.stringify(told);
const to = (lanes: readonly Lane[]) => (tell: (lane: Lane) => void) => lanes.forEach(tell);

test('an ordinary client understands frames of every length', async () => {
  const { lane, got, all } = await open();
  const out = fanOut();
  const texts = [0, 60, 120, 200, 65_000, 66_000, 200_000].map((length) => '雪'.repeat(length));
  for (const [n, text] of texts.entries()) {
    out.add(json({ n, text }), to([lane]));
    out.flush();
  }
  await all(texts.length);
  expect(got).toEqual(texts.map((text, n) => ({ n, text })));
});

test('what falls together comes as one frame, what comes alone comes at once', async () => {
  const { lane, got, seen, all } = await open();
  const out = fanOut();
  out.add(json({ n: 0 }), to([lane]));
  await all(1);
  for (let n = 1; n <= 10; n++) out.add(json({ n }), to([lane]));
  await all(11);
  expect(got.map(({ n }) => n)).toEqual([...Array(11).keys()]);
  expect(seen.frames).toBe(2);
});

test('each socket gets its own events, all of them, once and in order, whatever others get', async () => {
  const people: Awaited<ReturnType<typeof open>>[] = [];
  for (let i = 0; i < 8; i++) people.push(await open());
  const step = fc.record({
    to: fc.array(fc.nat({ max: people.length - 1 }), { maxLength: 12 }),
    flush: fc.boolean(),
    pause: fc.boolean(),
  });
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const out = fanOut();
      const expected = people.map(() => [] as number[]);
      for (const person of people) person.got.length = 0;
      for (const { to: indexes, flush, pause } of steps) {
        n += 1;
        out.add(json({ n }), to(indexes.map((index) => people[index]!.lane)));
        for (const index of new Set(indexes)) expected[index]!.push(n);
        if (flush) out.flush();
        if (pause) await new Promise((resolve) => setImmediate(resolve));
      }
      out.flush();
      await Promise.all(people.map(({ all }, i) => all(expected[i]!.length)));
      // Had there been more for anybody, it would have come before this answer.
      await Promise.all(people.map(({ socket }) => socket.timeout(5000).emitWithAck('sync')));
      expect(people.map(({ got }) => got.map((told) => told.n))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test('Socket.IO’s own messages and ours keep the order in which they were sent', async () => {
  const { client, socket, lane } = await open();
  const order: number[] = [];
  client.on('own', (n: number) => order.push(n));
  client.on('events', (events: Told[]) => order.push(...events.map(({ n }) => n)));
  const out = fanOut();
  for (let n = 0; n < 200; n++) {
    if (n % 3 === 0) socket.emit('own', n);
    else {
      out.add(json({ n }), to([lane]));
      out.flush();
    }
    if (n % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => order.length === 200);
  expect(order).toEqual([...Array(200).keys()]);
});

test('a socket that does not read is bounded, told to catch up, and holds nobody else up', async () => {
  const healthy = await open();
  const behind: string[] = [];
  const arrived = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const tcp = connect(Number(new URL(url).port), '127.0.0.1');
  tcp.write(
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await new Promise((resolve) => tcp.once('data', resolve));
  // Socket.IO's CONNECT, masked with zeros.
  tcp.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]));
  const socket = await arrived;
  tcp.pause();
  const slow = laneTo(socket.conn, () => behind.push('told'));
  const out = fanOut();
  const text = 'x'.repeat(50_000);
  const waiting = () =>
    (socket.conn.transport as unknown as { socket: { _socket: typeof tcp } }).socket._socket.writableLength;
  for (let n = 0; n < 600; n++) {
    out.add(json({ n, text }), to([slow, healthy.lane]));
    out.flush();
    if (n % 20 === 0) await healthy.all(n - 20);
    expect(waiting()).toBeLessThan(400_000);
  }
  await healthy.all(600);
  expect(healthy.got.map(({ n }) => n)).toEqual([...Array(600).keys()]);
  expect(slow.missing).toBe(true);
  expect(behind).toEqual([]);
  tcp.resume();
  await until(() => behind.length > 0);
  expect(slow.missing).toBe(false);
  expect(behind).toEqual(['told']);
  tcp.destroy();
});

test('who has left gets nothing, and sending to them does no harm', async () => {
  const [one, other] = [await open(), await open()];
  const out = fanOut();
  out.add(json({ n: 1 }), to([one.lane, other.lane]));
  one.lane.ended = true;
  one.socket.disconnect(true);
  out.flush();
  await other.all(1);
  expect(one.got).toEqual([]);
});

/** A socket that takes everything, in some time. */
function slowLane(taken: () => void): Lane {
  const write = () => {
    for (const until = performance.now() + 0.1; performance.now() < until; );
    taken();
  };
  const tcp = { writable: true, writableLength: 0, write };
  const transport = { name: 'websocket', socket: { readyState: 1, _socket: tcp } };
  return laneTo({ readyState: 'open', writeBuffer: [], transport }, () => undefined);
}

test('`sent` is over when the last socket has all of what was added before, and others had their turns meanwhile', async () => {
  let taken = 0;
  const lanes = Array.from({ length: 500 }, () => slowLane(() => taken++));
  const out = fanOut({ patienceMs: 60_000 });
  await out.sent();
  // The second waits for its window while the first goes out.
  for (const n of [1, 2]) {
    let turns = 0;
    const each = setInterval(() => turns++, 1);
    out.add(json({ n }), to(lanes));
    await Promise.all([out.sent(), out.sent()]);
    clearInterval(each);
    expect(taken).toBe(n * 500);
    expect(turns).toBeGreaterThan(3);
  }
});

test('where there is always more to send, `sent` does not wait for ever', async () => {
  let n = 0;
  const more = () => out.add(json({ n: ++n }), to(lanes));
  const lanes = Array.from({ length: 20 }, () => slowLane(() => goesOn && more()));
  const out = fanOut();
  let goesOn = true;
  more();
  await out.sent();
  expect(n).toBeGreaterThan(20);
  goesOn = false;
  out.flush();
});

/** Sockets that take a quarter of a millisecond each, by a clock that others can move on too. */
function timedLanes(count: number) {
  const time = { now: 0 };
  vi.spyOn(performance, 'now').mockImplementation(() => time.now);
  const frames: Buffer[][] = Array.from({ length: count }, () => []);
  const lanes = frames.map((own) => {
    const write = (bytes: Buffer) => {
      own.push(bytes);
      time.now += 0.25;
    };
    const tcp = { writable: true, writableLength: 0, write };
    const transport = { name: 'websocket', socket: { readyState: 1, _socket: tcp } };
    return laneTo({ readyState: 'open', writeBuffer: [], transport }, () => undefined);
  });
  return { time, frames, lanes };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));
const told = (frames: readonly Buffer[]) =>
  frames.flatMap((bytes) => [...bytes.toString().matchAll(/"n":(\d+)/g)].map(([, n]) => Number(n)));

test('what comes while a large sending is on its way goes out in one frame after it, and never heaps up', async () => {
  const { time, frames, lanes } = timedLanes(1600);
  const out = fanOut({ patienceMs: 60_000 });
  for (let n = 0; n < 200; n++) {
    out.add(json({ n }), to(lanes));
    await turn();
    time.now += 50;
  }
  out.flush();
  for (const own of [frames[0]!, frames.at(-1)!]) {
    expect(told(own)).toEqual([...Array(200).keys()]);
    expect(own.length).toBeLessThan(40);
  }
  vi.restoreAllMocks();
});

test('a sending gets as long as others had the thread meanwhile, where that is long', async () => {
  const { time, frames, lanes } = timedLanes(640);
  const out = fanOut({ patienceMs: 60_000 });
  out.add(json({ n: 0 }), to(lanes));
  let turns = 0;
  for (; frames.at(-1)!.length === 0; turns++) {
    await turn();
    time.now += 30;
  }
  expect(turns).toBeLessThan(10);
  vi.restoreAllMocks();
});
