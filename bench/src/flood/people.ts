import { request } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import { answerCalls } from '../live/ipc.ts';

/** Honest people, each at an address of their own: they read the feed, ask how much there is, take, and hear live. */
type Person = { cookie: string; ip: string; socket: Socket; heard: Set<string>; takes: number };

/** Of all that somebody sees, a little is for them; never more in a day than one employer's cap, as it all is one's. */
const TAKES = 8;
const WANTS = 0.08;

let port = 0;
let people: Person[] = [];
let going = false;
let running: Promise<void>[] = [];
let newest: { id: string; version: number } | null = null;
let took: number[] = [];
let failed: string[] = [];

function ask({ cookie, ip }: Person, method: string, path: string, body?: object): Promise<void> {
  const at = performance.now();
  const text = body && JSON.stringify(body);
  const headers = {
    cookie,
    'x-real-ip': ip,
    ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  };
  return new Promise((resolve) => {
    const end = (status: number) => {
      took.push(performance.now() - at);
      // Taken already, or on a day that is taken: an answer like any other.
      if (status !== 409 && (status < 200 || status > 299)) failed.push(`${method} ${path} ${status}`);
      resolve();
    };
    const asked = request(
      { host: '127.0.0.1', port, method, path: `/api/v1${path}`, headers },
      (response) => {
        response.resume();
        response.on('end', () => end(response.statusCode ?? 0));
        response.on('error', () => end(0));
      },
    );
    asked.setTimeout(20_000, () => asked.destroy());
    asked.on('error', () => end(0));
    asked.end(text);
  });
}

async function live(person: Person, thinkMs: number): Promise<void> {
  let known: string | null = null;
  await new Promise((resolve) => setTimeout(resolve, Math.random() * thinkMs));
  while (going) {
    await ask(person, 'GET', '/gigs');
    await ask(person, 'GET', `/gigs/summary?payMin=${Math.floor(Math.random() * 20_000)}`);
    if (newest && newest.id !== known && person.takes < TAKES && Math.random() < WANTS) {
      known = newest.id;
      person.takes += 1;
      await ask(person, 'POST', `/gigs/${newest.id}/bookings`, { version: newest.version });
    } else await ask(person, 'GET', '/me/bookings');
    await new Promise((resolve) => setTimeout(resolve, thinkMs * (0.5 + Math.random())));
  }
}

const calls = {
  async come({ port: at, cookies }: { port: number; cookies: string[] }) {
    port = at;
    people = await Promise.all(
      cookies.map(async (cookie, i) => {
        const ip = `198.51.${100 + Math.floor(i / 200)}.${1 + (i % 200)}`;
        const socket = io(`http://127.0.0.1:${port}`, {
          transports: ['websocket'],
          forceNew: true,
          extraHeaders: { cookie, 'x-real-ip': ip },
        });
        const heard = new Set<string>();
        socket.on('events', (events: unknown) => {
          for (const [, id] of JSON.stringify(events).matchAll(/"gig":\{"id":"([0-9a-f]{24})"/g))
            heard.add(id!);
        });
        await new Promise((resolve) => socket.once('hello', resolve));
        socket.emit('feed.watch', {});
        return { cookie, ip, socket, heard, takes: 0 };
      }),
    );
  },
  begin({ thinkMs }: { thinkMs: number }) {
    [going, took, failed] = [true, [], []];
    running = people.map((person) => live(person, thinkMs));
  },
  tell(gig: { id: string; version: number }) {
    newest = gig;
  },
  /** What they felt since they began: milliseconds of each request, those that failed, live news that never came. */
  async end({ posted }: { posted: string[] }) {
    going = false;
    await Promise.all(running);
    const missed = people.flatMap(({ heard }) => posted.filter((id) => !heard.has(id))).length;
    return { took, failed: failed.length, some: failed.slice(0, 5), missed };
  },
  leave() {
    for (const { socket } of people) socket.disconnect();
  },
};
export type PeopleCalls = typeof calls;
answerCalls(calls);
