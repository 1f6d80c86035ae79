import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { figure, median } from './figures.ts';
import { type Child, startChild } from './mongo/child.ts';
import { idOf } from './mongo/data.ts';
import { floorOf } from './mongo/floor.ts';
import { million } from './mongo/million.ts';
import { load, type Operation, operations, type Target } from './mongo/operations.ts';
import { openPipeline } from './mongo/pipelined.ts';
import { p99WhileScanning } from './mongo/scanning.ts';

/**
 * The embedded database, in a process of its own and by the official driver, beside raw node:sqlite and beside the
 * server that BENCH_MONGODB_URL (or --url) names. Rounds of all of them take turns; a ratio is the median of the rounds'.
 */
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
    url: { type: 'string', default: process.env.BENCH_MONGODB_URL },
  },
});
const SIZE = 100_000;
const SMALL = 10_000;
const CLIENTS = 50;
const PIPELINED = 2000;
const ROUNDS = Number(options.rounds ?? (options.quick ? 5 : 30));
const only = options.only?.split(',');
const wanted = (name: string) => !only || only.includes(name);

/** What a server does behind its answers, writing its log into its file say, is not to disturb whose turn comes next. */
const AFTER_MS = 60;

/** How many of an operation are one round. */
const PER_ROUND: Record<string, number> = {
  point_read: 500,
  insert: 50,
  update: 50,
  find_and_modify: 50,
  page: 100,
  count: 20,
  aggregate: 4,
};

/**
 * So many rounds of everything that is compared go before the first that counts. Ours and the driver have only just
 * been started, and a server runs for months: what its compiler does in the first seconds is not what is asked.
 */
const WARM_UP = 15;

async function inRounds<T>(round: () => Promise<T>): Promise<T[]> {
  for (let i = 0; i < WARM_UP; i++) await round();
  const counted: T[] = [];
  for (let i = 0; i < ROUNDS; i++) counted.push(await round());
  return counted;
}

/** Numbers for `n` operations: never the same twice in a row, always below what was loaded less the range counted. */
let drawn = 0;
const draw = (n: number) => Array.from({ length: n }, () => ((drawn++ * 7417) % (SIZE - 5000)) + 1000);

let inserted = SIZE;
const numbersFor = (name: string, n: number) =>
  name === 'insert' ? Array.from({ length: n }, () => inserted++) : draw(n);

/** Milliseconds for each operation. */
async function time(target: Target, operation: Operation, numbers: number[]): Promise<number> {
  const from = performance.now();
  for (const n of numbers) await operation(target, n);
  return (performance.now() - from) / numbers.length;
}

/** Milliseconds of the server's processor time for each operation; what it uses for being asked is taken off. */
async function cpuOf(child: Child, count: number, work: () => Promise<void>): Promise<number> {
  const idle = await child.usage();
  const before = await child.usage();
  await work();
  const after = await child.usage();
  return (after.cpuMs - before.cpuMs - (before.cpuMs - idle.cpuMs)) / count;
}

async function concurrent(target: Target, numbers: number[]): Promise<number> {
  const from = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let i = next++; i < numbers.length; i = next++)
        await (i % 5 === 0 ? operations.update! : operations.point_read!)(target, numbers[i]!);
    }),
  );
  return (numbers.length * 1000) / (performance.now() - from);
}

const folder = mkdtempSync(join(tmpdir(), 'linggong-bench-'));
const children: Child[] = [];
const clients: MongoClient[] = [];
const dbName = `bench${process.pid}`;
async function start(file: string): Promise<Child> {
  const child = await startChild(file);
  children.push(child);
  return child;
}
async function connect(url: string): Promise<MongoClient> {
  const client = await MongoClient.connect(url, { maxPoolSize: CLIENTS, minPoolSize: CLIENTS });
  clients.push(client);
  return client;
}

