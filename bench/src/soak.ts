import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endOnSignals, figure, progress } from './figures.ts';
import type { ClientCalls } from './live/clients.ts';
import { startChild } from './live/ipc.ts';
import type { ServerCalls } from './live/server.ts';
import type { PosterCalls } from './soak/poster.ts';
import type { DatabaseCalls } from './write/database.ts';

/**
 * A server at work for half an hour (DURATION, in seconds): 2,000 connected, of whom a tenth see every gig, two gigs a
 * second (GIGS_A_SECOND), each posted by the API and taken, and every two seconds one of that tenth breaks off, and is
 * back three seconds later and catches up by the log. WARM_UP seconds of the same come first. The database, and who
 * posts and takes, are processes of their own.
 *
 * soak.rss_growth: what the API's process holds more after that time, once V8 has given back all that it can.
 * soak.heap_growth: of that, what is on V8's heap.
 * soak.lost: gigs that any of the tenth neither was told of nor found in the log, when it was back, had been cut off or
 *   was told that it is behind.
 */
const DURATION_MS = Number(process.env.DURATION ?? 1800) * 1000;
const WARM_UP_MS = Number(process.env.WARM_UP ?? 120) * 1000;
const SOCKETS = Number(process.env.SOCKETS ?? 2000);
const GIG_EVERY_MS = 1000 / Number(process.env.GIGS_A_SECOND ?? 2);
const DROP_EVERY_MS = 2000;
const AWAY_MS = 3000;
/** So many of a kind are under way at most. */
const AT_ONCE = 10;
/** Where the heap at the beginning and at the end is written, to be compared. */
const HEAPS = process.env.HEAPS;
/** Takers come in turn, another day each time. */
const DAYS = 300;
const REPORT_MS = Number(process.env.REPORT ?? 300) * 1000;
const IO = '/socket.io/?EIO=4&transport=websocket';

endOnSignals();
const database = startChild<DatabaseCalls>('../write/database.ts');
const server = startChild<ServerCalls>('./server.ts');
const clients = startChild<ClientCalls>('./clients.ts');
const poster = startChild<PosterCalls>('../soak/poster.ts');

const url = await database.call('start', {});
const joined = { database: { url, name: 'soak' }, first: true };
const ports = await server.call('start', { bareOnly: false, joined });
const cookies = await server.call('signIn', { connections: SOCKETS });
await poster.call('start', await server.call('cast', { days: DAYS }));
const tenth = SOCKETS / 10;
const each = cookies.map((cookie, i) => ({
  cookie,
  keepsLevel: true as const,
  first: ['40', `420["feed.watch",${i < tenth ? '{}' : '{"payMin":"30000"}'}]`],
}));
const live = { group: 'product', url: `${ports.product}${IO}` };
await clients.call('open', { ...live, each });
let drops = 0;

/**
 * One after the other, as far apart as they should be; what one begins need not have ended before the next. Of a machine
 * that can't keep up less is asked: what heaps up there would be measured instead of the server.
 */
async function every(gapMs: number, until: number, begin: () => Promise<unknown>): Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  for (let at = performance.now(); at < until; at = Math.max(at + gapMs, performance.now() - gapMs)) {
    await pause(Math.max(0, at - performance.now()));
    while (underWay.size >= AT_ONCE) await Promise.race(underWay);
    const one = begin();
    underWay.add(one);
    void one.finally(() => underWay.delete(one));
  }
  await Promise.all(underWay);
}

async function dropOne(): Promise<void> {
  const index = drops++ % tenth;
  const after = await clients.call('drop', { ...live, index });
  await pause(AWAY_MS);
  await clients.call('back', { ...live, index, one: each[index]!, after });
}

async function work(ms: number): Promise<void> {
  const began = performance.now();
  const until = began + ms;
  await Promise.all([
    every(GIG_EVERY_MS, until, () => poster.call('postAndTake')),
    every(DROP_EVERY_MS, until, dropOne),
    every(REPORT_MS, until, async () => {
      // Not what is held: to have it given back slows the process down for half a minute.
      const { rss, heapUsed } = await server.call('memory');
      progress(
        `${rss} MiB, ${heapUsed} MiB on the heap, second`,
        Math.round((performance.now() - began) / 1000),
        ms / 1000,
      );
    }),
  ]);
}

/** The heap in MiB, the process in bytes, once V8 has given back all that it can. */
async function held() {
  const rss = await server.call('rss');
  return { heapUsed: (await server.call('memory')).heapUsed, rss };
}

async function keepHeap(when: string): Promise<void> {
  if (HEAPS) await server.call('heap', { file: join(HEAPS, `${when}.heapsnapshot`) });
}

const start = await server.call('published');
await work(WARM_UP_MS);
const before = await held();
await keepHeap('before');
await work(DURATION_MS);
const seqs = await server.call('publishedSince', { seq: start });
const after = await held();
await keepHeap('after');
const broken = await poster.call('broken');
const troubles = await clients.call('troubles');
const lost = await clients.call('lacking', { ...live, to: tenth, seqs });
await clients.stop();
await poster.stop();
await server.call('stop');
await server.stop();
await database.call('stop');
await database.stop();
console.log({ gigs: seqs.length, drops, broken, ...troubles, before, after });
figure('soak.rss_growth', (after.rss - before.rss) / 2 ** 20, 'MiB');
figure('soak.heap_growth', after.heapUsed - before.heapUsed, 'MiB');
figure('soak.lost', lost, 'events');
