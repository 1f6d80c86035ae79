import { type FeedPage, zFeedFilter } from '@linggong/contracts/feed.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { HOUR_MS } from '@linggong/rules/time.ts';
import {
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cardsOf } from './cards.ts';
import { NOW } from './generated-gigs.ts';
import { foundByDatabase } from './query.test-data.ts';

type Employer = Awaited<ReturnType<typeof makeEmployer>>;

let now = NOW;
let server: TestServer;
let boss: Employer;
let worker: Awaited<ReturnType<typeof makeWorker>>;
let karuo: string;
let jiangda: string;
/** Pages are kept for their minute: what happens in a test happens within one, each thing a while after the other. */
const later = (ms = 100) => {
  now = new Date(now.getTime() + ms);
};
const nextMinute = () => {
  now = new Date((Math.floor(now.getTime() / 60_000) + 1) * 60_000);
};

beforeAll(async () => {
  server = await startTestServer({ clock: () => now });
  boss = await makeEmployer(server);
  worker = await makeWorker(server);
  karuo = await regionId(server, PLACES.karuo);
  jiangda = await regionId(server, PLACES.jiangda);
});
afterAll(() => server.close());

async function ask(query: string) {
  const answer = await testClient(server).get<FeedPage>(`/gigs?${query}`);
  expect(answer.status).toBe(200);
  return { etag: answer.headers.get('etag'), page: answer.body };
}
const publish = (overrides: Parameters<typeof publishGig>[2] = {}) => publishGig(server, boss, overrides);
const inJiangda = () => publish({ workplace: { regionId: jiangda, landmark: '县城' } });
const withdraw = (id: string) => expectStatus(boss.client.post(`/gigs/${id}/withdraw`), 200);
async function happened(work: () => Promise<unknown>): Promise<void> {
  later();
  await work();
  await settle(server);
  later();
}

/** The queries whose page is another one, or is read anew, when that has happened. */
async function changedBy(queries: readonly string[], work: () => Promise<unknown>): Promise<string[]> {
  later();
  const before = new Map<string, Awaited<ReturnType<typeof ask>>>();
  for (const query of queries) before.set(query, await ask(query));
  await happened(work);
  const find = vi.spyOn(server.deps.models.employers, 'find');
  const changed: string[] = [];
  for (const query of queries) {
    find.mockClear();
    const { etag } = await ask(query);
    const isRead = find.mock.calls.length > 0;
    expect(isRead, query).toBe(etag !== before.get(query)!.etag);
    if (isRead) changed.push(query);
  }
  find.mockRestore();
  return changed;
}

test('a page outlives what happens elsewhere, and nothing that concerns it', async () => {
  nextMinute();
  const [here, there] = [`region=${karuo}`, `region=${jiangda}`];
  const loading = 'trade=loading&limit=2';
  const paid = 'payMin=90000';
  const all = [here, there, loading, paid, 'q=%E6%90%AC%E8%B4%A7', 'trade=cook', 'sort=pay&limit=1'];
  const well = await publish({ pay: { amountFen: 50_000 } });
  await publish();
  const near = await publish({ shifts: [shiftOn(server, 1, 2)] });
  const other = await inJiangda();
  await settle(server);

  // A new one is the first of all that it matches; on the page by pay the first stays.
  const words = 'q=%E6%90%AC%E8%B4%A7';
  let newest = other;
  expect(
    await changedBy(all, async () => {
      newest = await inJiangda();
    }),
  ).toEqual([there, loading, words]);
  // Places are on the ticket; to the third of its trade a page of two says that more follow.
  const take = { version: 1, shiftIds: [near.posting.shifts[0]!.id] };
  const takes = () => expectStatus(worker.client.post(`/gigs/${near.id}/bookings`, take), 201);
  expect(await changedBy(all, takes)).toEqual([here, loading, words]);
  expect((await ask(here)).page.items.find(({ id }) => id === near.id)!.open).toBe(1);
  expect(await changedBy(all, () => withdraw(newest.id))).toEqual([there, loading, words]);
  expect(await changedBy(all, () => withdraw(well.id))).toEqual([here, words, 'sort=pay&limit=1']);
  // Of the two behind a page the further one is nothing to it, the nearer one is.
  const one = 'limit=1';
  const [third, second] = [await publish(), await publish()];
  await publish();
  await settle(server);
  expect(await changedBy([one], () => withdraw(third.id))).toEqual([]);
  expect(await changedBy([one], () => withdraw(second.id))).toEqual([one]);
});