async function measure(): Promise<void> {
  const raw = await start('raw.ts');
  await raw.ask({ open: [folder, SIZE, SMALL] });
  let server = await start('server.ts');
  const { url } = await server.ask<{ url: string }>({ dataDir: folder });
  const ours = await load(await connect(url), dbName, SIZE, SMALL);
  const other = options.url ? await load(await connect(options.url), dbName, SIZE, SMALL) : undefined;

  for (const [name, operation] of Object.entries(operations).filter(([name]) => wanted(name))) {
    const count = PER_ROUND[name]!;
    const rounds = await inRounds(async () => {
      const numbers = numbersFor(name, count);
      let ms = 0;
      const cpu = await cpuOf(server, count, async () => {
        ms = await time(ours, operation, numbers);
        await sleep(AFTER_MS);
      });
      const statement = await raw.ask<{ ms: number; cpuMs: number }>({ operation: name, numbers });
      const floorMs = await floorOf(name, count, ours.client, raw);
      const otherMs = other && (await time(other, operation, numbers));
      await sleep(AFTER_MS);
      return { ms, cpu, rawMs: statement.ms / count, rawCpu: statement.cpuMs / count, floorMs, otherMs };
    });
    const of = (value: (round: (typeof rounds)[number]) => number) => median(rounds.map(value));
    figure(
      `mongo.${name}.time`,
      of((round) => round.ms),
      'ms',
    );
    if (other)
      figure(
        `mongo.${name}.vs_other`,
        of((round) => round.otherMs! / round.ms),
        'x',
      );
    if (other)
      figure(
        `mongo.${name}.reachable`,
        of((round) => round.otherMs! / round.floorMs),
        'x',
      );
    figure(
      `mongo.${name}.floor`,
      of((round) => round.floorMs),
      'ms',
    );
    figure(
      `mongo.${name}.time_vs_floor`,
      of((round) => round.ms / round.floorMs),
      'x',
    );
    figure(
      `mongo.${name}.cpu`,
      of((round) => round.cpu),
      'ms',
    );
    figure(
      `mongo.${name}.time_vs_raw`,
      of((round) => round.ms / round.rawMs),
      'x',
    );
    figure(
      `mongo.${name}.cpu_vs_raw`,
      of((round) => round.cpu / round.rawCpu),
      'x',
    );
  }

  const pipeline = wanted('pipelined') ? await openPipeline(ours.client, dbName) : undefined;
  if (pipeline) {
    const ratios = await inRounds(async () => {
      const numbers = draw(PIPELINED);
      const cpu = await cpuOf(server, PIPELINED, () => pipeline.read(numbers));
      const statement = await raw.ask<{ cpuMs: number }>({ operation: 'point_read', numbers });
      return { cpu, raw: statement.cpuMs / PIPELINED };
    });
    pipeline.close();
    figure('mongo.point_read_pipelined.cpu', median(ratios.map((one) => one.cpu)), 'ms');
    figure('mongo.point_read_pipelined.cpu_vs_raw', median(ratios.map((one) => one.cpu / one.raw)), 'x');
  }

  if (wanted('clients')) {
    const rounds = await inRounds(async () => {
      const numbers = draw(CLIENTS * 20);
      const rate = await concurrent(ours, numbers);
      const otherRate = other && (await concurrent(other, numbers));
      return { ours: rate, other: otherRate };
    });
    figure('mongo.clients_50.rate', median(rounds.map((round) => round.ours)), 'ops/s');
    if (other)
      figure('mongo.clients_50.vs_other', median(rounds.map((round) => round.ours / round.other!)), 'x');
  }

  if (wanted('scanning')) {
    const seconds = options.quick ? 2 : 10;
    figure('mongo.read_p99_while_scanning', await p99WhileScanning(ours, seconds), 'ms');
    if (other) figure('mongo.read_p99_while_scanning.other', await p99WhileScanning(other, seconds), 'ms');
  }
  if (other) await other.client.db(dbName).dropDatabase();

  if (wanted('open')) {
    await ours.client.close();
    await server.kill();
    server = await start('server.ts');
    const opened = await server.ask<{ url: string; openMs: number }>({ dataDir: folder });
    const from = performance.now();
    const client = await connect(opened.url);
    const found = await client
      .db(dbName)
      .collection('gigs')
      .findOne({ _id: idOf(77) });
    if (found?.n !== 77) throw new Error('What was written is gone');
    figure('mongo.open_100k', (opened.openMs + performance.now() - from) / 1000, 's');
  }

  if (wanted('million')) {
    const alone = await start('server.ts');
    const own = mkdtempSync(join(folder, 'million-'));
    const { url: its } = await alone.ask<{ url: string }>({ dataDir: own });
    const amount = options.quick ? 50_000 : 1_000_000;
    const from = performance.now();
    await million(await connect(its), amount);
    const { rssMb, cpuMs } = await alone.usage();
    const label = options.quick ? 'after_50k' : 'after_1m';
    figure(`mongo.rss_${label}`, rssMb, 'MB');
    figure(`mongo.rate_${label}`, (amount * 1000) / (performance.now() - from), 'ops/s');
    figure(`mongo.cpu_${label}`, (cpuMs * 1000) / amount, 'us');
  }
}

try {
  await measure();
} finally {
  for (const client of clients) await client.close();
  for (const child of children) await child.kill();
  rmSync(folder, { recursive: true, force: true });
}
