import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { answerCalls } from '../live/ipc.ts';

/** All that one address can think of, as fast as it can. */
const IP = '203.0.113.66';
const agent = new Agent({ keepAlive: true, maxSockets: 200 });
let port = 0;
let going = false;
let n = 0;
let running: Promise<void>[] = [];
const seen: Record<string, number> = {};
const note = (what: string) => {
  seen[what] = (seen[what] ?? 0) + 1;
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function ask(
  kind: string,
  method: string,
  path: string,
  type?: string,
  body?: string | Buffer,
): Promise<void> {
  const headers = {
    'x-real-ip': IP,
    ...(body && { 'content-type': type!, 'content-length': Buffer.byteLength(body) }),
  };
  return new Promise((resolve) => {
    const end = (status: string) => {
      note(`${kind} ${status}`);
      resolve();
    };
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      response.resume();
      response.on('end', () => end(String(response.statusCode)));
      response.on('error', () => end('broken'));
    });
    asked.on('error', () => end('broken'));
    asked.end(body);
  });
}

/** A connection that says something and then nothing. */
async function halfSent(): Promise<void> {
  const head = `POST /api/v1/session/code HTTP/1.1\r\nhost: x\r\nx-real-ip: ${IP}\r\ncontent-type: application/json\r\n`;
  const texts = ['GET /api/v1/gi', head, `${head}content-length: 5000\r\n\r\n{`, ''];
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write(texts[n++ % texts.length]!);
  await new Promise((resolve) => {
    socket.once('close', resolve);
    setTimeout(resolve, 15_000).unref();
  });
  note('half-sent ended');
  socket.destroy();
}

async function sockets(): Promise<void> {
  const socket: Socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { 'x-real-ip': IP },
  });
  const how = await new Promise<string>((resolve) => {
    socket.once('hello', () => resolve('in'));
    socket.once('connect_error', () => resolve('refused'));
  });
  note(`socket ${how}`);
  if (how === 'in') for (let i = 0; i < 50; i++) socket.emit('feed.watch', { payMin: String(n++) });
  await pause(how === 'in' ? 5000 : 50);
  socket.disconnect();
}

const JUNK = ['{"phone":', '[]', '{"$gt":1}', JSON.stringify({ phone: 'x'.repeat(9000) }), '\u0000'];
const form = Buffer.from(
  `--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${'a,b\r\n'.repeat(200_000)}\r\n--x--\r\n`,
);
const KINDS: [by: number, act: () => Promise<void>][] = [
  [20, () => ask('page', 'GET', `/?payMin=${n++}`)],
  [30, () => ask('search', 'GET', `/api/v1/gigs?payMin=${n++}&q=${encodeURIComponent('搬砖')}&sort=pay`)],
  [30, () => ask('summary', 'GET', `/api/v1/gigs/summary?payMin=${n++}`)],
  [
    10,
    () =>
      ask(
        'code',
        'POST',
        '/api/v1/session/code',
        'application/json',
        JSON.stringify({ phone: `138${String(n++).padStart(8, '0')}` }),
      ),
  ],
  [10, () => ask('junk', 'POST', '/api/v1/session', 'application/json', JUNK[n++ % JUNK.length]!)],
  [5, () => ask('form', 'POST', '/sign-in?/code', 'application/x-www-form-urlencoded', 'phone=1&phone=2')],
  [5, () => ask('file', 'POST', '/api/v1/imports', 'multipart/form-data; boundary=x', form)],
  [60, halfSent],
  [40, sockets],
];

const calls = {
  begin({ port: at }: { port: number }) {
    [port, going] = [at, true];
    running = KINDS.flatMap(([by, act]) =>
      Array.from({ length: by }, async () => {
        while (going) {
          await act();
          await new Promise((resolve) => setImmediate(resolve));
        }
      }),
    );
  },
  async end() {
    going = false;
    await Promise.race([Promise.all(running), pause(20_000)]);
    agent.destroy();
    return seen;
  },
};
export type FlooderCalls = typeof calls;
answerCalls(calls);
