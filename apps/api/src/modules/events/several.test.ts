import type { EventsPage } from '@linggong/contracts/events.ts';
import { makeAdmin, makeOperator, makeWorker, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { openLive } from '@linggong/testkit/live.ts';
import { hasRedis, startRedis } from '@linggong/testkit/redis.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rooms } from '../identity/public.ts';

/** Several processes of one deployment: here in one, each with connections of its own. */
describe.skipIf(!hasRedis)('processes that share a Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let one: TestServer;
  let other: TestServer;

  beforeAll(async () => {
    redis = await startRedis();
    const settings = { REDIS_URL: redis.url };
    one = await startTestServer({ settings });
    other = await startTestServer({ settings, beside: one });
  });
  afterAll(async () => {
    await other?.close();
    await one?.close();
    await redis?.close();
  });

  /** Writes events on a server as a use case would, and returns what tells them apart. */
  async function tell(server: TestServer, audience: string[], count = 1): Promise<string[]> {
    const ids = Array.from({ length: count }, () => new Types.ObjectId().toHexString());
    for (const gigId of ids)
      await server.deps.transaction(() =>
        server.deps.events.append('gig.closed.v1', { gigId, number: '000001', state: 'closed' }, audience),
      );
    return ids;
  }
  const gigIds = (events: readonly { payload: unknown }[]) =>
    events.map(({ payload }) => (payload as { gigId: string }).gigId);

  test('what is written on either is heard on both, once and in order', async () => {
    const lives = await Promise.all([one, other].map((server) => testClient(server).live()));
    const told: string[] = [];
    for (let i = 0; i < 10; i++) told.push(...(await tell(i % 2 ? one : other, [rooms.public])));
    await Promise.all(
      lives.map((live) => live.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === told.at(-1))),
    );
    for (const live of lives) {
      expect(gigIds(live.events)).toEqual(told);
      live.close();
    }
  });

  test('a nudge is not passed on: once all is told, Redis is quiet', async () => {
    await Promise.all([tell(one, [rooms.public]), tell(other, [rooms.public])]);
    const { redis: client, settings } = one.deps;
    const nudges = `linggong:${settings.MONGODB_DATABASE}:nudges`;
    const last = async () => (await client!.xRevRange(nudges, '+', '-', { COUNT: 1 }))?.[0]?.id;
    const live = await testClient(other).live();
    await live.settle();
    live.close();
    const before = await last();
    expect(before).toBeDefined();
    // Longer than a sweep.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await last()).toBe(before);
  });

  test('a person’s events reach them wherever they are connected, and nobody else', async () => {
    const [worker, stranger] = [await makeWorker(one), await makeWorker(one)];
    const at = (server: TestServer, client: { cookie: () => string }) =>
      openLive(server, { cookie: client.cookie(), origin: server.url });
    const own = await at(other, worker.client);
    const foreign = await at(other, stranger.client);
    const told = await tell(one, [rooms.person(worker.personId)], 3);
    await own.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === told.at(-1));
    expect(gigIds(own.events)).toEqual(told);
    const [last] = await tell(one, [rooms.public]);
    await foreign.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === last);
    expect(gigIds(foreign.events)).toEqual([last]);
    own.close();
    foreign.close();
  });

  test('signing out, and losing a role, on one process cuts the connections on the other', async () => {
    const { client } = await makeWorker(one);
    const live = await openLive(other, { cookie: client.cookie(), origin: other.url });
    await expectStatus(client.delete('/session'), 204);
    await live.ended();

    const operator = await makeOperator(one, PLACES.ruyi);
    const { client: admin } = await makeAdmin(one);
    const desk = await openLive(other, { cookie: operator.client.cookie(), origin: other.url });
    const grant = await one.deps.models.memberships.findOne({ role: 'operator' }).sort({ _id: -1 }).orFail();
    await expectStatus(admin.delete(`/admin/operators/${grant._id}`), 204);
    await desk.ended();
    const again = await openLive(other, { cookie: operator.client.cookie(), origin: other.url });
    await tell(one, [rooms.desk(await regionId(one, PLACES.ruyi))]);
    const [seen] = await tell(one, [rooms.public]);
    await again.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === seen);
    expect(gigIds(again.events)).toEqual([seen]);
    again.close();
  });

  test('while Redis is away, and after it came back empty, nothing is lost, doubled or out of order', async () => {
    const live = await testClient(other).live();
    const after = await one.deps.events.end();
    const told = await tell(one, [rooms.public], 5);
    await redis.kill();
    told.push(...(await tell(one, [rooms.public], 5)), ...(await tell(other, [rooms.public], 5)));
    await live.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === told.at(-1));
    await redis.start();
    told.push(...(await tell(one, [rooms.public], 5)), ...(await tell(other, [rooms.public], 5)));
    await live.waitFor('gig.closed.v1', ({ payload }) => payload.gigId === told.at(-1));
    expect(gigIds(live.events)).toHaveLength(told.length);
    const page = await expectStatus(testClient(one).get<EventsPage>(`/events?after=${after}&limit=500`), 200);
    expect(live.events).toEqual(page.items);
    expect(new Set(gigIds(page.items))).toEqual(new Set(told));
    live.close();
  });
});
