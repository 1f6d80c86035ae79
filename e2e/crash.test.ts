import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashRun } from './support/crash-run.ts';
import { dataFolder } from './support/product.ts';

let data: Awaited<ReturnType<typeof dataFolder>>;
beforeAll(async () => {
  data = await dataFolder();
});
afterAll(() => data.remove());

test('a killed server loses nothing that it acknowledged, and a client that follows misses and doubles nothing', {
  timeout: 600_000,
}, async () => {
  const kills = Number(process.env.KILLS ?? 2);
  const report = await crashRun({ dataDir: data.folder, kills, log: console.log });
  expect(report.acknowledged).toBeGreaterThan(kills);
  expect(report).toMatchObject({ missing: [], unseen: [], doubled: [], disordered: 0 });
});
