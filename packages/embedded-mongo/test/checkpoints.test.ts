import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openEngine } from '../src/engine/engine.ts';
import { listen } from '../src/listen.ts';
import { openRaw } from './raw.ts';

let dataDir: string;
let end: () => Promise<void>;
let client: Awaited<ReturnType<typeof openRaw>>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  dataDir = mkdtempSync(join(tmpdir(), 'linggong-test-'));
  const engine = openEngine(dataDir, 3_600_000);
  const server = await listen(engine, { dataDir, port: undefined, auth: false });
  client = await openRaw(server.url);
  end = async () => {
    client.close();
    await server.close();
    engine.close();
  };
});
afterEach(async () => {
  await end();
  vi.useRealTimers();
  rmSync(dataDir, { recursive: true, force: true });
});

const insert = (n: number) =>
  client.command('t', { insert: 'c', documents: Array.from({ length: n }, (_, i) => ({ i })) });

/** The documents in the data file alone, without its log. */
function inFile(): number {
  const copy = join(dataDir, 'copy.sqlite');
  copyFileSync(join(dataDir, 'linggong.sqlite'), copy);
  const sql = new DatabaseSync(copy);
  const found = sql.prepare('SELECT count(*) AS n FROM docs').get();
  sql.close();
  rmSync(copy);
  return Number(found?.n);
}

test('the log is written into the data file once nobody asks for anything', async () => {
  await insert(1200);
  expect(inFile()).toBe(0);
  vi.advanceTimersByTime(10);
  expect(inFile()).toBe(0);
  vi.advanceTimersByTime(10);
  expect(inFile()).toBe(1200);
  expect(vi.getTimerCount()).toBe(0);
});

test('not while anybody asks', async () => {
  await insert(1200);
  for (let i = 0; i < 5; i++) {
    vi.advanceTimersByTime(10);
    await client.command('t', { ping: 1 });
  }
  expect(inFile()).toBe(0);
  vi.advanceTimersByTime(20);
  expect(inFile()).toBe(1200);
});

test('not for a few rows: they wait for more', async () => {
  await insert(500);
  vi.advanceTimersByTime(1000);
  expect(inFile()).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  await insert(700);
  vi.advanceTimersByTime(20);
  expect(inFile()).toBe(1200);
});

test('not while somebody copies the data file', async () => {
  await client.command('admin', { linggongHoldCheckpoints: 1 });
  await insert(1200);
  vi.advanceTimersByTime(9_000);
  expect(inFile()).toBe(0);
  vi.advanceTimersByTime(2_000);
  expect(inFile()).toBe(1200);
});
