import { borrowDatabase } from '@linggong/testkit/database.ts';
import * as fc from 'fast-check';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect, ensureIndexes, isDuplicate } from '../database.ts';
import { type EventLog, eventLog, rooms } from './log.ts';
import { type EventModels, eventModels, type StoredEvent } from './models.ts';
import { mover } from './mover.ts';

let database: Awaited<ReturnType<typeof borrowDatabase>>;
let connection: Connection;
let models: EventModels;
let log: EventLog;
beforeAll(async () => {
  database = await borrowDatabase();
  connection = await connect(database.url, database.name);
  models = eventModels(connection);
  log = eventLog(models, () => new Date());
  await ensureIndexes(connection);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
  await database.giveBack();
});
const empty = () =>
  Promise.all([models.outbox.deleteMany({}), models.events.deleteMany({}), models.counters.deleteMany({})]);
beforeEach(empty);

/** A process that moves, and what it was told of. */
function makeMover() {
  const heard: StoredEvent[] = [];
  const one = mover(models, log.end);
  const move = (limit = 200) => one.move(limit, (events) => heard.push(...events));
  return { ...one, move, heard };
}
const tell = (count = 1) =>
  log.appendAll(
    'session.ended.v1',
    Array.from({ length: count }, () => ({ payload: { by: 'test' }, audience: [rooms.session('none')] })),
  );
const waiting = () => models.outbox.countDocuments();
const logged = () => models.events.find().sort({ _id: 1 }).lean();
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const seqs = (events: readonly StoredEvent[]) => events.map(({ _id }) => _id);

/** Everything that was ever in the outbox is in the log once, without gaps, and each was told of once. */
async function expectAll(count: number, movers: readonly { heard: StoredEvent[] }[]) {
  const events = await logged();
  expect(seqs(events)).toEqual(upTo(count));
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(count);
  const told = movers.flatMap(({ heard }) => heard);
  expect(new Set(seqs(told)).size).toBe(told.length);
  for (const event of told) expect(events[event._id - 1]).toEqual(event);
}

test('what is moved is told as it stands in the log, and leaves the outbox by `tidy` alone', async () => {
  const one = makeMover();
  for (const count of [3, 1, 2]) {
    await tell(count);
    expect(await one.move()).toBe(count);
    expect(await one.move()).toBe(0);
  }
  expect(one.untidy()).toBe(6);
  expect(await waiting()).toBe(6);
  await one.tidy();
  expect([one.untidy(), await waiting()]).toEqual([0, 0]);
  expect(seqs(one.heard)).toEqual(upTo(6));
  await expectAll(6, [one]);
});

test('more than fits into one move goes on with the next, in order', async () => {
  const one = makeMover();
  await tell(7);
  const wanted = (await models.outbox.find().sort({ at: 1, _id: 1 }).lean()).map(({ _id }) => String(_id));
  expect([await one.move(3), await one.move(3), await one.move(3)]).toEqual([3, 3, 1]);
  expect(one.heard.map(({ eventId }) => eventId)).toEqual(wanted);
});

test('what comes while the outbox is being tidied is neither dropped nor moved twice', async () => {
  const one = makeMover();
  for (let i = 0; i < 20; i++) {
    await tell(2);
    await one.move();
    const tidying = one.tidy();
    await tell();
    await one.move();
    await tidying;
  }
  await one.tidy();
  expect(await waiting()).toBe(0);
  expect(one.heard).toHaveLength(60);
  await expectAll(60, [one]);
});

test('one that dies before it tidied is finished by the next: nothing is told twice, the counter knows the end', async () => {
  const killed = makeMover();
  await tell(4);
  await killed.move();
  const next = makeMover();
  await tell(2);
  expect(await next.move()).toBe(6);
  expect(seqs(next.heard)).toEqual([5, 6]);
  await next.tidy();
  expect(await waiting()).toBe(0);
  await models.events.deleteMany({});
  expect(await log.end()).toBe(6);
});

test('one that dies in the middle of an insert is finished by the next', async () => {
  await tell(4);
  const [first] = await models.outbox.find().sort({ at: 1, _id: 1 }).lean();
  const { _id, ...entry } = first!;
  await models.events.insertMany([{ _id: 1, eventId: String(_id), ...entry }]);
  const next = makeMover();
  await next.move();
  expect(seqs(next.heard)).toEqual([2, 3, 4]);
  await expectAll(4, [next]);
});

test('one that another has overtaken without its knowing moves nothing, and then goes on from there', async () => {
  const [one, other] = [makeMover(), makeMover()];
  await tell();
  await one.move();
  await tell(3);
  await other.move();
  // With other events than these, and with none but these.
  for (const count of [1, 0]) {
    await tell(count);
    await expect(one.move()).rejects.toSatisfy(isDuplicate);
    await one.move();
    await tell();
    await other.move().catch((error: unknown) => expect(error).toSatisfy(isDuplicate));
    await other.move();
  }
  await one.tidy();
  await other.tidy();
  expect(await waiting()).toBe(0);
  await expectAll(7, [one, other]);
});

test('an insert that failed half way is finished, whoever comes next', async () => {
  const one = makeMover();
  await tell();
  await one.move();
  await tell(3);
  const entries = await models.outbox.find({}).sort({ at: 1, _id: 1 }).lean();
  // The last of the three stands already, as if an answer had been lost.
  const { _id, ...entry } = entries.at(-1)!;
  await models.events.insertMany([{ _id: 2, eventId: String(_id), ...entry }]);
  await expect(one.move()).rejects.toSatisfy(isDuplicate);
  await one.move();
  await one.tidy();
  expect(await waiting()).toBe(0);
  await expectAll(4, [one]);
});

test('several who move at once, tidy, die and come again lose, double and skip nothing', async () => {
  const step = fc.oneof(
    fc.record({ does: fc.constant('tell' as const), who: fc.nat(2), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ does: fc.constantFrom('move', 'tidy', 'forget', 'die'), who: fc.nat(2), count: fc.nat(4) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
      async (run) => {
        await empty();
        const movers = Array.from({ length: 3 }, makeMover);
        const gone: typeof movers = [];
        let told = 0;
        const crossed = (error: unknown) => expect(error).toSatisfy(isDuplicate);
        for (const together of run)
          await Promise.all(
            together.map(async ({ does, who, count }) => {
              const one = movers[who]!;
              if (does === 'tell') {
                told += count;
                await tell(count);
              } else if (does === 'move') await one.move(count + 1).catch(crossed);
              else if (does === 'tidy') await one.tidy();
              else if (does === 'forget') one.forget();
              else {
                gone.push(one);
                movers[who] = makeMover();
              }
            }),
          );
        const last = makeMover();
        while ((await last.move()) > 0);
        await last.tidy();
        expect(await waiting()).toBe(0);
        await expectAll(told, [...movers, ...gone, last]);
      },
    ),
    { numRuns: 40 },
  );
});
