import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { mongo, Types } from 'mongoose';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => server.close());

const left = (gigId: string) => server.deps.events.append('review.left.v1', { gigId }, ['desk:a', 'desk:a']);
const ids = (count: number) => Array.from({ length: count }, () => new Types.ObjectId().toHexString());

/** The gigs that the log tells of, in order, of those that are asked for. */
async function told(gigIds: readonly string[]): Promise<string[]> {
  await settle(server);
  const events = await server.deps.eventModels.events.find().sort({ _id: 1 }).lean();
  return events
    .map(({ payload }) => (payload as { gigId: string }).gigId)
    .filter((gigId) => gigIds.includes(gigId));
}

test('the events of a transaction are written at once, in the order in which they were appended', async () => {
  const gigIds = ids(5);
  const insert = vi.spyOn(server.deps.eventModels.outbox, 'insertMany');
  await server.deps.transaction(async () => {
    await left(gigIds[0]!);
    const more = gigIds.slice(1, 4).map((gigId) => ({ payload: { gigId }, audience: ['desk:b'] }));
    await server.deps.events.appendAll('review.left.v1', more);
    await left(gigIds[4]!);
  });
  expect(insert).toHaveBeenCalledTimes(1);
  expect(await told(gigIds)).toEqual(gigIds);
  const [first] = await server.deps.eventModels.events.find({ 'payload.gigId': gigIds[0]! }).lean();
  expect(first!.audience).toEqual(['desk:a']);
});

test('a transaction that fails tells nothing, also where it fails in the events themselves', async () => {
  const gigIds = ids(2);
  const failing = server.deps.transaction(async () => {
    await left(gigIds[0]!);
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  const { counters } = server.deps.eventModels;
  const unwritable = server.deps.transaction(async () => {
    await counters.insertMany([{ _id: 'unwritable', value: 1 }]);
    await left(gigIds[1]!);
    const endless: { gigId: string; of?: unknown } = { gigId: gigIds[1]! };
    endless.of = endless;
    await server.deps.events.append('review.left.v1', endless, []);
  });
  await expect(unwritable).rejects.toThrow(/circular|recursive/i);
  expect(await counters.exists({ _id: 'unwritable' })).toBeNull();
  expect(await told(gigIds)).toEqual([]);
});

test('a transaction that has to run again tells what its last run appended, once', async () => {
  const gigIds = ids(3);
  let runs = 0;
  await server.deps.transaction(async () => {
    runs += 1;
    await left(gigIds[runs]!);
    if (runs > 1) return;
    const conflict = new mongo.MongoServerError({ message: 'write conflict', code: 112 });
    conflict.addErrorLabel('TransientTransactionError');
    throw conflict;
  });
  expect(runs).toBe(2);
  expect(await told(gigIds)).toEqual([gigIds[2]]);
});

test('what is appended after the work has ended is refused instead of lost', async () => {
  const [gigId] = ids(1);
  let late: Promise<void> | undefined;
  await server.deps.transaction(async () => {
    late = new Promise((resolve) => setTimeout(resolve, 50)).then(() => left(gigId!));
    late.catch(() => undefined);
  });
  await expect(late).rejects.toThrow();
  expect(await told([gigId!])).toEqual([]);
});

test('outside of transactions an event is written at once', async () => {
  const gigIds = ids(2);
  for (const gigId of gigIds) await left(gigId);
  server.events.wake();
  expect(await told(gigIds)).toEqual(gigIds);
});
