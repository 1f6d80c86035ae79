import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { endOnSignals, figure, median, progress } from './figures.ts';
import type { ClientCalls } from './live/clients.ts';
import { startChild } from './live/ipc.ts';
import type { ServerCalls, Variant } from './live/server.ts';
import { addWrong, noneWrong } from './live/wrong.ts';

/**
 * What a delivery costs the server, beside a bare Socket.IO room broadcast and a bare WebSocket server sending one
 * buffer, all in one process, interleaved. From the log's event on, matching included; 2,000 signed-in sockets
 * (20 of a session), of which a tenth, or all, match.
 *
 * post_to_last: from sending a gig in to the last of all sockets, less one insert; floor: asking the bare Socket.IO
 * for its broadcast. Posting goes back and forth between threads, broadcasting does not: other work on the machine,
 * which is waited for at every step, weighs on the first alone. `.cpu` is the same in the server's time on processors.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 30);
const RSS_ROUNDS = Math.ceil(ROUNDS / 10);
const WARM_UP = 3;
const SOCKETS = Number(process.env.SOCKETS ?? 2000);
const MANY = 10_000;
const IDLE_SECONDS = Number(process.env.IDLE_SECONDS ?? 60);
/** Until what opening the connections left behind is done. */
const CALM_MS = 10_000;
const IO = '/socket.io/?EIO=4&transport=websocket';
const WELL_PAID = '42["feed.watch",{"payMin":"30000"}]';

endOnSignals();
const wrong = noneWrong();
const kept = new Map<string, number[]>();
const keep = (name: string, value: number) => kept.set(name, [...(kept.get(name) ?? []), value]);
const of = (name: string) => median(kept.get(name)!);

const watching = (index: number, tenth: number) => [
  '40',
  `420${(index < tenth ? '42["feed.watch",{}]' : WELL_PAID).slice(2)}`,
];

async function fanOuts() {
  const server = startChild<ServerCalls>('./server.ts');
  const clients = startChild<ClientCalls>('./clients.ts');
  const tenth = SOCKETS / 10;
  const ports = await server.call('start', { bareOnly: false });
  const cookies = await server.call('signIn', { connections: SOCKETS });
  const all = Array.from({ length: SOCKETS }, (_, i) => i);
  await clients.call('open', {
    group: 'product',
    url: `${ports.product}${IO}`,
    each: all.map((i) => ({ cookie: cookies[i]!, first: watching(i, tenth) })),
  });
  await clients.call('open', {
    group: 'io',
    url: `http://127.0.0.1:${ports.io}${IO}`,
    each: all.map(() => ({ first: ['40'] })),
  });
  await clients.call('open', {
    group: 'ws',
    url: `http://127.0.0.1:${ports.ws}/`,
    each: all.map(() => ({ first: [] })),
  });

  async function round(
    name: string,
    variant: Variant,
    how: { events: number; tenth: boolean; gapMs: number },
  ) {
    await clients.call('arm', { group: variant });
    const seqs = await server.call('fire', { variant, ...how });
    const to = how.tenth ? tenth : SOCKETS;
    const seen = await clients.call('expect', { group: variant, to, seqs });
    keep(name, (await server.call('cpu')) / (to * how.events));
    if (variant !== 'product') return;
    addWrong(wrong, seen);
  }

  const one = { events: 1, gapMs: 0 };
  const variants: [string, Variant, Parameters<typeof round>[2]][] = [
    ...(['product', 'io', 'ws'] as const).flatMap((variant) => [
      [`${variant}.all`, variant, { ...one, tenth: false }] as never,
      [`${variant}.tenth`, variant, { ...one, tenth: true }] as never,
    ]),
    ['product.burst', 'product', { events: 10, gapMs: 5, tenth: false }],
    ['io.burst', 'io', { events: 10, gapMs: 5, tenth: false }],
  ];
  for (let i = 0; i < ROUNDS + WARM_UP; i++) {
    if (i === WARM_UP) kept.clear();
    for (const [name, variant, how] of [...variants].sort(() => Math.random() - 0.5))
      await round(name, variant, how);
    await server.call('count');
    keep('insert', await server.call('insert'));
    keep('insert.cpu', await server.call('cpu'));
    const asked = [
      ['post', 'product', await server.call('draft')],
      ['trigger', 'io', { url: `http://127.0.0.1:${ports.io}/`, cookie: '', body: '{}' }],
    ] as const;
    for (const [name, group, request] of i % 2 ? asked : [...asked].reverse()) {
      await clients.call('arm', { group });
      await server.call('count');
      keep(name, await clients.call('trigger', { group, to: SOCKETS, ...request }));
      keep(`${name}.cpu`, await server.call('cpu'));
      if (group !== 'product') continue;
      const seqs = [await server.call('published')];
      addWrong(wrong, await clients.call('expect', { group, to: SOCKETS, seqs }));
    }
    progress('fan-outs: round', i + 1, ROUNDS + WARM_UP);
  }
  await clients.stop();
  await server.call('stop');
  await server.stop();
  figure(
    'live.cpu_per_delivery',
    Math.max(of('product.all') / of('io.all'), of('product.tenth') / of('io.tenth')),
    'x',
  );
  figure('live.cpu_per_delivery.all', of('product.all') / of('io.all'), 'x');
  figure('live.cpu_per_delivery.tenth', of('product.tenth') / of('io.tenth'), 'x');
  figure('live.cpu_per_delivery_ws', of('product.all') / of('ws.all'), 'x');
  figure('live.burst', of('product.burst') / of('io.burst'), 'x');
  figure('live.post_to_last', (of('post') - of('insert')) / of('trigger'), 'x');
  figure('live.post_to_last.cpu', (of('post.cpu') - of('insert.cpu')) / of('trigger.cpu'), 'x');
  for (const [name, count] of Object.entries(wrong)) figure(`live.${name}`, count, 'events');
}

