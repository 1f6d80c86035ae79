import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AskerCalls } from './api/asker.ts';
import { lists as listsOfFilters } from './api/lists.ts';
import { posts } from './api/posts.ts';
import type { ServerCalls } from './api/server.ts';
import { summaries } from './api/summaries.ts';
import { endOnSignals, figure, median, progress } from './figures.ts';
import { startChild } from './live/ipc.ts';

/**
 * The API on 25,000 public gigs in the embedded database, in its data folder, beside floors in the same process; logging
 * is off in both. CPU is that of the whole process, the database's thread with it.
 *
 * cached_list, not_modified: the first page of the feed, as a browser asks for it. Floor: node:http that sends the very
 *   same head and body from a buffer, or a 304 with the same head where the tag is the one it knows.
 * cold_list: a first page that nobody asked for before. Floor: node:http, the native driver's find of the same gigs and
 *   of their employers, and JSON.stringify of what is stored: no cards made, nothing left out but what cards don't show.
 * post_gig: latency of sending a draft in, until it is answered that it is public; post_gig.draft: of making the draft.
 *   One after the other on a server at rest. Floor: latency of one majority insert of a gig by the native driver.
 * page_1000: CPU of the 1,000th page of 20, by its cursor, beside the first, both cold.
 * summary_cold: latency in ms of an anonymous filtered summary at 5,000 gigs, no two alike; the median of 500.
 *
 * cold_filters, kept_pages: see `lists`, at 10,000 gigs.
 *
 * ONLY=post, list, filters or summary leaves the others out.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 30);
const WARM_UP = 3;
const GIGS = Number(process.env.GIGS ?? 25_000);
const REPEATED = Number(process.env.REPEATED ?? 2000);
const CONNECTIONS = 16;
const COLD = 20;
/** Posted in each round: they are quick, and every one is another. */
const POSTS = 10;
const { ONLY } = process.env;
const LIST = '/api/v1/gigs';
const AS_BROWSER = { 'accept-encoding': 'gzip, deflate, br, zstd' };

const kept = new Map<string, number[]>();
const keep = (name: string, value: number) => kept.set(name, [...(kept.get(name) ?? []), value]);
const of = (name: string) => median(kept.get(name)!);

endOnSignals();
const SUMMARIES = 500;
const server = startChild<ServerCalls>('../api/server.ts');
const asker = startChild<AskerCalls>('../api/asker.ts');

