import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { people, rollCsv } from '../apps/api/src/modules/rolls/fixtures/people.ts';
import { type Answer, call, type DemoSession, demoSession } from './support/api.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';

const ROWS = 400;
const clock = pathToFileURL(path.resolve(import.meta.dirname, 'support/shifted-clock.mjs')).href;
type Counts = { rows: number; new: number; registered: number; same: number };

let data: Awaited<ReturnType<typeof demoFolder>>;
let product: Product;
let desk: DemoSession;
beforeAll(async () => {
  data = await demoFolder();
});
afterAll(async () => {
  await product?.stop();
  await data.remove();
});

async function start(env: Record<string, string> = {}): Promise<void> {
  product = await startProduct({ dataDir: data.folder, env });
  desk = await demoSession(product.url, 'operator-city');
}
const ask = (method: string, at: string, body?: object): Promise<Answer> =>
  call(product.url, desk, method, at, body);

async function send(file: Buffer): Promise<string> {
  const [place] = (await ask('GET', '/regions?q=如意乡')).body.items as { id: string }[];
  const form = new FormData();
  form.set('regionId', place!.id);
  form.set('file', new File([new Uint8Array(file)], '花名册.csv'));
  const { cookie } = desk;
  const answer = await fetch(`${product.url}/api/v1/rolls`, {
    method: 'POST',
    headers: { cookie },
    body: form,
  });
  expect(answer.status).toBe(201);
  const { roll } = (await answer.json()) as { roll: { id: string } };
  return roll.id;
}
async function roll(id: string): Promise<{ state: string; counts: Counts }> {
  return (await ask('GET', `/rolls/${id}`)).body.roll as { state: string; counts: Counts };
}

/** Everybody in the register. */
async function listed(): Promise<{ id: string }[]> {
  const all: { id: string }[] = [];
  for (let query = ''; ; ) {
    const { items, nextCursor } = (await ask('GET', `/people${query}`)).body as {
      items: { id: string }[];
      nextCursor: string | null;
    };
    all.push(...items);
    if (!nextCursor) return all;
    query = `?cursor=${encodeURIComponent(nextCursor)}`;
  }
}

test('a roll whose server is killed goes on where it was, and nobody is registered twice', async () => {
  await start();
  const before = (await listed()).length;
  const file = rollCsv(people(ROWS));
  const id = await send(file);
  expect((await ask('POST', `/rolls/${id}/run`)).status).toBe(202);
  await expect.poll(async () => (await roll(id)).counts.registered, { interval: 20 }).toBeGreaterThan(0);
  await product.kill();

  // Without a sign of life for a minute it counts as broken off.
  await start({ NODE_OPTIONS: `--import ${clock}`, CLOCK_AHEAD_MS: '60000' });
  const broken = await roll(id);
  expect(broken.state).toBe('failed');
  expect(broken.counts.registered).toBeGreaterThan(0);
  expect(broken.counts.registered + broken.counts.new).toBe(ROWS);
  expect(broken.counts.new).toBeGreaterThan(0);
  expect((await ask('POST', `/rolls/${id}/run`)).status).toBe(202);
  await expect.poll(async () => (await roll(id)).state, { interval: 200 }).toBe('done');
  expect((await roll(id)).counts).toMatchObject({ registered: ROWS, new: 0 });

  // Each row meets one person, who is as the row says; with two of one, or one half written, it could not.
  const again = await roll(await send(file));
  expect(again.counts).toMatchObject({ rows: ROWS, same: ROWS, new: 0 });
  expect((await listed()).length).toBe(before + ROWS);
});
