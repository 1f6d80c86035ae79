import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { expect, test } from 'vitest';
import { linksRun } from './support/links-run.ts';
import { dataFolder } from './support/product.ts';

test('on links that drop again and again, and through restarts, pages show exactly what the log and the database say', {
  timeout: 1_800_000,
}, async () => {
  const {
    CLIENTS = 20,
    SECONDS = 8,
    EVERY_MS = 3000,
    RESTARTS = 1,
    PAUSE_MS = 800,
    MONGODB_URL,
  } = process.env;
  const data = await dataFolder();
  const own = MONGODB_URL ? null : await startEmbeddedMongo({ listen: { port: 0 } });
  try {
    const report = await linksRun({
      mongodbUrl: MONGODB_URL ?? own!.url,
      dataDir: data.folder,
      clients: Number(CLIENTS),
      seconds: Number(SECONDS),
      everyMs: Number(EVERY_MS),
      restarts: Number(RESTARTS),
      pauseMs: Number(PAUSE_MS),
      log: console.log,
    });
    console.log(report);
    expect(report.drops).toBeGreaterThan(report.clients);
    expect(report.gigs).toBeGreaterThan(3);
    expect(report).toMatchObject({
      ...{ lost: 0, doubled: 0, disordered: 0, misdirected: 0 },
      ...{ wrongTickets: 0, unreached: 0 },
    });
    expect(report.backAfterMs).toHaveLength(report.restarts);
  } finally {
    await own?.close();
    await data.remove();
  }
});
