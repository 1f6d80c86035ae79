import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { startRedis } from '@linggong/testkit/redis.ts';
import { endOnSignals, figure, median, progress } from './figures.ts';
import type { ClientCalls } from './live/clients.ts';
import { startChild } from './live/ipc.ts';
import type { ServerCalls } from './live/server.ts';
import { addWrong, noneWrong } from './live/wrong.ts';

/**
 * From posting a gig on one of two processes to the last of all sockets, half of them on each, less one insert. The
 * floor: two bare Socket.IO servers in the same two processes; the one that is asked broadcasts at once and publishes
 * on Redis, the other broadcasts what it hears. It writes nothing down, checks nobody, and has no database between.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 30);
const WARM_UP = 3;
const SOCKETS = Number(process.env.SOCKETS ?? 2000);
/** Feeds that want to be paid more than the gig pays. */
const OTHERS = 200;
const IO = '/socket.io/?EIO=4&transport=websocket';

endOnSignals();
const wrong = noneWrong();
const kept = { post: [] as number[], bare: [] as number[], insert: [] as number[] };

const database = await startEmbeddedMongo();
const redis = await startRedis();
const servers = [startChild<ServerCalls>('./server.ts'), startChild<ServerCalls>('./server.ts')] as const;
const [first] = servers;
const clients = startChild<ClientCalls>('./clients.ts');

async function openAll(ports: readonly Awaited<ReturnType<ServerCalls['start']>>[]): Promise<void> {
  const half = SOCKETS / ports.length;
  for (const [count, filter] of [
    [half, {}],
    [OTHERS / ports.length, { payMin: '90000' }],
  ] as const)
    for (const { product } of ports) {
      const cookies = await first.call('signIn', { connections: count });
      const said = ['40', `420["feed.watch",${JSON.stringify(filter)}]`];
      await clients.call('open', {
        group: 'product',
        url: `${product}${IO}`,
        each: cookies.map((cookie) => ({ cookie, first: said })),
      });
    }
  for (const { io } of ports)
    await clients.call('open', {
      group: 'io',
      url: `http://127.0.0.1:${io}${IO}`,
      each: Array.from({ length: half }, () => ({ first: ['40'] })),
    });
}

async function measure(): Promise<void> {
  const joined = { database: { url: database.url, name: 'live2' }, redis: redis.url };
  // One after the other, as the first makes what must be in the database.
  const ports = [
    await first.call('start', { bareOnly: false, joined: { ...joined, first: true } }),
    await servers[1].call('start', { bareOnly: false, joined: { ...joined, first: false } }),
  ];
  await openAll(ports);
  const rounds = {
    async post() {
      const request = await first.call('draft');
      await clients.call('arm', { group: 'product' });
      kept.post.push(await clients.call('trigger', { group: 'product', to: SOCKETS, ...request }));
      const seqs = [await first.call('published')];
      addWrong(wrong, await clients.call('expect', { group: 'product', to: SOCKETS, seqs }));
    },
    async bare() {
      const request = { url: `http://127.0.0.1:${ports[0]!.io}/`, cookie: '', body: '{}' };
      await clients.call('arm', { group: 'io' });
      kept.bare.push(await clients.call('trigger', { group: 'io', to: SOCKETS, ...request }));
    },
    async insert() {
      kept.insert.push(await first.call('insert'));
    },
  };
  for (let i = 0; i < ROUNDS + WARM_UP; i++) {
    if (i === WARM_UP) for (const times of Object.values(kept)) times.length = 0;
    for (const round of Object.values(rounds).sort(() => Math.random() - 0.5)) await round();
    progress('round', i + 1, ROUNDS + WARM_UP);
  }
  await clients.stop();
  for (const server of servers.toReversed()) {
    await server.call('stop');
    await server.stop();
  }
}

try {
  await measure();
} finally {
  await redis.close();
  await database.close();
}

const [post, bare, insert] = [median(kept.post), median(kept.bare), median(kept.insert)];
console.log({ post, bare, insert });
figure('live-2.post_to_last', (post - insert) / bare, 'x');
for (const [kind, count] of Object.entries(wrong)) figure(`live-2.${kind}`, count, 'events');
