import type { Alert } from '@linggong/contracts/alert.ts';
import type { MatchableGig } from '@linggong/matching/filter.ts';
import { localDay } from '@linggong/rules/time.ts';
import { makeWorker } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { savedFilters } from './saved-filters.ts';

const clock = movableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
});
afterAll(() => server.close());

const gig = (days: string[]): MatchableGig => ({
  tradeId: 'loading',
  regionPath: [],
  days,
  times: [],
  pay: { amountFen: 20_000, unit: 'day', settlement: null },
  included: { meals: null, lodging: null, transport: null, tools: null },
  dayPayFen: 20_000,
  point: null,
  terms: new Set(),
  open: 1,
});

test('a filter of a day is forgotten when that day is over, also where it is read or changed afterwards', async () => {
  const { client } = await makeWorker(server);
  const today = localDay(clock.now());
  const save = (filter: object) => expectStatus(client.post<Alert>('/me/alerts', { filter }), 200);
  const [once, always] = [await save({ day: today }), await save({})];
  const saved = savedFilters(server.deps);
  await saved.load();
  const later = gig([today, '2030-01-01']);
  expect(saved.matching(later).sort()).toEqual([once.id, always.id].sort());
  clock.advance({ days: 1 });
  expect(saved.matching(later)).toEqual([always.id]);
  await expectStatus(client.patch(`/me/alerts/${once.id}`, { pace: 'digest' }), 200);
  await saved.refresh([once.id]);
  expect(saved.matching(later)).toEqual([always.id]);
  const fresh = savedFilters(server.deps);
  await fresh.load();
  expect(fresh.matching(later)).toEqual([always.id]);
});

test('all are read, however many, and what was there before is forgotten', async () => {
  const { alerts } = server.deps.models;
  await alerts.deleteMany({});
  const records = Array.from({ length: 1001 }, (_, i) => ({
    _id: new Types.ObjectId(),
    personId: new Types.ObjectId(),
    filter: { payMin: String(i * 20) },
    key: String(i),
    pace: 'digest' as const,
    paused: i % 2 === 1,
    endsAt: null,
    createdAt: clock.now(),
  }));
  await alerts.insertMany(records);
  const saved = savedFilters(server.deps);
  await saved.load();
  const found = new Set(saved.matching(gig([])));
  expect(found).toEqual(new Set(records.filter((_, i) => i % 2 === 0).map(({ _id }) => _id.toHexString())));
  await alerts.deleteMany({ key: { $ne: '0' } });
  await saved.load();
  expect(saved.matching(gig([]))).toEqual([records[0]!._id.toHexString()]);
});
