import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startRedis } from '@linggong/testkit/redis.ts';
import { MongoClient } from 'mongodb';
import { type DemoSession, demoSession } from './api.ts';
import { liveClient } from './live-client.ts';
import { type Product, startProduct } from './product.ts';
import { roundRobin } from './round-robin.ts';
import { compareEvents, everything, roomsOf, type StoredEvent } from './shown.ts';
import { traffic } from './traffic.ts';

const PROCESSES = 3;
const PEOPLE = ['worker-tashi', 'worker-yangjin', 'employer-ruyi', 'operator-ruyi', 'operator-city'] as const;
const ANONYMOUS = 4;

export type FleetReport = {
  faults: Record<string, number>;
  acknowledged: { gigs: number; bookings: number };
  events: number;
  /** Of all clients together, compared with the log in the database. */
  lost: number;
  doubled: number;
  disordered: number;
  misdirected: number;
  /** Acknowledged, but not in the log. */
  missing: number;
  reloads: number;
  unreached: number;
};

/**
 * Several processes on one database and one Redis behind a proxy without sticky sessions; each of them, and Redis, is
 * killed and started again in the middle of a stream of postings and bookings. Then everything that every client was
 * shown is compared with the log.
 */
export async function fleetRun(options: {
  mongodbUrl: string;
  dataDir: string;
  faults: number;
  log?: (line: string) => void;
}): Promise<FleetReport> {
  const { mongodbUrl, dataDir, log } = options;
  const database = `fleet_${randomUUID().slice(0, 8)}`;
  await using closers = new AsyncDisposableStack();
  const redis = await startRedis();
  closers.defer(redis.close);
  const env = {
    MONGODB_URL: mongodbUrl,
    MONGODB_DATABASE: database,
    REDIS_URL: redis.url,
    SECRET: randomUUID() + randomUUID(),
    PAGES: '0',
  };
  const fleet: Product[] = [];
  closers.defer(async () => {
    for (const product of fleet) await product.kill();
  });
  for (let i = 0; i < PROCESSES; i++) fleet.push(await startProduct({ dataDir, env }));
  const ports = fleet.map(({ url }) => Number(new URL(url).port));
  const proxy = await roundRobin(ports);
  closers.defer(proxy.close);
  const mongo = await MongoClient.connect(mongodbUrl);
  closers.defer(async () => {
    // Not every server ends the transactions of a process that was killed; those would keep it waiting.
    const dropped = mongo.db(database).dropDatabase();
    await Promise.race([dropped.catch(() => undefined), pause(10_000)]);
    await mongo.close();
  });
  const stored = mongo.db(database).collection<StoredEvent>('events');
  const end = async () => (await stored.findOne({}, { sort: { _id: -1 } }))?._id ?? 0;

  const { url } = proxy;
  const sessions = new Map<string, DemoSession>();
  for (const key of PEOPLE) sessions.set(key, await demoSession(url, key));
  const from = await end();
  const watchers = [...PEOPLE, ...Array<null>(ANONYMOUS).fill(null)].map((key) => {
    const session = key ? sessions.get(key)! : null;
    const pace = { retryMs: 100, retryAtMostMs: 500, repairMs: 2000 };
    const client = liveClient({ url, session, from, pace });
    closers.defer(async () => client.close());
    return { session, client };
  });

  const employer = sessions.get('employer-ruyi')!;
  const running = await traffic({
    url,
    employers: [employer, employer],
    workers: [sessions.get('worker-tashi')!, sessions.get('worker-yangjin')!],
    pauseMs: () => 20 + Math.random() * 60,
  });
  const { gigs, bookings } = running;

  const faults: Record<string, number> = { process: 0, redis: 0 };
  for (let fault = 1; fault <= options.faults; fault++) {
    await pause(1000 + Math.random() * 1500);
    // Redis first, then the processes in turn.
    const which = (fault + PROCESSES - 1) % (PROCESSES + 1);
    if (which === PROCESSES) {
      await redis.kill();
      await pause(Math.random() * 2000);
      await redis.start();
      faults.redis! += 1;
    } else {
      await fleet[which]!.kill();
      await pause(Math.random() * 1000);
      fleet[which] = await startProduct({ dataDir, env, port: ports[which]! });
      faults.process! += 1;
    }
    log?.(`fault ${fault}: ${gigs.size} gigs and ${bookings.size} bookings acknowledged`);
  }
  await running.stop();

  const outbox = mongo.db(database).collection('outbox');
  for (let i = 0; i < 300 && (await outbox.countDocuments()) > 0; i++) await pause(100);
  const last = await end();
  const events = await everything(stored, { _id: { $gt: from, $lte: last } });
  const report: FleetReport = {
    faults,
    acknowledged: { gigs: gigs.size, bookings: bookings.size },
    events: events.length,
    ...{ lost: 0, doubled: 0, disordered: 0, misdirected: 0, missing: 0, reloads: 0, unreached: 0 },
  };
  for (const { session, client } of watchers) {
    if (!(await client.reaches(last))) report.unreached += 1;
    const mine = roomsOf(session);
    const should = events.filter(({ audience }) => audience.some((room) => mine.has(room)));
    const { lost, doubled, disordered, misdirected } = compareEvents(client.shown, should, last);
    report.lost += lost;
    report.misdirected += misdirected;
    report.doubled += doubled;
    report.disordered += disordered;
    report.reloads += client.reloads();
  }
  const told = new Set((await stored.distinct('payload.gig.id', { type: 'gig.published.v1' })) as string[]);
  const changed = new Set((await stored.distinct('payload.bookingId')) as string[]);
  report.missing =
    [...gigs].filter((id) => !told.has(id)).length + [...bookings].filter((id) => !changed.has(id)).length;

  return report;
}
