import type { FeedPage, FeedQuery } from '@linggong/contracts/feed.ts';
import { zFeedFilter } from '@linggong/contracts/feed.ts';
import { PAY_UNITS, zPosting } from '@linggong/contracts/posting.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { distanceKm } from '@linggong/matching/distance.ts';
import { matches } from '@linggong/matching/filter.ts';
import { buildPosting, makeEmployer, PLACES, publishGig } from '@linggong/testkit/builders.ts';
import { type TestClient, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import fc from 'fast-check';
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmployerRecord } from '../employers/model.ts';
import { newGig } from '../gigs/create.ts';
import type { GigRecord } from '../gigs/model.ts';
import { publicFields } from '../gigs/publish.ts';
import { toCard } from '../gigs/views.ts';
import type { RegionRecord } from '../regions/model.ts';
import { regionByCode } from '../regions/repository.ts';
import { matchable } from './matchable.ts';

const HOUR = 3_600_000;
const CODES = [PLACES.karuo, PLACES.ruyi, PLACES.jiangda, '5401'];
const WORDS = ['搬砖', '洗碗', '砌墙工', '挖机 B2', '', '大棚摘菜'];
/** Half past a full hour, so that what is generated around it never falls on the very moment. */
const NOW = new Date('2026-11-24T02:30:00.000Z');

let server: TestServer;
let client: TestClient;
let gigs: { record: GigRecord; employer: EmployerRecord; region: RegionRecord }[];
let regionIds: string[];

const hours = (n: number) => new Date(NOW.getTime() + n * HOUR);
const iso = (n: number) => hours(n).toISOString();
const shiftOf = fc
  .record({
    starts: fc.option(fc.integer({ min: -40, max: 90 }), { freq: 5 }),
    long: fc.integer({ min: 2, max: 30 }),
    headcount: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 6 }),
    taken: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ starts, long, headcount, taken }) => ({
    taken: Math.min(taken, headcount ?? 0),
    startsAt: starts === null ? null : iso(starts),
    endsAt: starts === null ? null : iso(starts + long),
    headcount,
  }));
const pointOf = fc.tuple(
  fc.double({ min: 96.5, max: 98, noNaN: true }),
  fc.double({ min: 30.5, max: 31.8, noNaN: true }),
) as fc.Arbitrary<Point>;
const gigOf = fc.record({
  code: fc.constantFrom(...CODES),
  shifts: fc.array(shiftOf, { maxLength: 3 }),
  together: fc.boolean(),
  title: fc.constantFrom(...WORDS),
  tradeId: fc.constantFrom('loading', 'courier', null),
  point: fc.option(pointOf, { freq: 4 }),
  pay: fc.record({
    amountFen: fc.option(fc.constantFrom(2000, 20_000, 25_000, 500_000), { freq: 8 }),
    unit: fc.constantFrom(...PAY_UNITS, null),
  }),
  // Few different moments, so that many gigs share a place in the order.
  published: fc.integer({ min: 1, max: 4 }),
  validHours: fc.integer({ min: -3, max: 200 }),
  state: fc.constantFrom('published', 'published', 'published', 'published', 'in_review', 'closed'),
});

async function makeGigs(): Promise<typeof gigs> {
  const made: typeof gigs = [];
  const employers: EmployerRecord[] = [];
  for (const kind of ['business', 'household'] as const) {
    const region = (await regionByCode(server.deps, PLACES.karuo))!;
    const employer: EmployerRecord = {
      _id: new Types.ObjectId(),
      name: kind === 'business' ? '藏东建材' : '扎西家',
      kind,
      creditCode: null,
      regionId: region._id,
      regionPath: region.path,
      contactPhone: null,
      verification: null,
      sourceName: null,
      createdAt: NOW,
    };
    employers.push(employer);
  }
  await server.deps.models.employers.insertMany(employers);
  const plans = fc.sample(gigOf, { numRuns: 160, seed: 20_261_124 });
  for (const [i, plan] of plans.entries()) {
    const region = (await regionByCode(server.deps, plan.code))!;
    const around = { employer: employers[i % 2]!, region };
    const posting = zPosting.parse({
      ...plan,
      shifts: plan.shifts.map(({ taken: _taken, ...shift }) => shift),
      workplace: { regionId: region._id.toHexString(), landmark: i % 3 ? '老桥头' : '', point: plan.point },
      validUntil: iso(plan.validHours),
    });
    const draft = newGig({ number: String(100_000 + i), posting }, around, NOW);
    draft.shifts = draft.shifts.map((shift, n) => ({
      ...shift,
      open: shift.headcount === null ? null : shift.headcount - plan.shifts[n]!.taken,
    }));
    const record = { ...draft, ...publicFields(draft, around, NOW), publishedAt: hours(-plan.published) };
    made.push({ record: { ...record, state: plan.state as GigRecord['state'] } as GigRecord, ...around });
  }
  await server.deps.models.gigs.insertMany(made.map(({ record }) => record));
  return made;
}

