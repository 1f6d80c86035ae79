import { AsyncLocalStorage } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { retryingDuplicates } from '../database.ts';
import { jobQueue } from './queue.ts';
import { type JobSpec, type JobWorker, jobWorker, pauseAfter } from './worker.ts';

const clock = movableClock();
let one: TestServer;
let other: TestServer;
beforeAll(async () => {
  one = await startTestServer({ clock: clock.now });
  other = await startTestServer({ clock: clock.now, beside: one });
});
afterAll(async () => {
  await other.close();
  await one.close();
});
const workers: JobWorker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

const soon = { timeout: 40_000, interval: 20 };
const until = (check: () => void | Promise<void>) => vi.waitFor(check, soon);

async function work(server: TestServer, ...specs: JobSpec[]) {
  const ended: string[] = [];
  const worker = jobWorker({
    models: server.deps.jobModels,
    clock: server.deps.clock,
    specs,
    ended: (kind, outcome) => void ended.push(`${kind} ${outcome}`),
    logger: pino({ level: 'silent' }),
  });
  workers.push(worker);
  await worker.start();
  return { worker, ended };
}
const left = (kind: string) => one.deps.jobModels.jobs.countDocuments({ kind });

test('each job is done once by two processes in parallel', async () => {
  const done: [string, unknown][] = [];
  const spec = (where: string): JobSpec => ({
    kind: 'shared',
    async run(data) {
      done.push([where, data]);
      return undefined;
    },
  });
  const wanted = Array.from({ length: 60 }, (_, i) => i);
  await one.deps.jobs.enqueue(wanted.map((data) => ({ kind: 'shared', data })));
  await Promise.all([work(one, spec('one')), work(other, spec('other'))]);
  await until(async () => expect(await left('shared')).toBe(0));
  expect(done.map(([, data]) => data).sort((a, b) => Number(a) - Number(b))).toEqual(wanted);
  expect(new Set(done.map(([where]) => where))).toEqual(new Set(['one', 'other']));
});

test('who is woken by what a transaction asks for is outside of it, and at once', async () => {
  const within = new AsyncLocalStorage<string>();
  const woken = Promise.withResolvers<string | undefined>();
  const queue = jobQueue(one.deps.jobModels, clock.now, () => woken.resolve(within.getStore() ?? 'outside'));
  const tomorrow = new Date(clock.now().getTime() + 86_400_000);
  await within.run('a transaction', () => queue.enqueue([{ kind: 'waking', data: 1 }]));
  expect(await woken.promise).toBe('outside');
  const wake = vi.fn();
  await jobQueue(one.deps.jobModels, clock.now, wake).enqueue([{ kind: 'waking', data: 2, at: tomorrow }]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(wake).not.toHaveBeenCalled();
});

test('what a long transaction asks for is looked for when it is committed, and not where it failed', async () => {
  const woken: string[] = [];
  const told: Date[] = [];
  let now = 'open';
  const queue = jobQueue(
    one.deps.jobModels,
    clock.now,
    () => void woken.push(now),
    (at) => void told.push(at),
  );
  const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
  const soon = new Date(clock.now().getTime() + 2000);
  await queue.withCommit(async () => {
    await queue.enqueue([{ kind: 'long', data: 1 }]);
    await pause();
    now = 'committed';
  });
  await until(() => expect(woken).toEqual(['committed']));
  const failing = queue.withCommit(async () => {
    await queue.enqueue([{ kind: 'long', data: 2 }]);
    throw new Error('given up');
  });
  await expect(failing).rejects.toThrow('given up');
  // What goes on after its transaction is no longer part of it.
  const afterwards = Promise.withResolvers<void>();
  await queue.withCommit(async () => {
    void afterwards.promise.then(() => queue.enqueue([{ kind: 'long', data: 3, at: soon }]));
  });
  await pause();
  expect([woken, told]).toEqual([['committed'], []]);
  afterwards.resolve();
  await until(() => expect(told).toEqual([soon]));
  await one.deps.jobModels.jobs.deleteMany({ kind: 'long' });
});

test('of what is due later the earliest time is told, outside of the transaction, and it is done then', async () => {
  const within = new AsyncLocalStorage<string>();
  const told: unknown[] = [];
  const wake = vi.fn();
  const queue = jobQueue(one.deps.jobModels, clock.now, wake, (at) => {
    told.push([at, within.getStore() ?? 'outside']);
    worker.later(at);
  });
  const { worker } = await work(one, {
    kind: 'soon',
    run: async (data) => void told.push(data) as undefined,
  });
  const at = (ms: number) => new Date(clock.now().getTime() + ms);
  const [first, second] = [at(400), at(86_400_000)];
  await within.run('a transaction', () =>
    queue.enqueue([
      { kind: 'soon', data: 'tomorrow', at: second },
      { kind: 'soon', data: 'now on', at: first },
    ]),
  );
  await until(() => expect(told).toEqual([[first, 'outside'], 'now on']));
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(first.getTime());
  expect(await left('soon')).toBe(1);
  await one.deps.jobModels.jobs.deleteMany({ kind: 'soon' });
});

test('a job is there if what asked for it is: none after a transaction that failed', async () => {
  const { deps } = one;
  const ask = (data: string) => deps.jobs.enqueue([{ kind: 'kept', data }]);
  await deps.transaction(() => ask('yes'));
  const failing = deps.transaction(async () => {
    await ask('no');
    throw new Error('off');
  });
  await expect(failing).rejects.toThrow('off');
  const kept = await deps.jobModels.jobs.find({ kind: 'kept' }).lean();
  expect(kept.map(({ data }) => data)).toEqual(['yes']);
});

test('one key is one job, with the latest data and the earliest time, also when asked for at once', async () => {
  const at = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000);
  const [two, three] = [at(2), at(3)];
  await Promise.all(
    [one, other, one, other].map(({ deps }) =>
      retryingDuplicates(() => deps.jobs.enqueue([{ kind: 'keyed', key: 'a', data: 1, at: three }])),
    ),
  );
  await one.deps.jobs.enqueue([
    { kind: 'keyed', key: 'a', data: 2, at: two },
    { kind: 'keyed', key: 'b', data: 1, at: three },
  ]);
  await other.deps.jobs.enqueue([{ kind: 'keyed', key: 'a', data: 3, at: three }]);
  const jobs = await one.deps.jobModels.jobs.find({ kind: 'keyed' }).sort({ _id: 1 }).lean();
  expect(jobs.map(({ _id, data, at }) => [_id, data, at])).toEqual([
    ['keyed:a', 3, two],
    ['keyed:b', 1, three],
  ]);
});

