import { connect, type Socket } from 'node:net';
import { answerCalls } from './ipc.ts';
import { noneWrong, type Wrong } from './wrong.ts';

/**
 * Many live connections in one process, that only split frames and note the numbers of events: a real client's
 * decoding would cost more than the server's sending.
 */
type Group = { sockets: Socket[]; seqs: number[][]; arrived: number; heard: () => void };

/**
 * A connection: who it is, and what it says first, each answered. `keepsLevel`: it does as every client does, and reads
 * by the log what it was too slow for, or missed while it was cut off.
 */
type One = { cookie?: string; first: string[]; keepsLevel?: true };

const groups = new Map<string, Group>();
const PING = 0x32;
const PONG = masked('3');
const SEQ = /"seq":(\d+)/g;

/** A short text frame as clients send it, masked with zeros. */
function masked(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0])
      : Buffer.from([0x81, 0x80 | 126, body.length >> 8, body.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([head, body]);
}

const TRIES = 5;
/** On a busy machine a kept connection may be closed just when it is used again; then it is asked once more, as pages do. */
async function read(url: string, cookie: string): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      return await fetch(url, { headers: { cookie } });
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

/** What became of those that keep level, whoever's fault it was. */
const troubles = { behind: 0, cutOff: 0 };
/** Those that are being caught up by the log: what they lack is not lost. */
const catchingUp = new Set<Promise<void>>();

/** Reads by the log what came after an event, as every client does. */
async function catchUp(group: Group, index: number, url: string, one: One, from: number): Promise<void> {
  const { origin } = new URL(url);
  for (let after = from; ; ) {
    const answer = await read(`${origin}/api/v1/events?after=${after}`, one.cookie!);
    if (answer.status !== 200) throw new Error(`Events after ${after}: ${answer.status}`);
    const page = (await answer.json()) as { items: { seq: number }[]; seq: number; more: boolean };
    group.seqs[index]!.push(...page.items.map(({ seq }) => seq));
    after = page.seq;
    if (!page.more) return;
  }
}

function keepLevel(work: Promise<void>): void {
  catchingUp.add(work);
  void work.then(() => catchingUp.delete(work));
}

const lastOf = (group: Group, index: number) => group.seqs[index]!.at(-1) ?? 0;

async function comeBack(group: Group, index: number, url: string, one: One, after: number): Promise<void> {
  await open(group, url, one, index);
  await catchUp(group, index, url, one, after);
}

function open(group: Group, url: string, options: One, index = group.sockets.length): Promise<void> {
  const { hostname, port, pathname, search } = new URL(url);
  const socket = connect(Number(port), hostname);
  group.sockets[index] = socket;
  group.seqs[index] ??= [];
  socket.setNoDelay(true);
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
      `${options.cookie ? `Cookie: ${options.cookie}\r\n` : ''}\r\n`,
  );
  return new Promise((resolve, reject) => {
    let rest: Buffer = Buffer.alloc(0);
    let upgraded = false;
    const steps = [...options.first];
    const next = () => {
      const step = steps.shift();
      if (step === undefined) resolve();
      else socket.write(masked(step));
    };
    const frame = (payload: Buffer) => {
      if (payload.length === 1 && payload[0] === PING) return void socket.write(PONG);
      const text = payload.toString('latin1');
      if (text.startsWith('0') || text.startsWith('40') || text.startsWith('43')) return next();
      if (options.keepsLevel && text.includes('"behind"')) {
        troubles.behind += 1;
        keepLevel(catchUp(group, index, url, options, lastOf(group, index)));
      }
      if (!text.includes('"events"')) return;
      for (const [, seq] of text.matchAll(SEQ)) {
        group.seqs[index]!.push(Number(seq));
        group.arrived += 1;
      }
      group.heard();
    };
    socket.on('data', (chunk) => {
      let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      if (!upgraded) {
        const end = data.indexOf('\r\n\r\n');
        if (end < 0) {
          rest = data;
          return;
        }
        if (!data.subarray(0, 32).includes('101')) return reject(new Error(data.toString('latin1', 0, 80)));
        upgraded = true;
        data = data.subarray(end + 4);
        if (steps.length === 0) resolve();
      }
      while (data.length >= 2) {
        const short = data[1]! & 127;
        const head = short < 126 ? 2 : short === 126 ? 4 : 10;
        if (data.length < head) break;
        const length =
          short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
        if (data.length < head + length) break;
        frame(data.subarray(head, head + length));
        data = data.subarray(head + length);
      }
      rest = data;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      reject(new Error('closed'));
      if (!options.keepsLevel || !upgraded) return;
      troubles.cutOff += 1;
      keepLevel(comeBack(group, index, url, options, lastOf(group, index)));
    });
  });
}