beforeAll(async () => {
  server = await startTestServer({ clock: () => NOW });
  client = testClient(server);
  regionIds = await Promise.all(
    CODES.map(async (code) => (await regionByCode(server.deps, code))!._id.toHexString()),
  );
  regionIds.push((await regionByCode(server.deps, PLACES.city))!._id.toHexString());
  gigs = await makeGigs();
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

const WANTED: Record<string, fc.Arbitrary<string | number>> = {
  region: fc.nat({ max: 4 }).map((i) => regionIds[i]!),
  trade: fc.constantFrom('loading', 'courier', 'loading,courier', ''),
  day: fc.constantFrom('2026-11-23', '2026-11-24', '2026-11-26'),
  payMin: fc.constantFrom(0, 2000, 2001, 20_000, 30_000),
  payUnit: fc.constantFrom(...PAY_UNITS),
  near: fc.constantFrom('97.18,31.14', '96.9,30.9'),
  within: fc.constantFrom(1, 20, 60, 2000),
  q: fc.constantFrom(
    '搬砖',
    '砖',
    '墙工',
    '工墙',
    'b2',
    '老桥头',
    '卡若',
    '100-007',
    '扎西',
    '藏东',
    '！',
    '',
  ),
  open: fc.constant('1'),
};
/** Filters of up to three parts: with more, hardly any gig is left to tell a right answer by. */
const filterOf = fc
  .shuffledSubarray(Object.keys(WANTED), { maxLength: 3 })
  .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, WANTED[key]!]))))
  .map(
    (parts): Record<string, string | number> =>
      'within' in parts ? { near: '97.18,31.14', ...parts } : parts,
  );

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
  const isPublic = ({ record }: (typeof gigs)[number]) =>
    record.state === 'published' && record.validUntil! > NOW;
  const cards = gigs
    .filter(isPublic)
    .map(({ record, employer, region }) => toCard(record, employer, region, NOW));
  expect(cards.length).toBeGreaterThan(60);
  const sortOf = fc.constantFrom('newest', 'start', 'pay', 'distance');
  const found = new Set<number>();
  await fc.assert(
    fc.asyncProperty(filterOf, sortOf, fc.constantFrom(7, 20, 50), async (parts, sort, limit) => {
      const near = sort === 'distance' ? (parts.near ?? '97,31') : parts.near;
      const filter = zFeedFilter.parse(Object.fromEntries(query({ ...parts, near })));
      const items = await allPages({ ...parts, near, sort, limit });
      const expected = cards.filter((card) => matches(filter, matchable(card))).map(({ id }) => id);
      expect(items.map(({ id }) => id).sort()).toEqual(expected.sort());
      const values = items.map((item) => rankOf(sort, item, filter.near) ?? Number.POSITIVE_INFINITY);
      expect(values).toEqual([...values].sort((a, b) => a - b));
      found.add(items.length);
    }),
    { numRuns: 60 },
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
  'near=97,31&within=0',
  'limit=51',
  'limit=0',
  'region=5403',
  'day=tomorrow',
  'payMin=-1',
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
        startsAt < '2026-11-24T16:00:00.000Z',
    ),
  );
  expect(today.length).toBeGreaterThan(0);
  expect(body.today).toBe(today.length);
});

test.each([
  { trade: 'loading' },
  { day: '2026-11-25' },
  { payMin: 20_000 },
  { near: '97.17,31.14', within: 30 },
  { q: '没有这样的活' },
])('the summary of %j counts what the list of it has', async (filter) => {
  const items = (await allPages({ ...filter, limit: 50 })).filter((item) => item.open !== 0);
  const all = await client.get<{ gigs: number }>('/gigs/summary');
  const query = new URLSearchParams(Object.entries(filter).map(([key, value]) => [key, String(value)]));
  const { body } = await client.get<{ gigs: number }>(`/gigs/summary?${query}`);
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
  for (const gone of [byState('closed'), byState('in_review'), over]) {
    expect((await client.get(`/gigs/${gone.number}`)).status).toBe(410);
    expect((await client.get(`/gigs/${gone._id.toHexString()}`)).status).toBe(410);
  }
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