test('what is asked for again while at work is done again', async () => {
  const done: unknown[] = [];
  await one.deps.jobs.enqueue([{ kind: 'again', key: 'x', data: 'first' }]);
  await work(one, {
    kind: 'again',
    async run(data) {
      done.push(data);
      if (data === 'first') await other.deps.jobs.enqueue([{ kind: 'again', key: 'x', data: 'second' }]);
      return undefined;
    },
  });
  await until(async () => expect(await left('again')).toBe(0));
  expect(done).toEqual(['first', 'second']);
});

test('nothing runs before its time; the clock brings it', async () => {
  const run = vi.fn(async () => undefined);
  const tomorrow = new Date(clock.now().getTime() + 86_400_000);
  await one.deps.jobs.enqueue([
    { kind: 'later', data: null, at: tomorrow },
    { kind: 'later', data: null },
  ]);
  await work(one, { kind: 'later', run });
  await until(() => expect(run).toHaveBeenCalledTimes(1));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(run).toHaveBeenCalledTimes(1);
  clock.advance({ days: 1 });
  await until(() => expect(run).toHaveBeenCalledTimes(2));
});

test('a failing job comes again with growing pauses, and is given up and kept in the end', async () => {
  const run = vi.fn(async () => {
    throw new Error('the gateway is down');
  });
  await one.deps.jobs.enqueue([{ kind: 'failing', data: { to: 'x' } }]);
  const { ended } = await work(one, { kind: 'failing', run });
  const waits: number[] = [];
  for (let tries = 1; tries < 10; tries++) {
    await until(async () => {
      const job = await one.deps.jobModels.jobs.findOne({ kind: 'failing' }).lean().orFail();
      expect([job.tries, job.holder]).toEqual([tries, null]);
      waits[tries - 1] = job.at.getTime() - clock.now().getTime();
    });
    expect(run).toHaveBeenCalledTimes(tries);
    clock.advance({ seconds: 2 * 5 * 2 ** tries });
  }
  await until(async () => expect(await left('failing')).toBe(0));
  expect(run).toHaveBeenCalledTimes(10);
  for (const [i, wait] of waits.entries()) {
    expect(wait).toBeGreaterThan(5000 * 2 ** i * 0.75 - 2000);
    expect(wait).toBeLessThanOrEqual(5000 * 2 ** i * 1.25);
  }
  const failed = await one.deps.jobModels.failedJobs.find({ kind: 'failing' }).lean();
  expect(failed).toMatchObject([{ data: { to: 'x' }, tries: 10, error: 'Error: the gateway is down' }]);
  expect(ended.filter((line) => line === 'failing given_up')).toHaveLength(1);
});

