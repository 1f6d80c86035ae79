import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openBatch } from '../src/storage/batch.ts';

/** A batch on a disk that is done when the test says so. */
function open() {
  const sql = new DatabaseSync(':memory:');
  sql.exec('CREATE TABLE t (n INTEGER)');
  const said: string[] = [];
  const waiting: ((error?: unknown) => void)[] = [];
  let refuses: Error | undefined;
  const disk = {
    now() {
      said.push('now');
      if (refuses) throw refuses;
    },
    soon(done: (error?: unknown) => void) {
      said.push('soon');
      waiting.push(done);
    },
    close: () => undefined,
  };
  const batch = openBatch(sql, disk, {
    written: () => undefined,
    beforeCommit: () => undefined,
    failed: () => void said.push('taken back'),
  });
  const [one, another] = [{}, {}];
  return {
    batch,
    said,
    /** A write of one document, by the one client there is or by several. */
    write(n: number, by: 'one' | 'several' = 'several') {
      batch.asked(one);
      if (by === 'several') batch.asked(another);
      batch.begin();
      sql.exec(`INSERT INTO t VALUES (${n})`);
      batch.changes(n);
      const seen = { state: 'waits' };
      batch.settled()!.then(
        () => {
          seen.state = 'answered';
        },
        (error: Error) => {
          seen.state = error.message;
        },
      );
      return seen;
    },
    async diskIsDone(error?: Error) {
      waiting.shift()!(error);
      await turn();
    },
    refuse(error: Error) {
      refuses = error;
    },
    rows: () => sql.prepare('SELECT n FROM t').all().length,
    inTransaction: () => sql.isTransaction,
  };
}

test('nothing is answered before the disk has it; what comes meanwhile shares the next flush', async () => {
  const { batch, write, said, diskIsDone, rows } = open();
  const first = [write(1), write(2)];
  await turn();
  expect([rows(), said]).toEqual([2, ['soon']]);
  const second = write(3);
  await turn();
  const third = write(4);
  await turn();
  expect([rows(), said]).toEqual([4, ['soon']]);
  expect([...first, second, third].map(({ state }) => state)).toEqual(['waits', 'waits', 'waits', 'waits']);
  await diskIsDone();
  expect([...first, second, third].map(({ state }) => state)).toEqual([
    'answered',
    'answered',
    'waits',
    'waits',
  ]);
  expect(said).toEqual(['soon', 'soon']);
  await diskIsDone();
  expect([second.state, third.state, batch.settled()]).toEqual(['answered', 'answered', undefined]);
});

test('a thread that several have asked for lately waits for no disk, however few ask now', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { write, said, diskIsDone } = open();
  write(1, 'several');
  await turn();
  await diskIsDone();
  for (const n of [2, 3]) {
    write(n, 'one');
    await turn();
    await diskIsDone();
  }
  expect(said).toEqual(['soon', 'soon', 'soon']);
  vi.advanceTimersByTime(1001);
  write(4, 'one');
  await turn();
  expect(said.at(-1)).toBe('now');
  vi.useRealTimers();
});

test('one client alone is answered in the turn of its write', async () => {
  const { write, said } = open();
  const first = write(1, 'one');
  await turn();
  expect([first.state, said]).toEqual(['answered', ['now']]);
  const second = write(2, 'several');
  await turn();
  expect([second.state, said]).toEqual(['waits', ['now', 'soon']]);
});

/** Some documents, or the whole of a collection. */
const these = (...rids: number[]) => ({ collection: 0, rids: () => rids });
const whole = (collection: number) => ({ collection, rids: () => undefined });

test('a read waits for what it has seen, and for nothing else', async () => {
  const { batch, write, diskIsDone } = open();
  expect(batch.settled(these(1))).toBeUndefined();
  write(1);
  expect([batch.settled(these(1)) !== undefined, batch.settled(these(2))]).toEqual([true, undefined]);
  await turn();
  write(2);
  await turn();
  write(3);
  expect([1, 2, 3, 4].map((n) => batch.settled(these(n)) !== undefined)).toEqual([true, true, true, false]);
  expect(batch.settled(these(5, 3))).toBeDefined();
  expect([batch.settled(these(5, 4)), batch.settled(whole(1))]).toEqual([undefined, undefined]);
  expect(batch.settled(whole(0))).toBeDefined();
  batch.changesAll();
  expect([batch.settled(these(4)), batch.settled(whole(1))]).not.toContain(undefined);
  await turn();
  await diskIsDone();
  expect(batch.settled(these(2))).toBeDefined();
  expect(batch.settled(these(1))).toBeDefined();
  await diskIsDone();
  expect([batch.settled(these(1)), batch.settled(whole(0)), batch.settled()]).toEqual(
    Array(3).fill(undefined),
  );
});

test.each(['one', 'several'] as const)(
  'what the disk refuses to flush is never answered, nor anything after it: %s',
  async (by) => {
    const { batch, write, said, refuse, diskIsDone, rows, inTransaction } = open();
    refuse(new Error('input/output error'));
    const first = write(1, by);
    await turn();
    const during = by === 'several' ? [write(2)] : [];
    await turn();
    const unfinished = by === 'several' ? [write(3)] : [];
    if (by === 'several') await diskIsDone(new Error('input/output error'));
    await turn();
    expect([first, ...during, ...unfinished].map(({ state }) => state)).toEqual(
      by === 'one' ? ['input/output error'] : Array(3).fill('input/output error'),
    );
    expect(() => write(4)).toThrow('input/output error');
    expect(() => batch.mustHold(0)).toThrow('input/output error');
    // The third was not even committed, and nobody asks the disk again.
    expect([rows(), inTransaction()]).toEqual([by === 'one' ? 1 : 2, false]);
    expect(said.filter((word) => word !== 'taken back')).toEqual([by === 'one' ? 'now' : 'soon']);
  },
);

test('a commit that fails takes back its own writes only', async () => {
  const { batch, write, diskIsDone, rows } = open();
  const first = write(1);
  await turn();
  const second = write(2);
  batch.abort(new Error('full'));
  await turn();
  expect([first.state, second.state, rows()]).toEqual(['waits', 'full', 1]);
  await diskIsDone();
  expect(first.state).toBe('answered');
});
