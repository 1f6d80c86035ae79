import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { cursorModel, type Follower, type FollowerSpec, follower } from './follower.ts';
import { rooms } from './log.ts';

let one: TestServer;
let other: TestServer;
beforeAll(async () => {
  one = await startTestServer();
  other = await startTestServer({ beside: one });
});
afterAll(async () => {
  await other.close();
  await one.close();
});

const running: Follower[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

type More = Partial<FollowerSpec> & { tries?: number; firstPauseMs?: number; passedOver?: () => void };

/** A follower on a server's own connection, with a log of what it says. */
async function follow(server: TestServer, name: string, handle: FollowerSpec['handle'], more: More = {}) {
  const lines: { level: number; msg: string; seq?: number; from?: number; to?: number }[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const { connection, events: log } = server.deps;
  const made = follower({
    name,
    handle,
    connection,
    log,
    position: () => server.events.position(),
    firstPauseMs: 20,
    logger,
    ...more,
  });
  running.push(made);
  await made.start();
  return { ...made, lines, errors: () => lines.filter(({ level }) => level >= 50) };
}

/** Writes events as a use case would; gives their numbers once they have them. */
async function tell(server: TestServer, count: number): Promise<number[]> {
  const { deps } = server;
  await deps.transaction(() =>
    deps.events.appendAll(
      'session.ended.v1',
      Array.from({ length: count }, () => ({ payload: { by: 'test' }, audience: [rooms.session('none')] })),
    ),
  );
  await vi.waitFor(async () => expect(await deps.eventModels.outbox.exists({})).toBeNull(), 40_000);
  const end = await deps.events.end();
  return Array.from({ length: count }, (_, i) => end - count + 1 + i);
}

const soon = { timeout: 40_000, interval: 20 };
const seqs = (events: readonly { _id: number }[]) => events.map(({ _id }) => _id);

test('begins at the log’s end, and then sees every event once and in order, whoever wrote it', async () => {
  await tell(one, 3);
  const seen: number[] = [];
  await follow(one, 'order', async (events) => void seen.push(...seqs(events)));
  const told: number[] = [];
  for (let i = 0; i < 6; i++) told.push(...(await tell(i % 2 ? one : other, 70)));
  await vi.waitFor(() => expect(seen.length).toBeGreaterThanOrEqual(told.length), soon);
  expect(seen).toEqual(told);
});

test('goes on from where it was, on another process too, and one at a time', async () => {
  const seen: number[] = [];
  let busy = 0;
  let most = 0;
  const handle = async (events: readonly { _id: number }[]) => {
    busy += 1;
    most = Math.max(most, busy);
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen.push(...seqs(events));
    busy -= 1;
  };
  const takeovers: string[] = [];
  const first = await follow(one, 'handover', handle, {
    onTakeover: async () => void takeovers.push('one'),
  });
  const told = await tell(one, 5);
  await vi.waitFor(() => expect(seen).toEqual(told), soon);
  const second = await follow(other, 'handover', handle, {
    onTakeover: async () => void takeovers.push('other'),
  });
  told.push(...(await tell(other, 5)));
  await vi.waitFor(() => expect(seen).toEqual(told), soon);
  expect(takeovers).toEqual(['one']);
  await first.stop();
  // Nobody follows for a moment.
  told.push(...(await tell(one, 5)));
  await vi.waitFor(() => expect(seen).toEqual(told), soon);
  expect(takeovers).toEqual(['one', 'other']);
  expect(most).toBe(1);
  await second.stop();
});

test('nobody else takes over while the taking over takes long', async () => {
  const seen: number[] = [];
  const takeovers: string[] = [];
  const slowly = (who: string) => async () => {
    takeovers.push(who);
    // Longer than a lease that nobody renews.
    await new Promise((resolve) => setTimeout(resolve, 6000));
  };
  const handle = async (events: readonly { _id: number }[]) => void seen.push(...seqs(events));
  await follow(one, 'slow start', handle, { onTakeover: slowly('one') });
  await vi.waitFor(() => expect(takeovers).toEqual(['one']), soon);
  await follow(other, 'slow start', handle, { onTakeover: slowly('other') });
  const told = await tell(one, 3);
  await vi.waitFor(() => expect(seen).toEqual(told), soon);
  expect(takeovers).toEqual(['one']);
});

test('where the process is killed another takes over; nothing is lost', async () => {
  const { connection, database } = { connection: one.deps.connection, database: one.database };
  await connection.createCollection('noted');
  const file = fileURLToPath(new URL('./fixtures/following.ts', import.meta.url));
  const child = spawn(process.execPath, [file, database.url, database.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const cursors = cursorModel(connection);
  await vi.waitFor(async () => expect(await cursors.exists({ _id: 'killed' })).not.toBeNull(), soon);
  const told = await tell(one, 3);
  await once(child.stdout, 'data');

  const seen: number[] = [];
  const takeover = vi.fn(async () => undefined);
  await follow(one, 'killed', async (events) => void seen.push(...seqs(events)), { onTakeover: takeover });
  told.push(...(await tell(other, 3)));
  expect(seen).toEqual([]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await vi.waitFor(() => expect(seen.at(-1)).toBe(told.at(-1)), soon);
  // What the killed one had begun comes again.
  expect(seen).toEqual(told);
  expect(takeover).toHaveBeenCalledOnce();
  expect(await connection.collection('noted').countDocuments()).toBeGreaterThan(0);
});

test('an event that fails comes again until it is handled; none overtakes it', async () => {
  const told = { bad: 0 };
  const seen: number[] = [];
  let failures = 0;
  const followed = await follow(one, 'stumbles', async (events) => {
    if (seqs(events).includes(told.bad) && ++failures < 5) throw new Error('not now');
    seen.push(...seqs(events));
  });
  const end = await one.deps.events.end();
  told.bad = end + 2;
  const all = await tell(one, 4);
  await vi.waitFor(() => expect(seen).toEqual(all), soon);
  expect(failures).toBe(5);
  expect(followed.errors()).toEqual([]);
});

test('an event that always fails is passed over at last, loudly, after tries on both processes together', async () => {
  const seen: number[] = [];
  const end = await one.deps.events.end();
  const bad = end + 2;
  const tried: string[] = [];
  const passedOver = vi.fn();
  const handleOn = (where: string) => async (events: readonly { _id: number }[]) => {
    if (seqs(events).includes(bad)) {
      if (events.length === 1) tried.push(where);
      throw new Error('never');
    }
    seen.push(...seqs(events));
  };
  const first = await follow(one, 'poison', handleOn('one'), {
    tries: 6,
    passedOver,
    ...{ firstPauseMs: 200 },
  });
  const all = await tell(one, 4);
  await vi.waitFor(() => expect(tried.length).toBeGreaterThanOrEqual(2), soon);
  await first.stop();
  const second = await follow(other, 'poison', handleOn('other'), { tries: 6, passedOver });
  await vi.waitFor(() => expect(seen).toEqual(all.filter((seq) => seq !== bad)), soon);
  expect(tried).toHaveLength(6);
  expect(new Set(tried)).toEqual(new Set(['one', 'other']));
  expect(second.errors()).toMatchObject([{ seq: bad }]);
  expect(first.errors()).toEqual([]);
  expect(passedOver).toHaveBeenCalledOnce();
});

test('who lost its place without noticing begins anew from where the other has come', async () => {
  const seen: number[] = [];
  const takeover = vi.fn(async () => undefined);
  await follow(one, 'stale', async (events) => void seen.push(...seqs(events)), { onTakeover: takeover });
  const told = await tell(one, 2);
  await vi.waitFor(() => expect(seen).toEqual(told), soon);
  // As another process would that held the lease meanwhile.
  const next = await one.deps.events.end();
  await cursorModel(one.deps.connection).updateOne({ _id: 'stale' }, { seq: next - 1 });
  await tell(one, 3);
  await vi.waitFor(() => expect(takeover).toHaveBeenCalledTimes(2), soon);
  const last = await one.deps.events.end();
  await vi.waitFor(async () => {
    expect(await cursorModel(one.deps.connection).findById('stale').lean()).toMatchObject({ seq: last });
  }, soon);
});

test('its place is written down when that is asked for, however often at once', async () => {
  const seen: number[] = [];
  const takeover = vi.fn(async () => undefined);
  const handle = async (events: readonly { _id: number }[]) => void seen.push(...seqs(events));
  const { flush } = await follow(one, 'flushed', handle, { onTakeover: takeover });
  for (let i = 0; i < 3; i++) {
    const told = await tell(one, 2);
    await vi.waitFor(() => expect(seen.slice(-2)).toEqual(told), soon);
    await Promise.all(Array.from({ length: 5 }, flush));
    expect(await cursorModel(one.deps.connection).findById('flushed').lean()).toMatchObject({ seq: told[1] });
  }
  expect(takeover).toHaveBeenCalledOnce();
  expect(seen).toHaveLength(6);
});

test('what fell out of the log while nobody followed is said, and what is left is handled', async () => {
  const seen: number[] = [];
  const handle = async (events: readonly { _id: number }[]) => void seen.push(...seqs(events));
  const first = await follow(one, 'window', handle);
  await first.stop();
  const lost = await tell(one, 4);
  const kept = await tell(one, 2);
  await one.deps.eventModels.events.deleteMany({ _id: { $lte: lost.at(-1) } });
  const second = await follow(one, 'window', handle);
  await vi.waitFor(() => expect(seen).toEqual(kept), soon);
  expect(second.errors()).toMatchObject([{ from: lost[0], to: lost.at(-1) }]);
});