test('a job that failed once is done at its next try', async () => {
  let calls = 0;
  await one.deps.jobs.enqueue([{ kind: 'stumbles', data: null }]);
  const { ended } = await work(one, {
    kind: 'stumbles',
    async run() {
      calls += 1;
      if (calls === 1) throw new Error('not now');
      return undefined;
    },
  });
  await until(() => expect(ended).toEqual(['stumbles failed']));
  clock.advance({ seconds: 10 });
  await until(async () => expect(await left('stumbles')).toBe(0));
  expect(calls).toBe(2);
});

test('a recurring job runs once a turn over both processes, and outlives them and its failures', async () => {
  const runs: string[] = [];
  let fails = false;
  const spec = (where: string): JobSpec => ({
    kind: 'hourly',
    recurring: (now) => new Date((Math.floor(now.getTime() / 3_600_000) + 1) * 3_600_000),
    async run() {
      if (fails) throw new Error('not now');
      runs.push(where);
      return undefined;
    },
  });
  const first = await work(one, spec('one'));
  await work(other, spec('other'));
  expect(await left('hourly')).toBe(1);
  expect(runs).toEqual([]);
  for (let turn = 1; turn <= 3; turn++) {
    clock.advance({ hours: 1 });
    await until(() => expect(runs).toHaveLength(turn));
  }
  await first.worker.stop();
  clock.advance({ hours: 1 });
  await until(() => expect(runs).toHaveLength(4));
  fails = true;
  clock.advance({ hours: 1 });
  await until(async () => {
    expect((await one.deps.jobModels.jobs.findById('hourly').lean())?.tries).toBe(1);
  });
  fails = false;
  clock.advance({ seconds: 10 });
  await until(() => expect(runs).toHaveLength(5));
  expect(await left('hourly')).toBe(1);
});

test('a job that gives a time back is due again then', async () => {
  const run = vi.fn(async () =>
    run.mock.calls.length === 1 ? new Date(clock.now().getTime() + 60_000) : undefined,
  );
  await one.deps.jobs.enqueue([{ kind: 'returns', key: 'x', data: 1 }]);
  await work(one, { kind: 'returns', run });
  await until(async () => {
    const job = await one.deps.jobModels.jobs.findById('returns:x').lean();
    expect([run.mock.calls.length, job?.holder, job?.tries]).toEqual([1, null, 0]);
  });
  clock.advance({ minutes: 1 });
  await until(async () => expect(await left('returns')).toBe(0));
  expect(run).toHaveBeenCalledTimes(2);
});

test('what a killed process had begun is done by another, once its lock ran out', async () => {
  const { database } = one;
  const file = fileURLToPath(new URL('./fixtures/working.ts', import.meta.url));
  const past = new Date(Date.now() - 1000);
  await one.deps.jobs.enqueue([{ kind: 'killed', data: 'mine', at: past }]);
  const child = spawn(process.execPath, [file, database.url, database.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const real = { ...one.deps, clock: movableClock() };
  const run = vi.fn(async () => undefined);
  await work({ ...one, deps: { ...one.deps, clock: real.clock.now } }, { kind: 'killed', run });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(run).not.toHaveBeenCalled();
  child.kill('SIGKILL');
  await once(child, 'exit');
  real.clock.advance({ seconds: 31 });
  await until(() => expect(run).toHaveBeenCalledExactlyOnceWith('mine'));
  await until(async () => expect(await left('killed')).toBe(0));
});

test('pauses double, and differ', () => {
  expect([1, 2, 5].map((tries) => pauseAfter(tries, 0.5))).toEqual([5000, 10_000, 80_000]);
  expect([pauseAfter(1, 0), pauseAfter(1, 1)]).toEqual([3750, 6250]);
});
