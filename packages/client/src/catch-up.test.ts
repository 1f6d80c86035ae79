import { describe, expect, test } from 'vitest';
import { catchUp } from './catch-up.ts';

type LiveEvent = { id: string; seq: number };
type Refusal = { ok: false; problem: { status: number } };

const event = (seq: number): LiveEvent => ({ id: seq.toString(16).padStart(24, '0'), seq });

const refusal = (status: number): Refusal => ({ ok: false, problem: { status } });

/** A log of `end` events that answers in pages, and whose answers can be held back. */
function world(options: { seq: number | null; end: number; pageSize?: number; hidden?: number[] }) {
  const { pageSize = 2, hidden = [] } = options;
  const asked: number[] = [];
  const got: number[] = [];
  let reloads = 0;
  let end = options.end;
  let fault: Refusal | null = null;
  let gate: Promise<void> = Promise.resolve();
  const view = catchUp({
    seq: options.seq,
    fetchPage: async (after) => {
      asked.push(after);
      await gate;
      if (fault) return fault;
      if (after > end) return refusal(410);
      const reached = Math.min(after + pageSize, end);
      const items = Array.from({ length: reached - after }, (_, i) => after + i + 1)
        .filter((seq) => !hidden.includes(seq))
        .map(event);
      return { ok: true, data: { items, seq: reached, more: reached < end } };
    },
    deliver: (events) => got.push(...events.map((e) => e.seq)),
    reload: () => {
      reloads += 1;
    },
  });
  return {
    view,
    asked,
    got,
    reloads: () => reloads,
    grow: (to: number) => {
      end = to;
    },
    fail: (status: number | null) => {
      fault = status === null ? null : refusal(status);
    },
    hold: () => {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
  };
}

describe('catching up', () => {
  test('asks page after page until there is no more', async () => {
    const w = world({ seq: 3, end: 8 });
    expect(await w.view.level(8)).toBe(true);
    expect(w.got).toEqual([4, 5, 6, 7, 8]);
    expect(w.asked).toEqual([3, 5, 7]);
  });

  test('asks nothing when the view is level already', async () => {
    const w = world({ seq: 8, end: 8 });
    expect(await w.view.level(8)).toBe(true);
    expect(w.asked).toEqual([]);
  });

  test('an empty page moves on: events of others are not asked for again', async () => {
    const w = world({ seq: 3, end: 7, hidden: [4, 5, 6, 7] });
    await w.view.level(7);
    expect(w.got).toEqual([]);
    expect(w.view.position).toBe(7);
    await w.view.level(7);
    expect(w.asked).toEqual([3, 5]);
  });

  test('what is pushed meanwhile waits, then comes once and in order', async () => {
    const w = world({ seq: 3, end: 6, pageSize: 10 });
    const open = w.hold();
    const level = w.view.level(6);
    w.view.push([event(6)]);
    w.view.push([event(8), event(7)]);
    expect(w.got).toEqual([]);
    open();
    await level;
    expect(w.got).toEqual([4, 5, 6, 7, 8]);
  });

  test('doubles are dropped by id, however they come', async () => {
    const w = world({ seq: 0, end: 3, pageSize: 10 });
    await w.view.level(0);
    w.view.push([event(1), event(1)]);
    w.view.push([event(2)]);
    w.view.lost();
    await w.view.level(3);
    w.view.push([event(3), event(2)]);
    expect(w.got).toEqual([1, 2, 3]);
  });

  test('a drop between a push and the next: the gap is filled', async () => {
    const w = world({ seq: 0, end: 5, pageSize: 10 });
    await w.view.level(0);
    w.view.push([event(1)]);
    w.view.lost();
    w.view.push([event(5)]);
    expect(w.got).toEqual([1]);
    await w.view.level(5);
    expect(w.asked).toEqual([1]);
    expect(w.got).toEqual([1, 2, 3, 4, 5]);
  });

  test('an answer that fails keeps the place, and what waited is not lost', async () => {
    const w = world({ seq: 2, end: 4, pageSize: 10 });
    w.fail(503);
    const open = w.hold();
    const level = w.view.level(4);
    w.view.push([event(4)]);
    open();
    expect(await level).toBe(false);
    expect(w.reloads()).toBe(0);
  });

  test('after a failed answer the gap is still asked for from where it began', async () => {
    const w = world({ seq: 2, end: 4, pageSize: 10 });
    w.fail(503);
    const open = w.hold();
    const level = w.view.level(4);
    w.view.push([event(4)]);
    open();
    await level;
    w.view.push([event(5)]);
    expect(w.got).toEqual([]);
    w.fail(null);
    expect(await w.view.level(4)).toBe(true);
    expect(w.got).toEqual([3, 4, 5]);
  });

  test('two calls at once ask once', async () => {
    const w = world({ seq: 0, end: 2, pageSize: 10 });
    await Promise.all([w.view.level(2), w.view.level(2)]);
    expect(w.asked).toEqual([0]);
  });

  test('beyond the window the view is loaded anew, then goes on from the log’s end', async () => {
    const w = world({ seq: 1, end: 9 });
    w.fail(410);
    expect(await w.view.level(9)).toBe(false);
    expect(w.reloads()).toBe(1);
    w.view.push([event(9)]);
    expect(w.got).toEqual([]);
    w.fail(null);
    expect(await w.view.level(9)).toBe(true);
    w.view.push([event(10)]);
    expect(w.got).toEqual([9, 10]);
  });

  test('an end before what was seen is asked about: it may be that of a process which is behind', async () => {
    const w = world({ seq: 50, end: 50 });
    expect(await w.view.level(48)).toBe(true);
    expect(w.asked).toEqual([50]);
    expect(w.reloads()).toBe(0);
    w.view.push([event(51)]);
    expect(w.got).toEqual([51]);
  });

  test('a log that is shorter than what was seen is another log', async () => {
    const w = world({ seq: 50, end: 3 });
    expect(await w.view.level(3)).toBe(false);
    expect(w.asked).toEqual([50]);
    expect(w.reloads()).toBe(1);
    w.view.push([event(4)]);
    expect(await w.view.level(3)).toBe(true);
    expect(w.reloads()).toBe(1);
    expect(w.got).toEqual([4]);
  });

  test('a view that does not know its place is loaded anew once the log’s end is known', async () => {
    const w = world({ seq: null, end: 7 });
    await w.view.level(7);
    expect(w.reloads()).toBe(1);
    expect(w.asked).toEqual([]);
    w.view.push([event(8)]);
    w.view.lost();
    w.grow(9);
    await w.view.level(9);
    expect(w.asked).toEqual([8]);
    expect(w.got).toEqual([8, 9]);
  });

  test('nothing is delivered after the end', async () => {
    const w = world({ seq: 0, end: 2 });
    const open = w.hold();
    const level = w.view.level(2);
    w.view.end();
    open();
    await level;
    w.view.push([event(3)]);
    expect(w.got).toEqual([]);
  });
});
