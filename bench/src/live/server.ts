import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { writeHeapSnapshot } from 'node:v8';
import { toLiveEvent } from '@linggong/api/platform/events/log.ts';
import type { StoredEvent } from '@linggong/api/platform/events/models.ts';
import { frameOf } from '@linggong/api/platform/realtime/frame.ts';
import { buildPosting, makeEmployer, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import type { Cast } from '../soak/poster.ts';
import { answerCalls } from './ipc.ts';

/** The product and the two floors beside it, in one process, so that all share its noise. */
const SESSIONS_SHARE = 20;
const CHANNEL = 'bare';
let product: TestServer | undefined;
let gigs: { modest: StoredEvent; wellPaid: StoredEvent } | undefined;
let employer: Awaited<ReturnType<typeof makeEmployer>> | undefined;
const workers: Awaited<ReturnType<typeof makeWorker>>[] = [];
let began = process.cpuUsage();
let seq = 1_000_000;

let publish: (event: string) => unknown = () => undefined;
const closed: (() => void)[] = [];
const bare = createServer((request, response) => {
  // The floor of a posting: a request that broadcasts, here and where one listens on Redis, and nothing else.
  request.resume().once('end', () => {
    const event = next('wellPaid');
    void publish(JSON.stringify(toLiveEvent(event)));
    broadcast([event]);
    response.end();
  });
});
const io = new Server(bare, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
io.on('connection', (socket) => {
  void socket.join('all');
  if (io.engine.clientsCount <= 200) void socket.join('tenth');
});
const plain = createServer();
const sockets = new WebSocketServer({ server: plain, perMessageDeflate: false });

const broadcast = (events: StoredEvent[], room = 'all') =>
  void io.to(room).emit('events', events.map(toLiveEvent));

function next(kind: 'modest' | 'wellPaid'): StoredEvent {
  return { ...gigs![kind], _id: ++seq };
}
/** Microseconds that this thread has run, user and system. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
const portOf = (server: typeof bare) => (server.address() as AddressInfo).port;
const listen = (server: typeof bare) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));

const FIRE = {
  product(events: StoredEvent[]) {
    for (const event of events) product!.live.deliver(event);
  },
  io(events: StoredEvent[], tenth: boolean) {
    for (const event of events) broadcast([event], tenth ? 'tenth' : 'all');
  },
  ws(events: StoredEvent[], tenth: boolean) {
    const { bytes } = frameOf(events.map((event) => JSON.stringify(toLiveEvent(event))));
    let count = 0;
    for (const socket of sockets.clients) {
      if (tenth && ++count > 200) break;
      (socket as unknown as { _socket: { write: (data: Buffer) => void } })._socket.write(bytes);
    }
  },
};
export type Variant = keyof typeof FIRE;

/** One process of several: the deployment's database and Redis. The first makes what is posted, and who signs in. */
export type Joined = { database: { url: string; name: string }; redis?: string; first: boolean };

async function listenOnRedis(url: string): Promise<void> {
  const { createClient } = await import('redis');
  const client = await createClient({ url }).connect();
  const reader = await client.duplicate().connect();
  publish = (event) => client.publish(CHANNEL, event);
  closed.push(
    () => client.destroy(),
    () => reader.destroy(),
  );
  await reader.subscribe(CHANNEL, (event) => void io.to('all').emit('events', [JSON.parse(event)]));
}

async function join({ database, redis }: Joined): Promise<TestServer> {
  if (redis) await listenOnRedis(redis);
  const giveBack = async () => undefined;
  return startTestServer({
    settings: redis ? { REDIS_URL: redis } : {},
    beside: { database: { ...database, giveBack } },
  });
}

/** The event that told of a gig's publication, once it has its place in the log. */
async function published({ deps }: TestServer, gigId: string): Promise<StoredEvent> {
  for (;;) {
    const events = await deps.events.after(0, 500);
    const found = events.find(
      ({ type, payload }) =>
        type === 'gig.published.v1' && (payload as { gig: { id: string } }).gig.id === gigId,
    );
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const calls = {
  /** Starts the product; with `bare` only the floors, whose process stays small. */
  async start({ bareOnly, joined }: { bareOnly: boolean; joined?: Joined }) {
    await listen(bare);
    await listen(plain);
    if (!bareOnly) {
      product = joined ? await join(joined) : await startTestServer();
    }
    if (product && joined?.first !== false) {
      employer = await makeEmployer(product);
      const modest = await publishGig(product, employer, { pay: { amountFen: 20_000 } });
      const wellPaid = await publishGig(product, employer, { pay: { amountFen: 50_000 } });
      const of = (id: string) => published(product!, id);
      gigs = { modest: await of(modest.id), wellPaid: await of(wellPaid.id) };
    }
    return { product: product?.url ?? '', io: portOf(bare), ws: portOf(plain) };
  },
  /** Cookies of so many signed-in connections; a session has several. */
  async signIn({ connections }: { connections: number }) {
    const cookies: string[] = [];
    while (cookies.length < connections) {
      const worker = await makeWorker(product!);
      workers.push(worker);
      const { client } = worker;
      for (let i = 0; i < SESSIONS_SHARE; i++) cookies.push(client.cookie());
    }
    return cookies.slice(0, connections);
  },
  /** Sends events and says which; from here on CPU is counted. */
  fire(what: { variant: Variant; events: number; tenth: boolean; gapMs: number }) {
    const events = Array.from({ length: what.events }, () => next(what.tenth ? 'modest' : 'wellPaid'));
    began = process.cpuUsage();
    if (what.gapMs === 0) FIRE[what.variant](events, what.tenth);
    else
      for (const [i, event] of events.entries())
        setTimeout(() => FIRE[what.variant]([event], what.tenth), i * what.gapMs);
    return events.map((event) => event._id);
  },
  /** From here on CPU is counted. */
  count() {
    began = process.cpuUsage();
  },
  /** Microseconds of CPU, user and system, since `fire` or `count`. */
  cpu() {
    const { user, system } = process.cpuUsage(began);
    return user + system;
  },
  /** What the process holds once V8 has given back all that it can: what is left of handshakes is not a connection's. */
  async rss() {
    for (let i = 0; i < 3; i++) {
      globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' } as never);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return process.memoryUsage().rss;
  },
  /** What is on the heap, for the inspector of a browser to compare. */
  heap: ({ file }: { file: string }) => void writeHeapSnapshot(file),
  /** In MiB, as it is at this moment. */
  memory() {
    const { rss, heapUsed } = process.memoryUsage();
    return { rss: Math.round(rss / 2 ** 20), heapUsed: Math.round(heapUsed / 2 ** 20) };
  },
  /**
   * What the 99th of 100 looks at the event loop saw, in milliseconds, while events went out one after the other; at
   * rest without a variant. `own`: the thread's own time between two looks a millisecond apart, which is how long
   * the loop was held; `wall`: with what other processes took meanwhile.
   */
  async loopDelay({ variant, rounds }: { variant?: Variant; rounds: number }) {
    const wall = monitorEventLoopDelay({ resolution: 1 });
    const own = createHistogram();
    let last = threadTime();
    wall.enable();
    const look = setInterval(() => {
      const now = threadTime();
      own.record(Math.max(1, now - last));
      last = now;
    }, 1);
    for (let i = 0; i < rounds; i++) {
      if (variant) FIRE[variant]([next('wellPaid')], false);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    clearInterval(look);
    wall.disable();
    return { own: own.percentile(99) / 1e3, wall: wall.percentile(99) / 1e6 };
  },
  /** A posting that is ready to be sent in, and what followed from its draft is done: what to ask for. */
  async draft() {
    const posting = await buildPosting(product!, { pay: { amountFen: 50_000 } });
    const { body } = await employer!.client.post<{ id: string; revision: number }>('/gigs', {
      employerId: employer!.employerId,
      posting,
    });
    await settle(product!);
    return {
      url: `${product!.url}/api/v1/gigs/${body.id}/submit`,
      cookie: employer!.client.cookie(),
      body: JSON.stringify({ revision: body.revision }),
    };
  },
  /** Milliseconds of one acknowledged insert of a document of a gig's size. */
  async insert() {
    const collection = product!.deps.connection.collection('bench');
    const at = performance.now();
    await collection.insertOne(
      { at: new Date(), payload: gigs!.wellPaid.payload },
      { writeConcern: { w: 'majority' } },
    );
    return performance.now() - at;
  },
  /** Who posts, who takes, and what: of so many days, each with one place. */
  async cast({ days }: { days: number }): Promise<Cast> {
    const onDay = (_: unknown, day: number) =>
      buildPosting(product!, { pay: { amountFen: 20_000 }, shifts: [shiftOn(product!, 1 + day, 1)] });
    return {
      url: product!.url,
      employer: { cookie: employer!.client.cookie(), employerId: employer!.employerId },
      workers: workers.map(({ client }) => client.cookie()),
      postings: await Promise.all(Array.from({ length: days }, onDay)),
    };
  },
  /** The numbers of all gigs that were published after a place in the log, once nothing waits any more. */
  async publishedSince({ seq }: { seq: number }) {
    await settle(product!);
    const events = await product!.deps.eventModels.events
      .find({ type: 'gig.published.v1', _id: { $gt: seq } }, { _id: 1 })
      .lean();
    return events.map(({ _id }) => _id);
  },
  /** The number of the gig that was published last. */
  async published() {
    const event = await product!.deps.eventModels.events
      .findOne({ type: 'gig.published.v1' }, { _id: 1 })
      .sort({ _id: -1 })
      .lean();
    return event!._id;
  },
  async stop() {
    for (const close of closed) close();
    await io.close();
    sockets.close();
    plain.closeAllConnections();
    plain.close();
    await product?.close();
  },
};
export type ServerCalls = typeof calls;
answerCalls(calls);
