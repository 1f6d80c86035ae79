import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Import, ImportPreview } from '@linggong/contracts/import.ts';
import type { AskerCalls } from './api/asker.ts';
import { endOnSignals, figure, median, progress, quantile } from './figures.ts';
import { csvOf, xlsxOf } from './import/files.ts';
import type { ServerCalls } from './import/server.ts';
import { startChild } from './live/ipc.ts';

/**
 * A partner's file of 10,000 postings, as CSV and as XLSX, beside people who read the feed of 5,000 public gigs: from
 * sending the form to its preview, from signing it off until all are in the queue, from its undo until all are gone.
 * Nothing is left out: each round brings in, and takes back, every one of the rows.
 *
 * feed_p99: that of the feed's requests, 40 a second, half of them for pages that nobody asked for before, while a file
 *   is read, run and undone; beside that of the same requests at rest, right before each of these.
 * late: how late the main thread's timers were meanwhile, the 99th percentile of the worst step, in ms, and at rest.
 * rss_main: how much more memory the product's own process, its database with it, held at most.
 * cpu: seconds of that process alone, less what answering the feed took at rest. On a machine with other work they say
 *   more than what has passed.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 2);
const ROWS = Number(process.env.ROWS ?? 10_000);
const GIGS = Number(process.env.GIGS ?? 5000);
const EVERY_MS = 25;
const REST_MS = Number(process.env.REST_MS ?? 8000);
const LOOK_MS = 1000;
const FORMATS = { csv: csvOf, xlsx: xlsxOf } as const;
type Format = keyof typeof FORMATS;

const kept = new Map<string, number[]>();
const keep = (name: string, ...values: number[]) => kept.set(name, [...(kept.get(name) ?? []), ...values]);
const of = (name: string) => median(kept.get(name) ?? []);

endOnSignals();
const server = startChild<ServerCalls>('../import/server.ts');
const asker = startChild<AskerCalls>('../api/asker.ts');

async function measure(dataDir: string): Promise<void> {
  const { port, cookie } = await server.call('start', { dataDir, gigs: GIGS });
  const base = `http://127.0.0.1:${port}/api/v1/imports`;

  async function send<T>(method: string, path: string, body?: FormData | object): Promise<T> {
    const asForm = body instanceof FormData;
    const headers = { cookie, ...(body && !asForm && { 'content-type': 'application/json' }) };
    const content = asForm ? body : body && JSON.stringify(body);
    const answer = await fetch(`${base}${path}`, { method, headers, body: content });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Asks for the feed while `work` goes on. */
  async function besides<T>(name: string, work: () => Promise<T>): Promise<T> {
    await asker.call('steady', { port, path: '/api/v1/gigs', everyMs: EVERY_MS });
    const result = await work();
    keep(name, ...(await asker.call('end')));
    return result;
  }

  async function step<T>(format: Format, name: string, work: () => Promise<T>): Promise<T> {
    await server.call('settle');
    await server.call('count');
    await besides(`rest_${format}`, () => setTimeout(REST_MS));
    const rest = await server.call('counted');
    const atRest = rest.cpu / (REST_MS / 1000);
    keep(`late.rest_${format}`, rest.late);
    const before = await server.call('count');
    const at = performance.now();
    const result = await besides(`beside_${format}`, work);
    const seconds = (performance.now() - at) / 1000;
    const { cpu, most, late } = await server.call('counted');
    keep(`late_${format}`, late);
    keep(`${name}_${format}`, seconds);
    keep(`${name}.cpu_${format}`, cpu - atRest * seconds);
    keep(`${name}.rss_${format}`, most - before);
    return result;
  }

  async function ended(id: string): Promise<Import> {
    for (;;) {
      const { import: found } = await send<ImportPreview>('GET', `/${id}?only=kept`);
      if (found.state !== 'running' && found.state !== 'undoing') return found;
      await setTimeout(LOOK_MS);
    }
  }
  function expect(what: string, found: number): void {
    if (found !== ROWS) throw new Error(`${what}: ${found} of ${ROWS}`);
  }

  async function round(format: Format, run: string): Promise<void> {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(FORMATS[format](ROWS, run))], `${run}.${format}`));
    form.set('sourceName', run);
    const { import: made } = await step(format, 'preview', () => send<ImportPreview>('POST', '', form));
    expect('read', made.counts.new);
    const done = await step(format, 'run', async () => {
      await send('POST', `/${made.id}/run`, { version: made.version });
      return ended(made.id);
    });
    expect('imported', done.counts.imported);
    const undone = await step(format, 'undo', async () => {
      await send('POST', `/${made.id}/undo`, {});
      return ended(made.id);
    });
    expect('undone', undone.counts.undone);
  }

  // What is asked for the first time is compiled: that is neither at rest nor beside anything.
  await besides('warm', () => setTimeout(REST_MS));
  for (let i = 0; i < ROUNDS; i++) {
    for (const format of ['csv', 'xlsx'] as const) await round(format, `${format}${i}`);
    progress('round', i + 1, ROUNDS);
  }
  await asker.stop();
  await server.call('stop');
  await server.stop();
}

const dataDir = await mkdtemp(join(tmpdir(), 'linggong-bench-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
await measure(dataDir);
for (const format of ['csv', 'xlsx'] as const) {
  for (const name of ['preview', 'run', 'undo']) {
    figure(`import.${name}_10k_${format}`, of(`${name}_${format}`), 's');
    figure(`import.${name}_10k_${format}.cpu`, of(`${name}.cpu_${format}`), 's');
  }
  const p99 = (name: string) => quantile(kept.get(`${name}_${format}`)!, 0.99);
  console.log({ format, rest: p99('rest'), beside: p99('beside') });
  figure(`import.feed_p99_${format}`, p99('beside') / p99('rest'), 'x');
  figure(`import.late_${format}`, Math.max(...kept.get(`late_${format}`)!), 'ms');
  figure(`import.late_${format}.rest`, of(`late.rest_${format}`), 'ms');
  const grown = ['preview', 'run', 'undo'].flatMap((name) => kept.get(`${name}.rss_${format}`)!);
  figure(`import.rss_main_${format}`, Math.max(...grown), 'MiB');
}
