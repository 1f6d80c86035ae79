import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { hasRedis } from '@linggong/testkit/redis.ts';
import { expect, test } from 'vitest';
import { fleetRun } from './support/fleet-run.ts';
import { dataFolder } from './support/product.ts';

test.skipIf(!hasRedis)(
  'three processes and Redis are killed in turn: no client misses, doubles or reorders an event',
  {
    timeout: 900_000,
  },
  async () => {
    const faults = Number(process.env.FAULTS ?? 2);
    const data = await dataFolder();
    const own = process.env.MONGODB_URL ? null : await startEmbeddedMongo({ listen: { port: 0 } });
    try {
      const report = await fleetRun({
        mongodbUrl: process.env.MONGODB_URL ?? own!.url,
        dataDir: data.folder,
        faults,
        log: console.log,
      });
      console.log(report);
      expect(report.acknowledged.gigs).toBeGreaterThan(faults);
      expect(report.acknowledged.bookings).toBeGreaterThan(faults);
      expect(report).toMatchObject({
        lost: 0,
        doubled: 0,
        disordered: 0,
        misdirected: 0,
        missing: 0,
        unreached: 0,
      });
    } finally {
      await own?.close();
      await data.remove();
    }
  },
);