test('that nothing follows any more is said on the page before', async () => {
  nextMinute();
  const query = `q=${encodeURIComponent('植树苗')}&limit=1`;
  const last = await publish({ title: '植树苗' });
  await publish({ title: '植树苗' });
  expect((await ask(query)).page.nextCursor).not.toBeNull();
  await happened(() => withdraw(last.id));
  expect((await ask(query)).page.nextCursor).toBeNull();
});

test('what of the employer is on it is as it is', async () => {
  nextMinute();
  await publish();
  const verification = async () => (await ask('limit=1')).page.items[0]!.employer.verification!;
  const before = await verification();
  const operator = await makeOperator(server, PLACES.city);
  const check = { checks: ['identity_card'], note: '' };
  later();
  expect(await verification()).toEqual(before);
  await expectStatus(operator.client.post(`/employers/${boss.employerId}/verifications`, check), 201);
  expect(await verification()).toMatchObject({ checks: ['identity_card'] });
  expect(before.checks).toEqual(['business_licence']);
});

test('whatever happens, each page is what the database has', async () => {
  nextMinute();
  const queries = [
    '',
    'limit=3',
    'limit=1&open=1',
    `region=${karuo}&limit=4`,
    `region=${jiangda}`,
    'payMin=23000&limit=2',
    'sort=pay&limit=2',
    'sort=start&limit=3&open=1',
    'needs=lodging',
    `q=${encodeURIComponent('搬货')}&limit=2`,
    'trade=cook',
  ];
  const kinds = fc.constantFrom('publish', 'publish', 'take', 'take', 'withdraw', 'change', 'time');
  const steps = fc.sample(fc.record({ kind: kinds, n: fc.nat({ max: 1000 }) }), { numRuns: 40, seed: 7 });
  const open: { id: string; version: number; shiftId: string; taken: boolean }[] = [];
  for (const { kind, n } of steps) {
    const gig = open[n % Math.max(1, open.length)];
    if (kind === 'time') nextMinute();
    else later();
    if (kind === 'publish' || !gig) {
      const made = await publish({
        shifts: [shiftOn(server, 1 + open.length, 1 + (n % 2))],
        pay: { amountFen: 20_000 + (n % 5) * 1000 },
        included: { lodging: n % 3 === 0 },
        workplace: { regionId: n % 2 ? karuo : jiangda, landmark: '县城' },
        title: n % 3 ? '搬货' : '装货',
      });
      open.push({ id: made.id, version: 1, shiftId: made.posting.shifts[0]!.id!, taken: false });
    } else if (kind === 'take' && !gig.taken) {
      const take = { version: gig.version, shiftIds: [gig.shiftId] };
      const answer = await worker.client.post(`/gigs/${gig.id}/bookings`, take);
      expect([201, 409, 422]).toContain(answer.status);
      gig.taken = answer.status === 201;
    } else if (kind === 'withdraw') {
      await withdraw(gig.id);
      open.splice(open.indexOf(gig), 1);
    } else if (kind === 'change') {
      const { revision, posting } = await expectStatus(
        boss.client.get<ManagedGig>(`/gigs/${gig.id}/manage`),
        200,
      );
      // Public at once, or looked at by an operator first.
      const change = n % 2 ? { validUntil: shiftOn(server, 90 + n).endsAt } : { loadKg: 20 + (n % 9) };
      await boss.client.patch(`/gigs/${gig.id}`, { revision, posting: { ...posting, ...change } });
    }
    for (const query of queries) {
      const { page } = await ask(query);
      const parts = Object.fromEntries(new URLSearchParams(query));
      const rows = await foundByDatabase(server.deps, zFeedFilter.parse(parts), now);
      const value = (row: (typeof rows)[number]) => {
        if (parts.sort === 'pay') return -(row.dayPayFen ?? Number.NEGATIVE_INFINITY);
        if (parts.sort === 'start') return row.startsAt?.getTime() ?? Number.POSITIVE_INFINITY;
        return -row.publishedAt!.getTime();
      };
      const up = parts.sort === 'start' ? 1 : -1;
      rows.sort((a, b) => value(a) - value(b) || up * (String(a._id) > String(b._id) ? 1 : -1));
      const limit = Number(parts.limit ?? 20);
      const cards = await cardsOf(server.deps, rows.slice(0, limit), now);
      const wanted = cards.map((card) => ({ ...card, distanceKm: null }));
      expect(page.items, `${kind}: ${query}`).toEqual(JSON.parse(JSON.stringify(wanted)));
      expect(page.nextCursor !== null, `${kind}: ${query}`).toBe(rows.length > limit);
    }
  }
  expect(open.some(({ taken }) => taken)).toBe(true);
  expect(now.getTime() - NOW.getTime()).toBeLessThan(HOUR_MS);
});
