import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { answerCalls } from '../live/ipc.ts';

export type Ask = { method?: string; path: string; headers?: Record<string, string>; body?: string };
type Answered = { status: number; bytes: number; ms: number; body: string };

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

function requestOf(port: number, { method = 'GET', path, headers = {}, body }: Ask): string {
  const all = {
    host: `127.0.0.1:${port}`,
    ...headers,
    ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}

/** One kept connection. Answers are only split: what a real client does with them would cost more than the server's part. */
function connection(port: number) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  let waiting: ((answer: Answered) => void) | undefined;
  let failed: ((error: Error) => void) | undefined;
  let at = 0;
  let chunks: Buffer[] = [];
  let got = 0;
  let head = '';
  /** Bytes of the body; null: in chunks, up to an empty one. */
  let wanted: number | null = 0;

  function begin(data: Buffer, end: number): Buffer {
    head = data.toString('latin1', 0, end);
    const length = /^HTTP\/1.1 [23]04/.test(head) ? '0' : /content-length: (\d+)/i.exec(head)?.[1];
    wanted = length === undefined ? null : Number(length);
    chunks = [];
    got = 0;
    return data.subarray(end + HEAD_END.length);
  }
  function done(): void {
    const body = Buffer.concat(chunks).toString();
    const status = Number(head.slice(9, 12));
    const answer = { status, bytes: got, ms: performance.now() - at, body };
    chunks = [];
    head = '';
    waiting?.(answer);
  }
  socket.on('data', (chunk) => {
    let data: Buffer = chunk;
    if (head === '') {
      data = Buffer.concat([...chunks, chunk]);
      const end = data.indexOf(HEAD_END);
      if (end < 0) {
        chunks = [data];
        return;
      }
      data = begin(data, end);
    }
    chunks.push(data);
    got += data.length;
    if (wanted === null ? data.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) : got >= wanted) done();
  });
  socket.on('error', (error) => failed?.(error));
  socket.on('close', () => failed?.(new Error('closed')));
  return {
    ask: (request: string) =>
      new Promise<Answered>((resolve, reject) => {
        waiting = resolve;
        failed = reject;
        at = performance.now();
        socket.write(request);
      }),
    /** A server ends a connection that was idle for seconds. */
    isOpen: () => !socket.closed && !socket.readableEnded,
    close: () => void socket.end(),
  };
}

/** Connections of a steady stream: so many requests may wait for their answer. */
const STEADY = 16;
let coldest = 0;
let steadily: () => Promise<number[]> = async () => [];

const kept = new Map<number, ReturnType<typeof connection>[]>();
function connections(port: number, count: number) {
  const open = (kept.get(port) ?? []).filter((one) => one.isOpen());
  kept.set(port, open);
  while (open.length < count) open.push(connection(port));
  return open.slice(0, count);
}

const calls = {
  /** One request, with its answer. */
  one: ({ port, ...ask }: Ask & { port: number }) => connections(port, 1)[0]!.ask(requestOf(port, ask)),
  /** The same request so often, by so many connections that each wait for their answer. */
  async repeat({ port, times, by, ...ask }: Ask & { port: number; times: number; by: number }) {
    const request = requestOf(port, ask);
    let left = times;
    const seen = new Set<string>();
    await Promise.all(
      connections(port, by).map(async (one) => {
        while (left-- > 0) {
          const { status, bytes } = await one.ask(request);
          seen.add(`${status}, ${bytes} bytes`);
        }
      }),
    );
    return [...seen];
  },
  /** Different requests one after the other: what each took, in ms. */
  async each({ port, asks }: { port: number; asks: Ask[] }) {
    const [one] = connections(port, 1);
    const answers: { status: number; bytes: number; ms: number }[] = [];
    for (const ask of asks) {
      const { status, bytes, ms } = await one!.ask(requestOf(port, ask));
      answers.push({ status, bytes, ms });
    }
    return answers;
  },
  /** Different pages of the listing one after the other: what each says of itself. Throws where one isn't answered. */
  async pages({ port, asks }: { port: number; asks: Ask[] }) {
    const [one] = connections(port, 1);
    const pages: { items: number; asOf: string; body: string }[] = [];
    for (const ask of asks) {
      const { status, body } = await one!.ask(requestOf(port, ask));
      if (status !== 200) throw new Error(`${ask.path}: ${status} ${body}`);
      const { items, asOf } = JSON.parse(body);
      pages.push({ items: items.length, asOf, body });
    }
    return pages;
  },
  /** Different requests at once, each by a connection of its own: what each took, in ms. */
  async all({ port, asks }: { port: number; asks: Ask[] }) {
    const open = asks.map(() => connection(port));
    const answers = await Promise.all(asks.map((ask, i) => open[i]!.ask(requestOf(port, ask))));
    for (const one of open) one.close();
    return answers.map(({ status, ms }) => ({ status, ms }));
  },
  /**
   * One request each `everyMs`, whether or not the one before is answered, until `end`: what each took from the moment
   * it was due, in ms. Every other one asks for a page that nobody asked for before.
   */
  steady({ port, path, everyMs }: { port: number; path: string; everyMs: number }) {
    const all = connections(port, STEADY);
    const took: number[] = [];
    const began = performance.now();
    let going = true;
    const done = Promise.all(
      all.map(async (one, place) => {
        for (let due = began + place * everyMs; ; due += STEADY * everyMs) {
          await setTimeout(Math.max(0, due - performance.now()));
          if (!going) return;
          const cold = `${path}${path.includes('?') ? '&' : '?'}payMin=${++coldest}`;
          const { status } = await one.ask(requestOf(port, { path: coldest % 2 ? cold : path }));
          if (status !== 200) throw new Error(`${path}: ${status}`);
          took.push(performance.now() - due);
        }
      }),
    );
    done.catch(() => undefined);
    steadily = async () => {
      going = false;
      await done;
      return took;
    };
  },
  end: () => steadily(),
};
export type AskerCalls = typeof calls;
answerCalls(calls);
