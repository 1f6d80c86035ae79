import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOnSignals, figure, progress } from './figures.ts';
import type { FlooderCalls } from './flood/flooder.ts';
import type { PeopleCalls } from './flood/people.ts';
import type { ServerCalls } from './flood/server.ts';
import { startChild } from './live/ipc.ts';

/**
 * 100 people at addresses of their own use the product, with its real limits and 5,000 public gigs, while one address
 * floods it with pages, searches that are all unlike, requests for codes, junk, half-sent requests, live connections
 * and files. SECONDS: how long the flood lasts, five minutes without it; at rest they are watched a fifth of that.
 *
 * honest_p50, honest_p99: milliseconds that their requests took during the flood; rest_p99: before it.
 * honest_failed: of those requests the ones without the answer that they should have, and live news that never came.
 * rss: by how many MiB the server's process grew from before the flood to after it.
 */
const SECONDS = Number(process.env.SECONDS ?? 300);
const PEOPLE = Number(process.env.PEOPLE ?? 100);
const GIGS = Number(process.env.GIGS ?? 5000);
const THINK_MS = 3000;
/** More often than an idle connection is closed, so that none is used just as it is. */
const POST_EVERY_MS = 3000;
const SETTLES_MS = 3000;

endOnSignals();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const quantile = (values: readonly number[], of: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * of))] ?? Number.NaN;

const dataDir = await mkdtemp(join(tmpdir(), 'linggong-flood-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
const server = startChild<ServerCalls>('../flood/server.ts');
const people = startChild<PeopleCalls>('../flood/people.ts');
const flooder = startChild<FlooderCalls>('../flood/flooder.ts');

/** What people feel for so long, while a gig is posted every few seconds. */
async function watch(what: string, seconds: number) {
  await people.call('begin', { thinkMs: THINK_MS });
  const posted: string[] = [];
  let unposted = 0;
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    try {
      const gig = await server.call('post');
      posted.push(gig.id);
      await people.call('tell', gig);
    } catch (error) {
      unposted += 1;
      console.error(`Not posted: ${(error as Error).message}`);
    }
    await pause(POST_EVERY_MS);
    progress(what, posted.length + unposted, Math.ceil((seconds * 1000) / POST_EVERY_MS));
  }
  await pause(SETTLES_MS);
  return { ...(await people.call('end', { posted })), unposted };
}

const { port, cookies } = await server.call('start', { dataDir, gigs: GIGS, people: PEOPLE });
await people.call('come', { port, cookies });
const rest = await watch('at rest', SECONDS / 5);
const before = await server.call('rss');
await flooder.call('begin', { port });
const flooded = await watch('flood', SECONDS);
const seen = await flooder.call('end');
await pause(SETTLES_MS);
const grown = (await server.call('rss')) - before;
const alarms = await server.call('alarms');
await people.call('leave');
await server.call('stop');
await Promise.all([server, people, flooder].map((child) => child.stop()));

console.log({
  flood: seen,
  alarms,
  honest: flooded.took.length,
  failed: flooded.some,
  missed: flooded.missed,
});
figure('flood.rest_p99', quantile(rest.took, 0.99), 'ms');
figure('flood.honest_p50', quantile(flooded.took, 0.5), 'ms');
figure('flood.honest_p99', quantile(flooded.took, 0.99), 'ms');
figure('flood.honest_failed', flooded.failed + flooded.missed + flooded.unposted, 'requests');
figure('flood.rss', grown, 'MiB');
