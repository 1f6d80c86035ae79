import type { Collection } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTarget } from './target.ts';

/** Documents that a scan read are kept for the next one: it must never show what is not so any more. */
let target: Awaited<ReturnType<typeof openTarget>>;
let gigs: Collection<{ _id: number; n: number; text?: string }>;

beforeAll(async () => {
  target = await openTarget();
  gigs = target.db.collection('scans');
  await gigs.insertMany(Array.from({ length: 700 }, (_, n) => ({ _id: n, n })));
});
afterAll(() => target.close());

const scan = async () => (await gigs.find({ n: { $gte: 0 } }).toArray()).map(({ _id, n }) => [_id, n]);
const expected = new Map(Array.from({ length: 700 }, (_, n) => [n, n]));
const same = async () => expect(new Map((await scan()) as [number, number][])).toEqual(expected);

test('every write is seen by the next scan', async () => {
  await same();
  const writes: (() => Promise<unknown>)[] = [
    () => gigs.updateOne({ _id: 5 }, { $set: { n: 5000 } }),
    () => gigs.deleteOne({ _id: 300 }),
    () => gigs.insertOne({ _id: 900, n: 900 }),
    () => gigs.updateMany({ _id: { $gte: 600, $lt: 610 } }, { $inc: { n: 1 } }),
    () => gigs.findOneAndReplace({ _id: 699 }, { n: 1 }),
    () =>
      gigs.bulkWrite([{ deleteOne: { filter: { _id: 0 } } }, { insertOne: { document: { _id: 0, n: 77 } } }]),
  ];
  expected.set(5, 5000).set(900, 900).set(699, 1).set(0, 77).delete(300);
  for (let n = 600; n < 610; n++) expected.set(n, n + 1);
  for (const write of writes) {
    await write();
    await scan();
  }
  await same();
});

test('a transaction shows its writes to itself alone until it commits, and never where it aborts', async () => {
  const session = target.client.startSession();
  for (const end of ['abortTransaction', 'commitTransaction'] as const) {
    session.startTransaction();
    await gigs.updateOne({ _id: 10 }, { $set: { n: 10_000 } }, { session });
    await same();
    const own = await gigs.find({ n: { $gte: 0 } }, { session }).toArray();
    expect(own.find(({ _id }) => _id === 10)?.n).toBe(10_000);
    await session[end]();
    if (end === 'commitTransaction') expected.set(10, 10_000);
    await same();
  }
  await session.endSession();
});

test('while a cursor is open others write, and it shows each document once', async () => {
  const cursor = gigs.find({ n: { $gte: 0 } }, { batchSize: 50 });
  const seen: number[] = [];
  for await (const { _id } of cursor) {
    if (seen.length % 100 === 0) await gigs.updateOne({ _id: 1 }, { $inc: { n: 1 } });
    seen.push(_id);
  }
  expected.set(1, (await gigs.findOne({ _id: 1 }))!.n);
  expect(seen.length).toBe(new Set(seen).size);
  expect(new Set(seen)).toEqual(new Set(expected.keys()));
  await same();
});

test('a collection that is made anew under its name has nothing of the old one', async () => {
  await scan();
  await gigs.drop();
  expect(await scan()).toEqual([]);
  await gigs.insertOne({ _id: 1, n: 1 });
  expect(await scan()).toEqual([[1, 1]]);
});

test('large documents among small ones come whole', async () => {
  await gigs.deleteMany({});
  const sizes = [10, 3_000_000, 10, 2_500_000, 0, 40, 1_000_000];
  await gigs.insertMany(sizes.map((size, n) => ({ _id: n, n, text: '雪'.repeat(size) })));
  for (let round = 0; round < 2; round++)
    expect((await gigs.find({ n: { $gte: 0 } }).toArray()).map(({ text }) => text?.length)).toEqual(sizes);
});
