import { Decimal128, type Document, Double, Long, MinKey, ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTarget } from './target.ts';

let target: Awaited<ReturnType<typeof openTarget>>;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

const VALUES = [
  ...[-1, 0, 1, 5, 5.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ...[
    new Double(5),
    Long.fromString('9007199254740993'),
    Decimal128.fromString('5'),
    Decimal128.fromString('5.5'),
  ],
  ...['', 'a', 'ab', 'b', '\u0000', '\u{1F600}', null, undefined, true, false, new MinKey()],
  ...[new Date(0), new Date(5), new ObjectId('65a000000000000000000001'), { a: 1 }, {}],
];
const FILTERS: Document[] = [
  ...[0, 5, 5.5, 'a', 'b', '', true, new Date(5), new ObjectId('65a000000000000000000001'), null].flatMap(
    (x) => [
      { a: x },
      { a: { $gt: x } },
      { a: { $gte: x } },
      { a: { $lt: x } },
      { a: { $lte: x } },
      { a: { $in: [x, 1] } },
      { a: x, b: { $gte: 2 } },
      { a: x, b: { $gt: 2, $lt: 9 } },
      { $and: [{ a: x }, { b: 3 }] },
      { a: { $gt: x }, b: 3 },
      { b: { $gt: 3, $lte: 8 }, a: x },
    ],
  ),
  { a: { $gte: 0, $lt: 6 } },
  { a: { $gt: 0, $lte: 5.5 } },
  { a: { $gt: 5, $lt: 'a' } },
  { a: { $in: [1, 'a', 5] }, b: { $in: [1, 2, 3] } },
  { b: { $gt: 3 } },
  { a: 5, b: { $gt: 2 }, c: 1 },
  { a: 5, $or: [{ b: 3 }, { b: 4 }] },
  { a: { $not: { $gt: 5 } } },
  { a: { $exists: true } },
];

test('a count by an index is the count of what is found without one', async () => {
  const plain = target.db.collection<Document>('plain');
  const docs = VALUES.flatMap((a, i) =>
    [1, 2, 3, 4, 8, 9].map((b) => ({ ...(a === undefined ? {} : { a }), b, c: i % 2 })),
  );
  await plain.insertMany(docs.map((doc) => ({ ...doc })));
  for (const keys of [
    { a: 1, b: 1 },
    { a: -1, b: -1 },
    { b: 1, a: -1 },
    { a: 1, c: 1, b: 1 },
  ] as Document[]) {
    const name = Object.entries(keys).flat().join('_');
    const indexed = target.db.collection<Document>(name);
    await indexed.insertMany(docs.map((doc) => ({ ...doc })));
    await indexed.createIndex(keys as never);
    for (const filter of FILTERS) {
      const expected = (await plain.find(filter).toArray()).length;
      const what = `${name} ${JSON.stringify(filter)}`;
      expect((await indexed.find(filter).toArray()).length, what).toBe(expected);
      expect(await indexed.countDocuments(filter), what).toBe(expected);
      expect((await target.db.command({ count: name, query: filter })).n, what).toBe(expected);
      const part = await indexed.countDocuments(filter, { skip: 2, limit: 5 });
      expect(part, what).toBe(Math.min(5, Math.max(0, expected - 2)));
    }
  }
});

test('arrays, partial and sparse indexes are counted by their documents', async () => {
  const lists = target.db.collection<Document>('lists');
  await lists.createIndex({ tags: 1 });
  await lists.createIndex({ n: 1 }, { partialFilterExpression: { open: true } });
  await lists.createIndex({ m: 1 }, { sparse: true });
  await lists.insertMany([
    { tags: ['a', 'b'], n: 1, open: true, m: 1 },
    { tags: ['a'], n: 1, open: false },
    { tags: 'b', n: 2, open: true, m: 2 },
    { tags: [], n: 2 },
  ]);
  expect(await lists.countDocuments({ tags: { $in: ['a', 'b'] } })).toBe(3);
  expect(await lists.countDocuments({ tags: { $gte: 'a' } })).toBe(3);
  expect(await lists.countDocuments({ n: 1, open: true })).toBe(1);
  expect(await lists.countDocuments({ n: { $gte: 1 } })).toBe(4);
  expect(await lists.countDocuments({ m: { $gte: 1 } })).toBe(2);
});

test('a count within a transaction sees what the transaction sees', async () => {
  const gigs = target.db.collection<Document>('seen');
  await gigs.createIndex({ n: 1 });
  await gigs.insertMany([{ n: 1 }, { n: 2 }]);
  await target.client.withSession(async (session) => {
    session.startTransaction();
    await gigs.insertOne({ n: 2 }, { session });
    expect(await gigs.countDocuments({ n: { $gte: 2 } }, { session })).toBe(2);
    expect(await gigs.countDocuments({ n: { $gte: 2 } })).toBe(1);
    await session.abortTransaction();
  });
  expect(await gigs.countDocuments({ n: { $gte: 2 } })).toBe(1);
});

test('a long count is cut in slices and is right', async () => {
  const long = target.db.collection<Document>('long');
  await long.insertMany(Array.from({ length: 45_000 }, (_, n) => ({ n, half: n % 2 })));
  await long.createIndex({ half: 1, n: 1 });
  expect(await long.countDocuments({ half: { $in: [0, 1] } })).toBe(45_000);
  expect(await long.countDocuments({ half: 1 })).toBe(22_500);
  expect(await long.countDocuments({ half: { $gte: 0 } })).toBe(45_000);
  expect(await long.countDocuments({ half: 0, n: { $gt: 1000 } })).toBe(21_999);
});