async function measure(dataDir: string): Promise<void> {
  const ports = await server.call('start', { dataDir, count: GIGS });
  const signedIn = { ...AS_BROWSER, cookie: ports.cookie };

  /** CPU per request, in µs. With `known` it names the tag of the present answer, which a new minute changes. */
  async function repeat(
    name: string,
    to: 'product' | 'floor',
    headers: Record<string, string>,
    known = false,
  ): Promise<void> {
    const [port, path] = to === 'product' ? [ports.product, LIST] : [ports.floor, '/'];
    const etag = await server.call('copy', { path: LIST, headers: AS_BROWSER });
    const ask = { port, path, headers: known ? { ...headers, 'if-none-match': etag } : headers };
    await server.call('count');
    const seen = await asker.call('repeat', { ...ask, times: REPEATED, by: CONNECTIONS });
    const cpu = (await server.call('cpu')) / REPEATED;
    const wanted = known ? '304' : '200';
    if (seen.length === 1 && seen[0]!.startsWith(wanted)) keep(name, cpu);
    else if (seen.some((answer) => answer.startsWith(wanted))) await repeat(name, to, headers, known);
    else throw new Error(`${name}: ${seen.join('; ')}`);
  }
  async function cold(name: string, port: number, paths: string[]) {
    await server.call('count');
    const answers = await asker.call('each', { port, asks: paths.map((path) => ({ path })) });
    keep(name, (await server.call('cpu')) / paths.length);
    if (answers.some(({ status, bytes }) => status !== 200 || bytes < 5000))
      throw new Error(`${name}: ${JSON.stringify(answers)}`);
  }

  const { value, id } = await server.call('far', { rows: 999 * 20 });
  let payMin = 0;
  const nextPaths = () => Array.from({ length: COLD }, () => `${LIST}?payMin=${++payMin}`);
  /** The 1,000th page of a filter: its own first page seals the cursor. */
  async function farPath(): Promise<string> {
    const path = `${LIST}?payMin=${++payMin}`;
    const { body } = await asker.call('one', { port: ports.product, path });
    const [sort, seal] = JSON.parse(Buffer.from(JSON.parse(body).nextCursor, 'base64url').toString());
    const cursor = Buffer.from(JSON.stringify([sort, seal, value, id])).toString('base64url');
    return `${path}&cursor=${cursor}`;
  }
  async function lists(): Promise<void> {
    const far: string[] = [];
    for (let n = 0; n < COLD; n++) far.push(await farPath());
    const rounds = [
      () => repeat('cached.product', 'product', AS_BROWSER),
      () => repeat('cached.signed_in', 'product', signedIn),
      () => repeat('cached.floor', 'floor', AS_BROWSER),
      () => repeat('known.product', 'product', AS_BROWSER, true),
      () => repeat('known.floor', 'floor', AS_BROWSER, true),
      () => cold('cold.product', ports.product, nextPaths()),
      () =>
        cold(
          'cold.floor',
          ports.floor,
          nextPaths().map((path) => path.replace(LIST, '/list')),
        ),
      () => cold('page_1000', ports.product, far),
    ];
    for (const round of rounds.sort(() => Math.random() - 0.5)) await round();
  }

  for (let i = 0; i < ROUNDS + WARM_UP; i++) {
    if (i === WARM_UP) kept.clear();
    if (ONLY === undefined || ONLY === 'list') await lists();
    if (ONLY === undefined || ONLY === 'post') await posts(server, asker, ports, { count: POSTS, keep });
    progress('round', i + 1, ROUNDS + WARM_UP);
  }
  await asker.stop();
  await server.call('stop');
  await server.stop();
}

const given = process.env.DATA_DIR;
const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'linggong-bench-')));
process.once('exit', () => {
  if (!given) rmSync(dataDir, { recursive: true, force: true });
});
if (ONLY !== 'summary' && ONLY !== 'filters') await measure(dataDir);
else await Promise.all([server.stop(), asker.stop()]);
console.log(Object.fromEntries([...kept.keys()].map((name) => [name, Number(of(name).toFixed(2))])));
if (ONLY === undefined || ONLY === 'list') {
  figure('api.cached_list', of('cached.floor') / of('cached.product'), 'x');
  figure('api.cached_list.signed_in', of('cached.floor') / of('cached.signed_in'), 'x');
  figure('api.not_modified', of('known.floor') / of('known.product'), 'x');
  figure('api.cold_list', of('cold.product') / of('cold.floor'), 'x');
  figure('api.page_1000', of('page_1000') / of('cold.product'), 'x');
}
if (ONLY === undefined || ONLY === 'post') {
  figure('api.post_gig', of('post.submit') / of('insert'), 'x');
  figure('api.post_gig.draft', of('post.draft') / of('insert'), 'x');
}
if (ONLY === undefined || ONLY === 'summary') {
  const took = await summaries(SUMMARIES);
  figure('api.summary_cold', median(took), 'ms');
  figure('api.summary_cold.p99', took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)]!, 'ms');
}
if (ONLY === undefined || ONLY === 'filters') {
  const { api, database, items, kept: same } = await listsOfFilters(join(dataDir, 'filters'), ROUNDS);
  figure('api.cold_filters', api + database, 'ms');
  figure('api.cold_filters.api', api, 'ms');
  figure('api.cold_filters.database', database, 'ms');
  figure('api.cold_filters.items', items, 'gigs');
  figure('api.kept_pages', same, 'share');
}
