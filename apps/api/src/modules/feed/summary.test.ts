import { type FeedFilter, type FeedSummary, zFeedFilter } from '@linggong/contracts/feed.ts';
import { localDay } from '@linggong/rules/time.ts';
import { makeEmployer, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openOf } from '../gigs/public.ts';
import { filterRegions, filtersOver, makeGigs, NOW } from './generated-gigs.ts';
import { foundByDatabase } from './query.test-data.ts';

const HOUR = 3_600_000;
let now = NOW;
let server: TestServer;
let other: TestServer;
let filters: fc.Arbitrary<Record<string, string | number>>;
beforeAll(async () => {
  const clock = () => now;
  server = await startTestServer({ clock });
  other = await startTestServer({ clock, beside: server });
  await makeGigs(server.deps);
  filters = filtersOver(await filterRegions(server.deps));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await other.close();
  await server.close();
});

type Asked = Record<string, string | number>;
const query = (filter: Asked) =>
  Object.entries(filter)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
const summary = async (of: Asked = {}, at = server) =>
  expectStatus(testClient(at).get<FeedSummary>(`/gigs/summary?${query(of)}`), 200);

/** What the database has of a filter, gig by gig. */
async function scanned(asked: Asked): Promise<FeedSummary> {
  const filter: FeedFilter = zFeedFilter.parse(
    Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)])),
  );
  const open = (await foundByDatabase(server.deps, filter, now)).filter((gig) => openOf(gig, now) !== 0);
  const today = open.filter(({ shifts }) =>
    shifts.some(
      ({ startsAt, open: left }) =>
        startsAt && startsAt > now && localDay(startsAt) === localDay(now) && left !== 0,
    ),
  );
  return {
    gigs: open.length,
    today: today.length,
    places: open.reduce((sum, gig) => sum + (openOf(gig, now) ?? 0), 0),
    asOf: now.toISOString(),
  };
}

test.each([0, 5, 13, 14, 38, 100])(
  'whatever is asked for, it counts what the database has, %i hours on',
  async (hours) => {
    now = new Date(NOW.getTime() + hours * HOUR);
    expect((await summary()).gigs).toBeGreaterThan(hours > 90 ? 0 : 10);
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        expect(await summary(filter), JSON.stringify(filter)).toEqual(await scanned(filter));
      }),
      { numRuns: 60 },
    );
  },
);

test('a clock that is set back counts what was there then', async () => {
  now = new Date(NOW.getTime() + 70 * HOUR);
  await summary();
  now = new Date(NOW.getTime() + 19 * HOUR);
  expect(await summary()).toEqual(await scanned({}));
});

test('each change is counted by the time whoever made it is answered, and on other processes once they heard of it', async () => {
  now = NOW;
  const boss = await makeEmployer(server);
  const worker = await makeWorker(server);
  const all = async () => {
    const asked: Asked[] = [{}, { region: String(boss.employer.regionId) }, { q: '搬货', open: '1' }];
    for (const filter of asked) expect(await summary(filter)).toEqual(await scanned(filter));
    return summary({ q: '搬货' });
  };
  const before = await all();
  const gig = await publishGig(server, boss, { shifts: [shiftOn(server, 1, 3), shiftOn(server, 2, 2)] });
  expect(await all()).toMatchObject({ gigs: before.gigs + 1, places: before.places + 3 });
  const take = { version: 1, shiftIds: [gig.posting.shifts[0]!.id] };
  const booking = await expectStatus(
    worker.client.post<{ id: string }>(`/gigs/${gig.id}/bookings`, take),
    201,
  );
  expect(await all()).toMatchObject({ gigs: before.gigs + 1, places: before.places + 2 });
  await expectStatus(worker.client.post(`/bookings/${booking.id}/withdraw`, {}), 200);
  expect(await all()).toMatchObject({ places: before.places + 3 });
  await settle(other);
  await expect.poll(() => summary({ q: '搬货' }, other)).toEqual(await scanned({ q: '搬货' }));
  await expectStatus(boss.client.post(`/gigs/${gig.id}/withdraw`, {}), 200);
  expect(await all()).toMatchObject({ gigs: before.gigs, places: before.places });
  await settle(other);
  await expect.poll(() => summary({ q: '搬货' }, other)).toEqual(before);
});

test('nothing is asked of the database for it while nothing happens', async () => {
  await settle(server);
  await summary();
  const { gigs } = server.deps.models;
  const reads = [vi.spyOn(gigs, 'find'), vi.spyOn(gigs, 'aggregate'), vi.spyOn(gigs, 'findOne')];
  const asked = Array.from({ length: 20 }, (_, i) => summary({ payMin: i, q: '搬' }));
  expect(new Set((await Promise.all(asked)).map(({ gigs: count }) => count)).size).toBeGreaterThan(0);
  for (const read of reads) expect(read).not.toHaveBeenCalled();
});

test('who asks while a change is being read waits for it too', async () => {
  const boss = await makeEmployer(server);
  await settle(server);
  await summary();
  await publishGig(server, boss);
  const gate = Promise.withResolvers<void>();
  const { gigs } = server.deps.models;
  const find = gigs.find.bind(gigs);
  const reading = new Promise<void>((resolve) => {
    vi.spyOn(gigs, 'find').mockImplementationOnce(((filter: object, fields: object) => {
      resolve();
      const query = find(filter, fields);
      const exec = query.exec.bind(query);
      query.exec = (() => gate.promise.then(() => exec())) as never;
      return query;
    }) as never);
  });
  const first = summary();
  await reading;
  const second = summary();
  await testClient(server).get('/regions');
  gate.resolve();
  expect(await Promise.all([first, second])).toEqual(Array(2).fill(await scanned({})));
});

test('where the database fails a change is read again by who asks next', async () => {
  const boss = await makeEmployer(server);
  await summary();
  await publishGig(server, boss);
  await settle(server);
  const find = vi.spyOn(server.deps.models.gigs, 'find').mockImplementationOnce(() => {
    throw new Error('gone');
  });
  expect((await testClient(server).get('/gigs/summary')).status).toBe(500);
  find.mockRestore();
  expect(await summary()).toEqual(await scanned({}));
});
