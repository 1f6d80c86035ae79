import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startRedis } from '@linggong/testkit/redis.ts';
import { MongoClient } from 'mongodb';
import { call, type DemoSession, demoSession } from './api.ts';
import { fleetClient } from './fleet-client.ts';
import { cleanPosting } from './posting.ts';
import { type Product, startProduct } from './product.ts';
import { roundRobin } from './round-robin.ts';

const PROCESSES = 3;
const PEOPLE = ['worker-tashi', 'worker-yangjin', 'employer-ruyi', 'operator-ruyi', 'operator-city'] as const;
const ANONYMOUS = 4;

type Stored = { _id: number; eventId: string; type: string; audience: string[] };

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
    await mongo.db(database).dropDatabase();
    await mongo.close();
  });
  const stored = mongo.db(database).collection<Stored>('events');
  const end = async () => (await stored.findOne({}, { sort: { _id: -1 } }))?._id ?? 0;

  const { url } = proxy;
  const sessions = new Map<string, DemoSession>();
  for (const key of PEOPLE) sessions.set(key, await demoSession(url, key));
  const posting = await cleanPosting(url);
  const from = await end();
  const watchers = [...PEOPLE, ...Array<null>(ANONYMOUS).fill(null)].map((key) => {
    const session = key ? sessions.get(key)! : null;
    const client = fleetClient(url, session, from);
    closers.defer(async () => client.close());
    return { session, client };
  });

  const gigs = new Set<string>();
  const bookings = new Set<string>();
  let stopping = false;

  /** One attempt after the other, whatever happens; `did` notes what was acknowledged. */
  async function keepOn(attempt: () => Promise<void>): Promise<void> {
    while (!stopping) {
      await attempt().catch((error: unknown) => {
        if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      });
      await pause(20 + Math.random() * 60);
    }
  }
  async function post(): Promise<void> {
    const employer = sessions.get('employer-ruyi')!;
    const employerId = employer.me.roles.find((role) => role.role === 'employer')!.employerId;
    const made = await call(url, employer, 'POST', '/gigs', { employerId, posting });
    if (made.status !== 201) return;
    const { id, revision } = made.body;
    const sent = await call(url, employer, 'POST', `/gigs/${id}/submit`, { revision });
    if (sent.status === 200 && sent.body.state === 'published') gigs.add(String(id));
  }
  async function book(key: string): Promise<void> {
    const worker = sessions.get(key)!;
    const gig = [...gigs].at(Math.floor(Math.random() * gigs.size));
    if (!gig) return;
    const taken = await call(url, worker, 'POST', `/gigs/${gig}/bookings`, {});
    if (taken.status !== 201) {
      // Their day is taken by an answer that got lost: give it back.
      const mine = await call(url, worker, 'GET', '/me/bookings');
      for (const { id, state } of (mine.body.items ?? []) as { id: string; state: string }[])
        if (state === 'confirmed') await call(url, worker, 'POST', `/bookings/${id}/withdraw`, {});
      return;
    }
    bookings.add(String(taken.body.id));
    await call(url, worker, 'POST', `/bookings/${taken.body.id}/withdraw`, {});
  }
  const work = Promise.all([
    keepOn(post),
    keepOn(post),
    keepOn(() => book('worker-tashi')),
    keepOn(() => book('worker-yangjin')),
  ]);

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
  stopping = true;
  await work;

  const outbox = mongo.db(database).collection('outbox');
  for (let i = 0; i < 300 && (await outbox.countDocuments()) > 0; i++) await pause(100);
  const last = await end();
  const events = await stored.find({ _id: { $gt: from } }, { sort: { _id: 1 } }).toArray();
  const report: FleetReport = {
    faults,
    acknowledged: { gigs: gigs.size, bookings: bookings.size },
    events: events.length,
    ...{ lost: 0, doubled: 0, disordered: 0, misdirected: 0, missing: 0, reloads: 0, unreached: 0 },
  };
  for (const { session, client } of watchers) {
    if (!(await client.reaches(last))) report.unreached += 1;
    const visible = visibleTo(session);
    const should = events.filter(({ audience }) => audience.some((room) => visible.has(room)));
    const ids = client.shown.map(({ id }) => id);
    const got = new Set(ids);
    const allowed = new Set(should.map(({ eventId }) => eventId));
    report.lost += should.filter(({ eventId }) => !got.has(eventId)).length;
    report.misdirected += [...got].filter((id) => !allowed.has(id)).length;
    report.doubled += ids.length - got.size;
    report.disordered += client.shown.filter(({ seq }, i, all) => i > 0 && seq < all[i - 1]!.seq).length;
    report.reloads += client.reloads();
  }
  const told = new Set((await stored.distinct('payload.gig.id', { type: 'gig.published.v1' })) as string[]);
  const changed = new Set((await stored.distinct('payload.bookingId')) as string[]);
  report.missing =
    [...gigs].filter((id) => !told.has(id)).length + [...bookings].filter((id) => !changed.has(id)).length;

  return report;
}

/** The rooms that a viewer belongs to, worked out here from the roles that the API names. */
function visibleTo(session: DemoSession | null) {
  const rooms = new Set(['public']);
  if (!session) return rooms;
  const me = session.me as unknown as {
    person: { id: string };
    roles: { role: string; employerId?: string; regionId?: string }[];
  };
  rooms.add(`person:${me.person.id}`);
  for (const { role, employerId, regionId } of me.roles) {
    if (role === 'employer') rooms.add(`employer:${employerId}`);
    if (role === 'operator') rooms.add(`desk:${regionId}`);
  }
  return rooms;
}
