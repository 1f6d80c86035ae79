import { type FeedPage, type FeedQuery, zFeedFilter } from '@linggong/contracts/feed.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { distanceKm } from '@linggong/matching/distance.ts';
import { matches } from '@linggong/matching/filter.ts';
import { localDay } from '@linggong/rules/time.ts';
import { buildPosting, makeEmployer, publishGig } from '@linggong/testkit/builders.ts';
import { type TestClient, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { matchable, toCard } from '../gigs/public.ts';
import { filterRegions, filtersOver, type Generated, makeGigs, NOW } from './generated-gigs.ts';
import { foundByDatabase } from './query.test-data.ts';

let server: TestServer;
let client: TestClient;
let gigs: Generated[];
let regionIds: string[];

beforeAll(async () => {
  server = await startTestServer({ clock: () => NOW });
  client = testClient(server);
  regionIds = await filterRegions(server.deps);
  gigs = await makeGigs(server.deps);
});
afterAll(() => server.close());

const query = (parts: Record<string, unknown>) =>
  new URLSearchParams(
    Object.entries(parts).flatMap(([key, value]): [string, string][] =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  );

/** All pages, one after the other. */
async function allPages(parts: Record<string, unknown>): Promise<FeedPage['items']> {
  const items: FeedPage['items'] = [];
  let cursor: string | null | undefined;
  do {
    const { status, body } = await client.get<FeedPage>(`/gigs?${query({ ...parts, cursor })}`);
    expect(status, JSON.stringify(body)).toBe(200);
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor);
  return items;
}

/** What the order of a sort goes by; null comes last. */
function rankOf(
  sort: FeedQuery['sort'],
  item: FeedPage['items'][number],
  near: Point | undefined,
): number | null {
  if (sort === 'newest') return -Date.parse(item.publishedAt);
  if (sort === 'pay') return item.dayPayFen === null ? null : -item.dayPayFen;
  if (sort === 'distance') return item.place.point && distanceKm(near!, item.place.point);
  const starts = item.shifts.flatMap(({ startsAt }) => (startsAt ? [Date.parse(startsAt)] : []));
  return starts.length > 0 ? Math.min(...starts) : null;
}

test('the listing finds the very gigs that the live view would show, each once, in order, in every sort', async () => {
  const isPublic = ({ record }: Generated) => record.state === 'published' && record.validUntil! > NOW;
  const cards = gigs
    .filter(isPublic)
    .map(({ record, employer, region }) => toCard(record, employer, region, NOW));
  expect(cards.length).toBeGreaterThan(60);
  const sortOf = fc.constantFrom('newest', 'start', 'pay', 'distance');
  const found = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      filtersOver(regionIds),
      sortOf,
      fc.constantFrom(7, 20, 50),
      async (parts, sort, limit) => {
        const near = sort === 'distance' ? (parts.near ?? '97,31') : parts.near;
        const filter = zFeedFilter.parse(Object.fromEntries(query({ ...parts, near })));
        const items = await allPages({ ...parts, near, sort, limit });
        const expected = cards.filter((card) => matches(filter, matchable(card))).map(({ id }) => id);
        expect(items.map(({ id }) => id).sort()).toEqual(expected.sort());
        const inDatabase = await foundByDatabase(server.deps, filter, NOW);
        expect(inDatabase.map(({ _id }) => _id.toHexString()).sort()).toEqual(expected);
        const values = items.map((item) => rankOf(sort, item, filter.near) ?? Number.POSITIVE_INFINITY);
        expect(values).toEqual([...values].sort((a, b) => a - b));
        found.add(items.length);
      },
    ),
    { numRuns: 80 },
  );
  expect(found.size).toBeGreaterThan(8);
}, 240_000);

test('no page has more than was asked for, and the last has no cursor', async () => {
  const first = await client.get<FeedPage>('/gigs?limit=5');
  expect(first.body.items).toHaveLength(5);
  expect(first.body.nextCursor).toEqual(expect.any(String));
  const all = await client.get<FeedPage>('/gigs?limit=50&q=100-007');
  expect(all.body.nextCursor).toBeNull();
});

test('a cursor of another sort, another filter or of nobody is refused', async () => {
  const { body } = await client.get<FeedPage>('/gigs?limit=5');
  const cursor = body.nextCursor!;
  for (const other of ['sort=pay', 'open=1', `region=${regionIds[0]}`]) {
    const answer = await client.get(`/gigs?limit=5&${other}&cursor=${cursor}`);
    expect(answer, other).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ path: 'cursor' }] },
    });
  }
  const forged = Buffer.from(JSON.stringify(['newest', '', { $gt: 0 }, 'x'])).toString('base64url');
  for (const bad of ['abc', forged, '%00', 'W10']) {
    expect((await client.get(`/gigs?cursor=${bad}`)).status, bad).toBe(400);
  }
});