const calls = {
  /** Opens connections, 50 at a time. */
  async open(wanted: { group: string; url: string; each: One[] }) {
    const group = groups.get(wanted.group) ?? { sockets: [], seqs: [], arrived: 0, heard: () => undefined };
    groups.set(wanted.group, group);
    for (let i = 0; i < wanted.each.length; i += 50)
      await Promise.all(wanted.each.slice(i, i + 50).map((one) => open(group, wanted.url, one)));
  },
  /** Forgets what came before. */
  arm({ group: name }: { group: string }) {
    const group = groups.get(name)!;
    for (const seqs of group.seqs) seqs.length = 0;
    group.arrived = 0;
  },
  /** Waits for all that is expected and a moment longer; `to`: the first so many sockets, each all of `seqs`. */
  async expect({ group: name, to, seqs }: { group: string; to: number; seqs: number[] }) {
    const group = groups.get(name)!;
    await arrivals(group, to * seqs.length);
    await new Promise((resolve) => setTimeout(resolve, 60));
    return count(group, to, seqs);
  },
  /** Asks by HTTP for what makes the news, and says how long it took until the last socket had it, in ms. */
  async trigger(asked: { group: string; to: number; url: string; cookie: string; body: string }) {
    const group = groups.get(asked.group)!;
    const began = performance.now();
    const [status] = await Promise.all([
      fetch(asked.url, {
        method: 'POST',
        headers: { cookie: asked.cookie, 'content-type': 'application/json' },
        body: asked.body,
      }).then(async (answer) => [answer.status, await answer.text()] as const),
      arrivals(group, asked.to),
    ]);
    if (status[0] >= 300) throw new Error(`${asked.url}: ${status.join(' ')}`);
    return performance.now() - began;
  },
  /** Breaks one connection off, as a lost network does, and says the number of the last event that it had. */
  drop({ group: name, index }: { group: string; index: number }) {
    const group = groups.get(name)!;
    group.sockets[index]!.removeAllListeners('close').destroy();
    return lastOf(group, index);
  },
  /** Connects it again in its place, and catches up by the log from what it had, as every client does. */
  async back(asked: { group: string; index: number; url: string; one: One; after: number }) {
    const group = groups.get(asked.group)!;
    await comeBack(group, asked.index, asked.url, asked.one, asked.after);
  },
  /** How often one that keeps level was told that it is behind, or was cut off; once all of them are level. */
  async troubles() {
    while (catchingUp.size > 0) await Promise.all(catchingUp);
    return troubles;
  },
  /** How many of `seqs` each of the first `to` sockets lacks, summed up. */
  lacking({ group: name, to, seqs }: { group: string; to: number; seqs: number[] }) {
    const group = groups.get(name)!;
    let lacking = 0;
    for (const got of group.seqs.slice(0, to)) {
      const once = new Set(got);
      lacking += seqs.filter((seq) => !once.has(seq)).length;
    }
    return lacking;
  },
  close({ group }: { group: string }) {
    for (const socket of groups.get(group)?.sockets ?? []) socket.removeAllListeners('close').destroy();
    groups.delete(group);
  },
};
export type ClientCalls = typeof calls;

function arrivals(group: Group, wanted: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, 15_000);
    function done() {
      clearTimeout(timer);
      group.heard = () => undefined;
      resolve();
    }
    group.heard = () => {
      if (group.arrived >= wanted) done();
    };
    group.heard();
  });
}

function count(group: Group, to: number, seqs: number[]): Wrong {
  const wrong = noneWrong();
  group.seqs.forEach((got, index) => {
    if (index >= to) wrong.misdirected += got.length;
    else {
      const once = new Set(got);
      wrong.lost += seqs.filter((seq) => !once.has(seq)).length;
      wrong.doubled += got.length - once.size;
      // Out of order counts as lost: the later one came where the earlier should have been.
      wrong.lost += [...once].filter((seq, i, all) => i > 0 && seq < all[i - 1]!).length;
    }
  });
  return wrong;
}

answerCalls(calls);
