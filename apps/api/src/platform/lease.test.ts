import { borrowDatabase } from '@linggong/testkit/database.ts';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connect, ensureIndexes } from './database.ts';
import { lease, leaseModel } from './lease.ts';

let database: Awaited<ReturnType<typeof borrowDatabase>>;
let connection: Connection;
beforeAll(async () => {
  database = await borrowDatabase();
  connection = await connect(database.url, database.name);
  leaseModel(connection);
  await ensureIndexes(connection);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
  await database.giveBack();
});

const endOf = async (name: string) =>
  (await leaseModel(connection).findById(name).lean())?.until.getTime() ?? null;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('one of many gets it, keeps it as long as it asks, and the next has it at once when it is given back', async () => {
  const all = Array.from({ length: 5 }, () => lease(connection, 'one'));
  const held = await Promise.all(all.map((each) => each.hold()));
  expect(held.filter(Boolean)).toHaveLength(1);
  const holder = all[held.indexOf(true)]!;
  const other = all[held.indexOf(false)]!;
  // Longer than it lasts when nobody renews it.
  for (let i = 0; i < 10; i++) {
    expect(await holder.hold()).toBe(true);
    expect(await other.hold()).toBe(false);
    await pause(500);
  }
  await holder.release();
  expect(await other.hold()).toBe(true);
  expect(await holder.hold()).toBe(false);
});

test('it is renewed behind a holder that does not have to wait for it', async () => {
  const own = lease(connection, 'behind');
  await own.hold();
  const before = (await endOf('behind'))!;
  await pause(1700);
  const update = vi.spyOn(leaseModel(connection), 'updateOne');
  const answers = await Promise.all([own.hold(), own.hold(), own.hold()]);
  expect(answers).toEqual([true, true, true]);
  expect(update).toHaveBeenCalledOnce();
  update.mockRestore();
  await vi.waitFor(async () => expect(await endOf('behind')).toBeGreaterThan(before), {
    timeout: 40_000,
  });
});

test('a renewal on its way does not take back what is given back', async () => {
  const own = lease(connection, 'back');
  await own.hold();
  await pause(1700);
  await own.hold();
  await own.release();
  await pause(200);
  expect(await endOf('back')).toBeNull();
});

test('who took too long has to win it again', async () => {
  const [slow, next] = [lease(connection, 'slow'), lease(connection, 'slow')];
  expect(await slow.hold()).toBe(true);
  await vi.waitFor(async () => expect(await next.hold()).toBe(true), { timeout: 40_000, interval: 100 });
  expect(await slow.hold()).toBe(false);
});

test('what one process holds is renewed in one go, but not what it no longer asks for, nor what another has', async () => {
  const mine = ['a', 'b', 'c'].map((name) => lease(connection, name));
  const [left, lost] = [lease(connection, 'left'), lease(connection, 'lost')];
  await pause(1600);
  await left.hold();
  await pause(1600);
  await Promise.all([...mine, lost].map((each) => each.hold()));
  const ends = await Promise.all(['a', 'b', 'c', 'left', 'lost'].map(endOf));
  await leaseModel(connection).updateOne({ _id: 'lost' }, { holder: 'another' });
  await lost.release();
  await pause(800);
  for (const each of mine) await each.hold();
  await pause(800);
  const [one, many] = (['updateOne', 'updateMany'] as const).map((name) =>
    vi.spyOn(leaseModel(connection), name),
  );
  expect(await Promise.all(mine.map((each) => each.hold()))).toEqual([true, true, true]);
  expect(many).toHaveBeenCalledOnce();
  expect(one).not.toHaveBeenCalled();
  one!.mockRestore();
  many!.mockRestore();
  await vi.waitFor(
    async () => {
      for (const [i, name] of ['a', 'b', 'c'].entries()) expect(await endOf(name)).toBeGreaterThan(ends[i]!);
    },
    { timeout: 40_000 },
  );
  expect(await endOf('left')).toBe(ends[3]);
  expect(await endOf('lost')).toBe(ends[4]);
});

test('of leases that are renewed in one go, one that is gone is won again, and the others stay', async () => {
  const [stays, goes] = [lease(connection, 'stays'), lease(connection, 'goes')];
  await Promise.all([stays.hold(), goes.hold()]);
  await leaseModel(connection).updateOne(
    { _id: 'goes' },
    { holder: 'another', until: new Date(Date.now() + 3_600_000) },
  );
  const both = async () => [await stays.hold(), await goes.hold()];
  await vi.waitFor(async () => expect(await both()).toEqual([true, false]), {
    timeout: 40_000,
    interval: 300,
  });
  expect(await lease(connection, 'stays').hold()).toBe(false);
});
