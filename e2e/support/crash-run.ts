import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { call, type DemoSession, demoSession } from './api.ts';
import { cleanPosting } from './posting.ts';
import { type Product, startProduct } from './product.ts';

const EMPLOYER = 'employer-ruyi';
const POSTERS = 4;
const TAKEN_OVER_MS = 15_000;

type Seen = { id: string; seq: number; type: string; payload: { gig?: { id: string } } };
export type CrashReport = {
  kills: number;
  acknowledged: number;
  missing: string[];
  unseen: string[];
  doubled: string[];
  disordered: number;
  openMs: number[];
};

/** A client as the web app is one: it follows live, and asks for what it missed by the number it saw last. */
function follower() {
  const seen = new Map<string, Seen>();
  const doubled: string[] = [];
  let cursor = 0;
  let disordered = 0;
  let socket: Socket | undefined;

  const apply = (event: Seen) => {
    if (event.seq <= cursor) {
      if (!seen.has(event.id)) disordered += 1;
      return;
    }
    cursor = event.seq;
    if (seen.has(event.id)) doubled.push(event.id);
    seen.set(event.id, event);
  };

  async function catchUp(url: string) {
    for (;;) {
      const { status, body } = await call(url, null, 'GET', `/events?after=${cursor}&limit=100`);
      if (status !== 200) throw new Error(`Catch-up: ${status} ${JSON.stringify(body)}`);
      for (const event of body.items as Seen[]) apply(event);
      cursor = Math.max(cursor, body.seq as number);
      if (!body.more) return;
    }
  }

  return {
    seen,
    doubled,
    disordered: () => disordered,
    catchUp,
    /** Connects, catches up while live events wait, then applies them. */
    async follow(url: string) {
      let waiting: Seen[] | null = [];
      socket = io(url, { transports: ['websocket'], reconnection: false });
      socket.on('events', (events: Seen[]) => {
        if (waiting) waiting.push(...events);
        else events.forEach(apply);
      });
      await new Promise<void>((resolve, reject) => {
        socket!.once('hello', () => resolve());
        socket!.once('connect_error', reject);
      });
      await socket.emitWithAck('feed.watch', {});
      await catchUp(url);
      waiting.forEach(apply);
      waiting = null;
    },
    leave: () => socket?.disconnect(),
  };
}

/** Posts and sends in gigs until the connection breaks; notes what was acknowledged as published. */
async function poster(
  url: string,
  session: DemoSession,
  posting: object,
  acknowledged: Set<string>,
  stopped: () => boolean,
) {
  const employerId = session.me.roles.find((role) => role.role === 'employer')!.employerId;
  while (!stopped()) {
    try {
      const made = await call(url, session, 'POST', '/gigs', { employerId, posting });
      if (made.status !== 201) throw new Error(`Posting: ${made.status} ${JSON.stringify(made.body)}`);
      const sent = await call(url, session, 'POST', `/gigs/${made.body.id}/submit`, {
        revision: made.body.revision,
      });
      if (sent.status !== 200) throw new Error(`Sending in: ${sent.status} ${JSON.stringify(sent.body)}`);
      if (sent.body.state !== 'published')
        throw new Error(`It is ${sent.body.state}: ${JSON.stringify(sent.body.flags)}`);
      acknowledged.add(String(made.body.id));
    } catch (error) {
      if (stopped() || error instanceof TypeError) return;
      throw error;
    }
  }
}

/** Until this round has acknowledged a few: how long that takes depends on the machine. */
async function someMore(acknowledged: Set<string>): Promise<void> {
  const enough = acknowledged.size + POSTERS;
  for (let waited = 0; acknowledged.size < enough; waited += 20) {
    if (waited > 30_000) throw new Error('Nothing is acknowledged.');
    await pause(20);
  }
}

/**
 * Kills a running server `kills` times in the middle of a stream of postings, starts it again on the same folder,
 * and compares what was acknowledged with what is there and with what a following client saw.
 */
export async function crashRun(options: {
  dataDir: string;
  kills: number;
  log?: (line: string) => void;
}): Promise<CrashReport> {
  const acknowledged = new Set<string>();
  const openMs: number[] = [];
  const client = follower();
  let product: Product = await startProduct({ dataDir: options.dataDir });
  const session = await demoSession(product.url, EMPLOYER);
  const posting = await cleanPosting(product.url);
  await client.catchUp(product.url);

  for (let kill = 1; kill <= options.kills; kill += 1) {
    await client.follow(product.url);
    let stopping = false;
    const posters = Array.from({ length: POSTERS }, () =>
      poster(product.url, session, posting, acknowledged, () => stopping),
    );
    await someMore(acknowledged);
    await pause(Math.random() * 500);
    stopping = true;
    await product.kill();
    client.leave();
    await Promise.all(posters);
    const started = performance.now();
    product = await startProduct({ dataDir: options.dataDir });
    openMs.push(Math.round(performance.now() - started));
    options.log?.(`kill ${kill}: ${acknowledged.size} acknowledged, open again after ${openMs.at(-1)} ms`);
  }

  const published = () =>
    [...client.seen.values()]
      .filter((event) => event.type === 'gig.published.v1')
      .map((event) => event.payload.gig!.id);
  // Who gave events their numbers died with a lease: the next one may do so when that has run out.
  for (let waited = 0; waited < TAKEN_OVER_MS; waited += 250) {
    await client.catchUp(product.url);
    const told = new Set(published());
    if ([...acknowledged].every((id) => told.has(id))) break;
    await pause(250);
  }
  const missing: string[] = [];
  for (const id of acknowledged) {
    const { status, body } = await call(product.url, session, 'GET', `/gigs/${id}/manage`);
    if (status !== 200 || body.state !== 'published') missing.push(id);
  }
  const counts = Map.groupBy(published(), (id) => id);
  await product.stop();
  return {
    kills: options.kills,
    acknowledged: acknowledged.size,
    missing,
    unseen: [...acknowledged].filter((id) => !counts.has(id)),
    doubled: [...client.doubled, ...[...counts].filter(([, same]) => same.length > 1).map(([id]) => id)],
    disordered: client.disordered(),
    openMs,
  };
}
