import { borrowDatabase } from '@linggong/testkit/database.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadOldDatabase } from '../test/old-database.ts';
import { featureMigrations } from './features.ts';
import { migrationModel } from './platform/migrations/model.ts';

/** Two processes start at once on the database of a deployment of before. */
let servers: TestServer[];
let database: TestServer['database'];
const now = new Date('2026-11-30T02:00:00Z');
beforeAll(async () => {
  database = await borrowDatabase();
  await loadOldDatabase(database.url, database.name, '2026-11-29');
  servers = await Promise.all([1, 2].map(() => startTestServer({ beside: { database }, clock: () => now })));
});
afterAll(async () => {
  await servers[0]!.deps.connection.dropDatabase();
  for (const server of servers) await server.close();
  await database.giveBack();
});
const models = () => servers[0]!.deps.models;

test('every migration ran once and is recorded', async () => {
  const records = await migrationModel(servers[0]!.deps.connection).find().lean();
  expect(records.map(({ _id }) => _id).sort()).toEqual(
    featureMigrations()
      .map(({ id }) => id)
      .sort(),
  );
  for (const record of records)
    expect(record).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/), endedAt: now });
});

test('a booking knows which time is which shift’s, and what was agreed to', async () => {
  const bookings = await models().bookings.find().sort({ _id: 1 }).lean();
  expect(bookings).toHaveLength(2);
  for (const { times, shiftIds, ...booking } of bookings) {
    expect(times.map(({ shiftId }) => shiftId)).toEqual(shiftIds);
    for (const { startsAt, endsAt } of times)
      expect(endsAt.getTime() - startsAt.getTime()).toBe(9 * 3_600_000);
    expect(booking).toMatchObject({ offered: [], ended: [], together: false, revision: 0 });
    expect(booking.agreements).toEqual([{ version: 1, at: booking.createdAt }]);
  }
  // The second day of two: not the first time of the gig's.
  expect(bookings[0]!.times[0]!.startsAt).toEqual(new Date('2026-12-01T01:00:00Z'));
});

test('employers that files named get key, place and office; one that has nothing is gone', async () => {
  const employers = await models().employers.find().sort({ _id: 1 }).lean();
  expect(employers.map(({ name, nameKey }) => [name, nameKey])).toEqual([
    ['卡若货运部', '卡若货运部'],
    ['嘉陵（建筑）有限公司', '嘉陵(建筑)有限公司'],
  ]);
  const [own, named] = employers;
  const county = own!.regionId!;
  // Its gigs are in the county and in one of its townships.
  expect(named).toMatchObject({ regionId: county, officeId: county, sourceName: '重庆' });
  expect(named!.deskPath!.at(-1)).toEqual(county);
  expect(own!.deskPath).toBeUndefined();
});

test('forwarded gigs get the office of their import', async () => {
  const gigs = await models().gigs.find().lean();
  const sources = gigs.flatMap(({ source }) => source ?? []);
  const county = (await models().employers.findOne({ sourceName: null }).lean())!.regionId!;
  expect(sources.map(({ externalId, officeId }) => [externalId, officeId]).sort()).toEqual([
    ['1', county],
    ['2', county],
  ]);
  expect(gigs).toHaveLength(5);
});

test('no collection has an index that no model asks for, and none is missing', async () => {
  for (const model of Object.values(servers[0]!.deps.connection.models)) {
    const there = (await model.collection.indexes()).map(({ name }) => name);
    const asked = model.schema.indexes().map(
      ([key, { name }]) =>
        name ??
        Object.entries(key)
          .map((part) => part.join('_'))
          .join('_'),
    );
    expect([model.modelName, there.sort()]).toEqual([model.modelName, ['_id_', ...asked].sort()]);
  }
});

test('who held something then holds it now', async () => {
  const [{ deps }] = servers as [TestServer];
  const open = await fetch(`${servers[1]!.url}/api/v1/gigs?from=2026-12-01`);
  expect(open.status).toBe(200);
  const gigs = await deps.models.gigs.find({ state: 'published' }).sort({ _id: 1 }).lean();
  expect(gigs.map(({ shifts }) => shifts.map(({ open: left }) => left))).toEqual([
    [3, 2],
    [2, 2],
  ]);
});