test.each([
  'sort=distance',
  'near=abc',
  'near=500,91',
  'near=181,31&within=5',
  'near=97,90.01',
  'near=97,31&within=0',
  'limit=51',
  'limit=0',
  'region=5403',
  'day=tomorrow',
  'payMin=-1',
  'hours=8:00-18:00',
  'hours=08:00-24:00',
  'hours=08:00-08:00',
  'hours=08:00',
  'settlement=never',
  'settlement=same_day,never',
  'needs=beer',
  'needs=constructor',
  'sort=secret',
  'open=maybe',
])('%s is refused', async (bad) => {
  expect(await client.get(`/gigs?${bad}`)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
});

test('the summary counts gigs with places, those that begin later today, and the places', async () => {
  const { body } = await client.get<{ gigs: number; today: number; places: number }>('/gigs/summary');
  const items = (await allPages({ limit: 50 })).filter((item) => item.open !== 0);
  expect(body.gigs).toBe(items.length);
  expect(body.places).toBe(items.reduce((sum, { open }) => sum + (open ?? 0), 0));
  const today = items.filter(({ shifts }) =>
    shifts.some(
      ({ startsAt, open }) =>
        startsAt &&
        open !== 0 &&
        Date.parse(startsAt) > NOW.getTime() &&
        localDay(startsAt) === localDay(NOW),
    ),
  );
  expect(today.length).toBeGreaterThan(0);
  expect(body.today).toBe(today.length);
});

test.each([
  { trade: 'loading' },
  { day: localDay(new Date(NOW.getTime() + 86_400_000)) },
  { payMin: 20_000 },
  { hours: '06:00-20:00' },
  { settlement: 'same_day' },
  { needs: 'meals,lodging' },
  { near: '97.17,31.14', within: 30 },
  { q: '没有这样的活' },
])('the summary of %j counts what the list of it has', async (filter) => {
  const items = (await allPages({ ...filter, limit: 50 })).filter((item) => item.open !== 0);
  const all = await client.get<{ gigs: number }>('/gigs/summary');
  const { body } = await client.get<{ gigs: number }>(`/gigs/summary?${query(filter)}`);
  expect(body.gigs).toBe(items.length);
  expect(body.gigs).toBeLessThan(all.body.gigs);
});

test('an unchanged page is not sent twice, a changed one is', async () => {
  const path = '/gigs?limit=3';
  const first = await client.get<FeedPage>(path);
  const etag = first.headers.get('etag')!;
  expect(etag).toMatch(/^"[\w-]+"$/);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const ask = (tag: string) => client.get(path, { headers: { 'if-none-match': tag } });
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await ask(tag);
    expect(again, tag).toMatchObject({ status: 304, body: '' });
    expect(again.headers.get('etag')).toBe(etag);
  }
  expect((await ask('"other"')).status).toBe(200);
  const live = await client.live({});
  const gig = await publishGig(server, await makeEmployer(server), { title: '新活' });
  await settle(server);
  await live.settle();
  const changed = await client.get<FeedPage>(path, { headers: { 'if-none-match': etag } });
  expect(changed.status).toBe(200);
  expect(changed.body.items[0]).toMatchObject({ id: gig.id });
  expect(changed.body.seq).toBe(await server.deps.events.end());
  expect(changed.body.seq).toBeGreaterThanOrEqual(live.events.at(-1)!.seq);
  live.close();
});

test('what is not public has no page', async () => {
  const byState = (state: string) => gigs.find(({ record }) => record.state === state)!.record;
  const over = gigs.find(({ record }) => record.state === 'published' && record.validUntil! <= NOW)!.record;
  for (const [gone, status, code] of [
    [byState('closed'), 410, 'gig.gone'],
    [byState('in_review'), 404, 'gig.in_review'],
    [over, 410, 'gig.gone'],
  ] as const)
    for (const key of [gone.number, gone._id.toHexString()])
      expect(await client.get(`/gigs/${key}`), code).toMatchObject({ status, body: { code } });
  const boss = await makeEmployer(server, { verified: false });
  const posting = await buildPosting(server);
  const draft = await boss.client.post<{ id: string; number: string }>('/gigs', {
    employerId: boss.employerId,
    posting,
  });
  for (const path of [
    draft.body.number,
    draft.body.id,
    '999999',
    'x',
    '$where',
    `${'0'.repeat(24)}`,
    '028-46',
  ]) {
    expect(await client.get(`/gigs/${path}`), path).toMatchObject({
      status: 404,
      body: { code: 'gig.not_found' },
    });
  }
});
