import type { FeedPage } from '@linggong/contracts/feed.ts';
import { makeEmployer, publishGig } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { openLive } from '@linggong/testkit/live.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

type Employer = Awaited<ReturnType<typeof makeEmployer>>;

let one: TestServer;
let other: TestServer;
let boss: Employer;
let now = new Date();

beforeAll(async () => {
  const clock = () => now;
  one = await startTestServer({ clock });
  other = await startTestServer({ clock, beside: one });
  boss = await makeEmployer(one);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await other.close();
  await one.close();
});

const page = (server: TestServer, path = '/gigs?limit=50') =>
  expectStatus(testClient(server).get<FeedPage>(path), 200);
const titles = async (server: TestServer, path?: string) =>
  (await page(server, path)).items.map(({ title }) => title);
const withdraw = (id: string) => expectStatus(boss.client.post(`/gigs/${id}/withdraw`), 200);

test('what was read once is not read again, until something changes', async () => {
  await settle(one);
  await titles(one);
  const find = vi.spyOn(one.deps.models.gigs, 'find');
  const asked = await Promise.all(Array.from({ length: 5 }, () => page(one)));
  expect(find).not.toHaveBeenCalled();
  const gig = await publishGig(one, boss, { title: '刚发的' });
  // What is told of it changes something too.
  await settle(one);
  find.mockClear();
  const both = await Promise.all([page(one), page(one)]);
  expect(both.map(({ items }) => items[0]!.title)).toEqual(['刚发的', '刚发的']);
  expect(asked[0]!.items.map(({ id }) => id)).not.toContain(gig.id);
  expect(find.mock.calls.length).toBe(2);
  await withdraw(gig.id);
  expect(await titles(one)).not.toContain('刚发的');
});

test('filters and numbers of gigs are told apart, and the order of the parts is not', async () => {
  await publishGig(one, boss, { title: '砌墙', pay: { amountFen: 50_000 } });
  await publishGig(one, boss, { title: '普通' });
  expect(await titles(one, '/gigs?limit=2')).toEqual(['普通', '砌墙']);
  expect(await titles(one, '/gigs?limit=1')).toEqual(['普通']);
  expect(await titles(one, '/gigs?payMin=45000')).toEqual(['砌墙']);
  expect((await titles(one, '/gigs?sort=pay&limit=2'))[0]).toBe('砌墙');
  await settle(one);
  await titles(one, '/gigs?limit=5&payMin=45000');
  const find = vi.spyOn(one.deps.models.gigs, 'find');
  expect(await titles(one, '/gigs?payMin=45000&limit=5')).toEqual(['砌墙']);
  expect(find).not.toHaveBeenCalled();
});

test('how far it is from one is read for each', async () => {
  await publishGig(one, boss, { workplace: { point: [97, 31] } });
  const far = async (near: string) => (await page(one, `/gigs?near=${near}`)).items[0]!.distanceKm;
  expect([await far('97,31'), await far('97,32'), await far('97,31')]).toEqual([0, 111.2, 0]);
});

test('a change while a page is being read: who asks after it sees it', async () => {
  await settle(one);
  const gate = Promise.withResolvers<void>();
  const { employers } = one.deps.models;
  const find = employers.find.bind(employers);
  const path = '/gigs?limit=49';
  // Employers are read after the gigs.
  const reading = new Promise<void>((resolve) => {
    vi.spyOn(employers, 'find').mockImplementationOnce(((filter: object) => {
      resolve();
      return { lean: () => gate.promise.then(() => find(filter).lean()) };
    }) as never);
  });
  const early = titles(one, path);
  await reading;
  const same = titles(one, path);
  await publishGig(one, boss, { title: '读的时候发的' });
  expect(await titles(one, path)).toContain('读的时候发的');
  gate.resolve();
  expect(await early).not.toContain('读的时候发的');
  await same;
  expect(await titles(one, path)).toContain('读的时候发的');
});

