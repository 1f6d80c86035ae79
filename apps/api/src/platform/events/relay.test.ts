import pino from 'pino';
import { expect, test, vi } from 'vitest';
import type { Mover } from './mover.ts';
import { relay } from './relay.ts';

test('the outbox is tidied after each move, also when it was once found tidy', async () => {
  let untidy = 0;
  const gates: (() => void)[] = [];
  const mover = {
    move: vi.fn(async () => {
      untidy += 1;
      return 1;
    }),
    tidy: async () => {
      untidy = 0;
    },
    untidy: () => untidy,
    forget: () => undefined,
  };
  const events = relay({
    mover,
    lease: { hold: async () => true, release: async () => undefined },
    moved: () => undefined,
    sent: () => new Promise<void>((resolve) => gates.push(resolve)),
    nudge: () => undefined,
    logger: pino({ level: 'silent' }),
  });
  const moveAgain = async (times: number) => {
    events.look();
    await vi.waitFor(() => expect(gates.length).toBe(times), 40_000);
  };
  await moveAgain(1);
  await moveAgain(2);
  gates[0]!();
  await vi.waitFor(() => expect(untidy).toBe(0), 40_000);
  gates[1]!();
  await moveAgain(3);
  gates[2]!();
  await vi.waitFor(() => expect(untidy).toBe(0), 40_000);
  await events.stop();
});

/** A relay on an outbox that is a list of numbers; `holds`: whether the lease is this process's. */
function makeRelay() {
  const state = {
    outbox: [] as number[],
    moved: [] as number[],
    holds: true,
    fails: 0,
    nudges: 0,
    forgot: 0,
  };
  const log: number[] = [];
  const mover: Mover = {
    async move(limit) {
      await null;
      const entries = state.outbox.filter((one) => !state.moved.includes(one)).slice(0, limit);
      state.moved.push(...entries);
      log.push(...entries);
      return entries.length;
    },
    forget: () => void state.forgot++,
    untidy: () => state.moved.length,
    async tidy() {
      const done = [...state.moved];
      await null;
      if (state.fails-- > 0) throw new Error('not now');
      state.outbox = state.outbox.filter((one) => !done.includes(one));
      state.moved = state.moved.slice(done.length);
    },
  };
  const lease = { hold: async () => state.holds, release: async () => undefined };
  const made = relay({
    mover,
    lease,
    moved: () => undefined,
    sent: () => new Promise((resolve) => setImmediate(resolve)),
    nudge: () => void state.nudges++,
    logger: pino({ level: 'silent' }),
  });
  return { ...made, state, log };
}
const quiet = () => new Promise((resolve) => setTimeout(resolve, 20));

test('a heap is moved in batches, in order, without keeping all of it in mind', async () => {
  const { state, log, look, stop } = makeRelay();
  state.outbox = Array.from({ length: 1001 }, (_, i) => i);
  look();
  await vi.waitFor(() => expect(state.outbox).toEqual([]), 40_000);
  expect(log).toHaveLength(1001);
  expect(log).toEqual([...log].sort((a, b) => a - b));
  await stop();
});

test('tidying that failed is done with the next look, and at the end', async () => {
  const { state, look, flush, stop } = makeRelay();
  state.fails = 1;
  state.outbox = [1];
  look();
  await quiet();
  await flush();
  expect(state.outbox).toEqual([1]);
  look();
  await vi.waitFor(() => expect(state.outbox).toEqual([]), 40_000);
  state.outbox = [2];
  look();
  await stop();
  expect(state.outbox).toEqual([]);
});

test('who does not hold the lease moves nothing, and passes on only what was written here', async () => {
  const { state, log, written, look, stop } = makeRelay();
  state.holds = false;
  state.outbox = [1];
  look();
  await quiet();
  expect([state.nudges, state.forgot, log]).toEqual([0, 1, []]);
  written();
  look();
  await quiet();
  expect([state.nudges, log]).toEqual([1, []]);
  await stop();
});
