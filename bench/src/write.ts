import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Ask, AskerCalls } from './api/asker.ts';
import { endOnSignals, figure, median, progress } from './figures.ts';
import { startChild } from './live/ipc.ts';
import type { DatabaseCalls } from './write/database.ts';
import type { ServerCalls } from './write/server.ts';

/**
 * What a write costs, in milliseconds of CPU of the product's process and, apart, of the embedded database's; less what
 * both use at rest. The floor does the same in the product's own process by the driver's commands alone.
 *
 * submit: a clean draft of a verified employer is sent in, one after the other, and all that follows is done.
 * take: of 300 who ask for 20 places at once, each one; take_wait: their median wait beside that at the floor, which
 *   takes in no transaction, looks at nobody and oversells.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 10);
const WARM_UP = 2;
const GIGS = 20;
const PEOPLE = Number(process.env.PEOPLE ?? 300);
const PLACES = 20;
const REST_MS = 3000;

const kept = new Map<string, number[]>();
const keep = (name: string, value: number) => kept.set(name, [...(kept.get(name) ?? []), value]);
const of = (name: string) => median(kept.get(name)!);

endOnSignals();
const database = startChild<DatabaseCalls>('../write/database.ts');
const server = startChild<ServerCalls>('../write/server.ts');
const asker = startChild<AskerCalls>('../api/asker.ts');

/** Both processes' CPU for `work`, in ms a unit of it, less what they use at rest. */
async function counted<T>(name: string, units: number, work: () => Promise<T>): Promise<T> {
  await Promise.all([server.call('settle'), setTimeout(500)]);
  await Promise.all([server.call('count'), database.call('count')]);
  const at = performance.now();
  const result = await work();
  const seconds = (performance.now() - at) / 1000;
  const [api, db] = await Promise.all([server.call('cpu'), database.call('cpu')]);
  const rest = (of: string) => (kept.has(of) ? kept.get(of)!.at(-1)! * seconds : 0);
  keep(name, (api - rest('rest')) / units);
  keep(`${name}_db`, (db - rest('rest_db')) / units);
  return result;
}

async function measure(dataDir: string): Promise<void> {
  const url = await database.call('start', { dataDir });
  const ports = await server.call('start', { url, people: PEOPLE });

  async function sendIn(port: number, asks: Ask[]): Promise<void> {
    const answers = await asker.call('each', { port, asks });
    const bad = answers.find(({ status }) => status !== 200);
    if (bad) throw new Error(`Sent in: ${bad.status}`);
    await server.call('settle');
  }
  async function take(port: number, asks: Ask[], exactly: boolean): Promise<number> {
    const answers = await asker.call('all', { port, asks });
    await server.call('settle');
    const taken = answers.filter(({ status }) => status === 201).length;
    if (exactly && taken !== PLACES) throw new Error(`${taken} got one of ${PLACES} places`);
    return median(answers.map(({ ms }) => ms));
  }

  for (let i = 0; i < ROUNDS + WARM_UP; i++) {
    if (i === WARM_UP) kept.clear();
    await counted('rest', REST_MS / 1000, () => setTimeout(REST_MS));
    const drafts = await server.call('drafts', { count: GIGS });
    const takes = await server.call('takes', { people: PEOPLE, places: PLACES });
    const parts = [
      () => counted('submit', GIGS, () => sendIn(ports.product, drafts.product)),
      () => counted('submit.floor', GIGS, () => sendIn(ports.floor, drafts.floor)),
      async () => keep('wait', await counted('take', PEOPLE, () => take(ports.product, takes.product, true))),
      async () =>
        keep('wait.floor', await counted('take.floor', PEOPLE, () => take(ports.floor, takes.floor, false))),
    ];
    for (const part of parts.sort(() => Math.random() - 0.5)) await part();
    progress('round', i + 1, ROUNDS + WARM_UP);
  }
  await asker.stop();
  await server.call('stop');
  await server.stop();
  await database.call('stop');
  await database.stop();
}

const dataDir = await mkdtemp(join(tmpdir(), 'linggong-bench-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
await measure(dataDir);
console.log(Object.fromEntries([...kept.keys()].map((name) => [name, Number(of(name).toFixed(2))])));
figure('write.submit', of('submit'), 'ms');
figure('write.submit_db', of('submit_db'), 'ms');
figure('write.submit_floor', of('submit') / of('submit.floor'), 'x');
figure('write.take', of('take'), 'ms');
figure('write.take_db', of('take_db'), 'ms');
figure('write.take_floor', of('take') / of('take.floor'), 'x');
figure('write.take_wait', of('wait') / of('wait.floor'), 'x');
figure('write.rest', of('rest'), 'ms/s');
