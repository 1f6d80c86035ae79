import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { borrowDatabase } from '@linggong/testkit/database.ts';
import { type Connection, Schema } from 'mongoose';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect, modelOn } from '../database.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { migrationModel } from './model.ts';

type Ran = { ran: string[] };
const NOON = new Date('2026-01-02T04:00:00Z');
const log = pino({ level: 'silent' });

let database: Awaited<ReturnType<typeof borrowDatabase>>;
let connections: Connection[];
beforeAll(async () => {
  database = await borrowDatabase();
});
beforeEach(async () => {
  connections = [await connect(database.url, database.name), await connect(database.url, database.name)];
});
afterEach(async () => {
  await connections[0]!.dropDatabase();
  for (const connection of connections) await connection.close();
});
afterAll(() => database.giveBack());

const step = (id: string, run: (deps: Ran) => Promise<void> = async () => undefined): Migration<Ran> => ({
  id,
  description: `What ${id} does`,
  async run(deps) {
    deps.ran.push(id);
    await run(deps);
  },
});

const migrating = (migrations: Migration<Ran>[], { by = 0, ran = [] as string[], version = '1.0.0' } = {}) =>
  migrate({ connection: connections[by]!, deps: { ran }, migrations, version, clock: () => NOON, log });
const recorded = () => migrationModel(connections[0]!).find().sort({ _id: 1 }).lean();

test('each runs once, in the order of their ids, and is recorded with its version; a later one joins them', async () => {
  const ran: string[] = [];
  const two = [step('2026-01-02-b'), step('2026-01-01-a')];
  await migrating(two, { ran });
  await migrating(two, { ran });
  await migrating([...two, step('2026-01-03-c')], { ran, version: '1.1.0' });
  expect(ran).toEqual(['2026-01-01-a', '2026-01-02-b', '2026-01-03-c']);
  expect(await recorded()).toEqual(
    ran.map((_id, index) => ({
      _id,
      description: `What ${_id} does`,
      version: index < 2 ? '1.0.0' : '1.1.0',
      begunAt: NOON,
      endedAt: NOON,
      tookMs: expect.any(Number),
    })),
  );
});

test('the indexes of the models are made when all of them have run', async () => {
  const [connection] = connections as [Connection];
  const schema = new Schema({ name: String });
  schema.index({ name: 1 }, { unique: true });
  const named = modelOn(connection, 'Named', schema, 'named');
  await named.createCollection();
  await named.collection.insertMany([{ name: 'same' }, { name: 'same' }]);
  const same = step('2026-01-01-same', async () => {
    expect((await named.collection.indexes()).map(({ name }) => name)).toEqual(['_id_']);
    await named.collection.updateOne({ name: 'same' }, { $set: { name: 'other' } });
  });
  await migrating([same]);
  expect((await named.collection.indexes()).map(({ name }) => name)).toEqual(['_id_', 'name_1']);
});

test('of two processes at once one runs them, the other waits until they have ended', async () => {
  const ran: string[] = [];
  const order: string[] = [];
  let running = 0;
  const slow = step('2026-01-01-slow', async () => {
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    running -= 1;
    order.push('migrated');
  });
  await Promise.all(
    [0, 1].map(async (by) => {
      await migrating([slow, step('2026-01-02-next')], { by, ran });
      order.push('ready');
    }),
  );
  expect(ran).toEqual(['2026-01-01-slow', '2026-01-02-next']);
  expect(order).toEqual(['migrated', 'ready', 'ready']);
});

test('what fails is named by its error, holds up what comes after, and is run again by the next start', async () => {
  const ran: string[] = [];
  const broken = step('2026-01-01-broken', () => Promise.reject(new Error('no such field')));
  const after = step('2026-01-02-after');
  await expect(migrating([broken, after], { ran })).rejects.toThrow('no such field');
  expect(await recorded()).toMatchObject([{ _id: '2026-01-01-broken', endedAt: null, tookMs: null }]);
  await migrating([step('2026-01-01-broken'), after], { ran, by: 1, version: '1.0.1' });
  expect(ran).toEqual(['2026-01-01-broken', '2026-01-01-broken', '2026-01-02-after']);
  expect((await recorded()).map(({ version, endedAt }) => [version, endedAt])).toEqual([
    ['1.0.1', NOON],
    ['1.0.1', NOON],
  ]);
});

test('a database that a later version has migrated is refused, and nothing of it is touched', async () => {
  const ran: string[] = [];
  await migrating([step('2026-01-01-a'), step('2027-01-01-z')], { version: '9.9.0' });
  const before = await recorded();
  await expect(migrating([step('2026-01-01-a'), step('2026-06-01-own')], { ran })).rejects.toThrow(
    'The database was brought up to date by a later version (9.9.0, migration 2027-01-01-z). ' +
      'Start that version, or restore a backup of before.',
  );
  expect(ran).toEqual([]);
  expect(await recorded()).toEqual(before);
});

test('two of one id are refused before anything runs', async () => {
  const ran: string[] = [];
  await expect(migrating([step('2026-01-01-a'), step('2026-01-01-a')], { ran })).rejects.toThrow(
    '2026-01-01-a',
  );
  expect(ran).toEqual([]);
});

function start(...more: string[]) {
  const script = fileURLToPath(new URL('../../../test/migrating.ts', import.meta.url));
  const child = spawn(process.execPath, [script, database.url, database.name, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const until = (line: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => said.split('\n').includes(line) && resolve();
      child.stdout.on('data', look);
      child.once('close', () => reject(new Error(`It ended without ${line}: ${said}`)));
      look();
    });
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  return { child, until, said: () => said.trim().split('\n') };
}

test('a process killed in the middle of one leaves it to the next, which goes on with what is left', async () => {
  const marks = connections[0]!.collection<{ _id: number; times: number }>('marks');
  await marks.insertMany(Array.from({ length: 10 }, (_, index) => ({ _id: index + 1, times: 0 })));
  const first = start('slow');
  await first.until('5:1');
  const second = start();
  first.child.kill('SIGKILL');
  await second.until('done');
  expect(second.said()).toEqual([
    ...[1, 2, 3, 4, 5].map((n) => `${n}:0`),
    ...[6, 7, 8, 9, 10].map((n) => `${n}:1`),
    'done',
  ]);
  expect(await marks.find().toArray()).toEqual(
    Array.from({ length: 10 }, (_, index) => ({ _id: index + 1, times: 1 })),
  );
  expect(await recorded()).toMatchObject([
    { _id: '2026-01-01-marks', version: '1.0.1', endedAt: expect.any(Date) },
  ]);
});