/** Resident bytes of one more connection; the database, which signing in keeps busy, is in this process. */
async function rssPerConnection(group: 'product' | 'io'): Promise<number> {
  const database = await startEmbeddedMongo();
  const joined = { database: { url: database.url, name: 'rss' }, first: true };
  const server = startChild<ServerCalls>('./server.ts');
  const clients = startChild<ClientCalls>('./clients.ts');
  const ports = await server.call('start', { bareOnly: group === 'io', joined });
  const url = group === 'io' ? `http://127.0.0.1:${ports.io}${IO}` : `${ports.product}${IO}`;
  const cookies = group === 'io' ? [] : await server.call('signIn', { connections: 2 * SOCKETS });
  const open = (from: number) =>
    clients.call('open', {
      group,
      url,
      each: Array.from({ length: SOCKETS }, (_, i) => ({
        ...(group === 'product' && { cookie: cookies[from + i]! }),
        first: group === 'io' ? ['40'] : watching(i, SOCKETS / 10),
      })),
    });
  // The first half warms up what every further one needs not have again.
  await open(0);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const before = await server.call('rss');
  await open(SOCKETS);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const grown = (await server.call('rss')) - before;
  await clients.stop();
  await server.call('stop');
  await server.stop();
  await database.close();
  return grown / SOCKETS;
}

/** What a process with all its connections open costs while nothing happens; the database is in this process. */
async function atRest(group: 'product' | 'io'): Promise<{ cpu: number; rss: number }> {
  const database = await startEmbeddedMongo();
  const joined = { database: { url: database.url, name: 'idle' }, first: true };
  const server = startChild<ServerCalls>('./server.ts');
  const clients = startChild<ClientCalls>('./clients.ts');
  const ports = await server.call('start', { bareOnly: group === 'io', joined });
  const cookies = group === 'io' ? [] : await server.call('signIn', { connections: SOCKETS });
  await clients.call('open', {
    group,
    url: group === 'io' ? `http://127.0.0.1:${ports.io}${IO}` : `${ports.product}${IO}`,
    each: Array.from({ length: SOCKETS }, (_, i) =>
      group === 'io' ? { first: ['40'] } : { cookie: cookies[i]!, first: watching(i, SOCKETS / 10) },
    ),
  });
  await new Promise((resolve) => setTimeout(resolve, CALM_MS));
  const rss = await server.call('rss');
  await server.call('count');
  const at = performance.now();
  await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1000));
  const cpu = (await server.call('cpu')) / (performance.now() - at);
  await clients.stop();
  await server.call('stop');
  await server.stop();
  await database.close();
  return { cpu, rss: rss / 2 ** 20 };
}

/** `live.idle`: CPU of the API's process alone, pings and answers to them included; `live.process`: what it holds. */
async function idle() {
  const product = await atRest('product');
  progress('idle: part', 1, 2);
  const bare = await atRest('io');
  figure('live.idle', product.cpu, 'ms/s');
  figure('live.idle.bare', bare.cpu, 'ms/s');
  figure('live.process', product.rss, 'MiB');
  figure('live.process.bare', bare.rss, 'MiB');
}

/**
 * How long the event loop is held in a fan-out to 10,000, at rest, and where a bare Socket.IO broadcasts the same. By
 * the thread's own time: on a machine that has other work the wall's shows whose turn it was, tens of milliseconds
 * also at rest. It is shown beside it.
 */
async function loopDelay() {
  const server = startChild<ServerCalls>('./server.ts');
  const clients = startChild<ClientCalls>('./clients.ts');
  const ports = await server.call('start', { bareOnly: false });
  /** One group after the other: twice as many sockets are more than a process may open on many machines. */
  async function held(group: 'product' | 'io', url: string, first: string[]) {
    const each = Array.from({ length: MANY }, () => ({ first }));
    await clients.call('open', { group, url: `${url}${IO}`, each });
    const atRest = await server.call('loopDelay', { rounds: 40 });
    await server.call('loopDelay', { variant: group, rounds: WARM_UP });
    const fanningOut = await server.call('loopDelay', { variant: group, rounds: 40 });
    await clients.call('close', { group });
    return { atRest, fanningOut };
  }
  const { atRest, fanningOut } = await held('product', ports.product, watching(0, 1));
  progress('loop delay: part', 1, 2);
  const bare = await held('io', `http://127.0.0.1:${ports.io}`, ['40']);
  await clients.stop();
  await server.call('stop');
  await server.stop();
  figure('live.loop_delay_p99', fanningOut.own, 'ms');
  figure('live.loop_delay_p99.at_rest', atRest.own, 'ms');
  figure('live.loop_delay_p99.bare', bare.fanningOut.own, 'ms');
  figure('live.loop_delay_p99.wall', fanningOut.wall, 'ms');
  figure('live.loop_delay_p99.wall_at_rest', atRest.wall, 'ms');
}

async function memory(): Promise<void> {
  for (let i = 0; i < RSS_ROUNDS; i++) {
    for (const group of ['product', 'io'] as const) keep(`rss.${group}`, await rssPerConnection(group));
    progress('memory: round', i + 1, RSS_ROUNDS);
  }
  figure('live.rss', of('rss.product') / of('rss.io'), 'x');
}

/** All, or one of them: `ONLY=memory`. */
const parts = { fanOuts, memory, loopDelay, idle };
for (const [name, measure] of Object.entries(parts))
  if (!process.env.ONLY || process.env.ONLY === name) await measure();
console.log(Object.fromEntries([...kept.keys()].map((name) => [name, Number(of(name).toFixed(2))])));