test('in any process, a page that is asked for after a live event shows what it told, under load too', async () => {
  const servers = [one, other];
  const lives = await Promise.all(servers.map((server) => openLive(server, { cookie: '', filter: {} })));
  await Promise.all(lives.map((live) => live.settle()));
  let done = false;
  const readers = servers.map(async (server) => {
    while (!done) await page(server);
  });
  const checks: Promise<void>[] = [];
  const wrong: string[] = [];
  for (const [i, live] of lives.entries())
    live.socket.on('events', (events) => {
      for (const { type, seq, payload } of events) {
        if (type !== 'gig.published.v1' && type !== 'gig.closed.v1') continue;
        const id = 'gig' in payload ? payload.gig.id : payload.gigId;
        checks.push(
          page(servers[i]!).then(({ items, seq: shown }) => {
            const isThere = items.some((item) => item.id === id);
            // A page after the closing may be asked for before the publishing is checked.
            if (shown < seq || (type === 'gig.closed.v1' && isThere))
              wrong.push(`${i}: ${type} ${seq} ${shown}`);
            if (type === 'gig.published.v1' && !isThere && !closed.has(id)) wrong.push(`${i}: ${id} missing`);
          }),
        );
      }
    });
  const closed = new Set<string>();
  const made: string[] = [];
  for (let i = 0; i < 8; i++) {
    const { id } = await publishGig(one, boss, { title: `第${i}个` });
    made.push(id);
    expect((await page(one)).items[0]!.id).toBe(id);
  }
  await Promise.all(lives.map((live) => live.settle()));
  await Promise.all(checks);
  for (const id of made) {
    closed.add(id);
    await withdraw(id);
    expect((await page(one)).items.map((item) => item.id)).not.toContain(id);
  }
  await Promise.all(lives.map((live) => live.settle()));
  done = true;
  await Promise.all([...readers, ...checks]);
  expect(wrong).toEqual([]);
  expect(checks.length).toBe(2 * 2 * made.length);
  for (const live of lives) live.close();
});

test('a gig is gone the moment it ends, and the page is as of its minute', async () => {
  const start = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 5000);
  now = start;
  const validUntil = new Date(start.getTime() + 20_000).toISOString();
  await publishGig(one, boss, { title: '快到期', validUntil });
  expect(await titles(one)).toContain('快到期');
  now = new Date(start.getTime() + 20_001);
  expect(await titles(one)).not.toContain('快到期');
  const before = await page(one);
  now = new Date(start.getTime() + 60_000);
  const after = await page(one);
  expect(Date.parse(after.asOf) - Date.parse(before.asOf)).toBe(60_000);
});

test('a read that fails is not kept', async () => {
  // Something that has to be read.
  await publishGig(one, boss);
  await settle(one);
  vi.spyOn(one.deps.models.gigs, 'find').mockImplementationOnce(() => {
    throw new Error('away');
  });
  const path = '/gigs?limit=48';
  expect((await testClient(one).get(path)).status).toBe(500);
  expect((await testClient(one).get(path)).status).toBe(200);
});

test('one address has a few unlike searches read at the same time; others go on meanwhile', async () => {
  const strict = await startTestServer({ limitScale: 1, settings: { TRUST_PROXY: '1' }, beside: one });
  const ask = (path: string, from: string) =>
    testClient(strict).get(path, { headers: { 'x-real-ip': from } });
  const gate = Promise.withResolvers<void>();
  const { employers } = strict.deps.models;
  const find = employers.find.bind(employers);
  await publishGig(one, boss);
  vi.spyOn(employers, 'find').mockImplementation(((filter: object) => {
    const query = find(filter);
    const lean = query.lean.bind(query);
    query.lean = (() => gate.promise.then(() => lean())) as never;
    return query;
  }) as never);
  const unlike = Array.from({ length: 12 }, (_, i) => ask(`/gigs?payMin=${i}`, '203.0.113.66'));
  const refused = await Promise.all(unlike.slice(4));
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([429]));
  expect(refused[0]!.headers.get('retry-after')).toBe('1');
  const honest = ask('/gigs?payMin=99', '198.51.100.7');
  gate.resolve();
  expect((await honest).status).toBe(200);
  expect((await Promise.all(unlike.slice(0, 4))).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await ask('/gigs?payMin=77', '203.0.113.66')).status).toBe(200);
  vi.restoreAllMocks();
  await strict.close();
});
