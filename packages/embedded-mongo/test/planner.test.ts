import { type Collection, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failure, openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
let collection: Collection<Document>;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());
beforeEach(() => {
  collection = target.db.collection(`c${new ObjectId().toHexString()}`);
});

/** What `explain` says of a find: the index in use and how much was read. */
async function explained(cursor: { explain(verbosity: string): Promise<Document> }) {
  const { queryPlanner, executionStats } = await cursor.explain('executionStats');
  const text = JSON.stringify(queryPlanner.winningPlan);
  return {
    index: /"indexName":"([^"]+)"/.exec(text)?.[1],
    sorts: text.includes('"SORT"'),
    docs: executionStats.totalDocsExamined,
    n: executionStats.nReturned,
  };
}

describe('the planner', () => {
  const hour = (n: number) => new Date(n * 3_600_000);
  beforeEach(async () => {
    await collection.insertMany(
      Array.from({ length: 2000 }, (_, i) => ({
        _id: i as never,
        status: i % 2 ? 'open' : 'closed',
        at: hour(Math.floor(i / 4)),
        region: i % 10,
        tags: [`t${i % 5}`, `u${i % 3}`],
      })),
    );
  });
  const keyset = { $or: [{ at: { $gt: hour(100) } }, { at: hour(100), _id: { $gt: 401 } }] };
  const PAGES: [name: string, index: Document, filter: Document, sort: Document, most: number][] = [
    ['equality and sort', { status: 1, at: 1, _id: 1 }, { status: 'open' }, { at: 1, _id: 1 }, 24],
    ['backwards', { status: 1, at: 1, _id: 1 }, { status: 'open' }, { at: -1, _id: -1 }, 24],
    ['a keyset page', { status: 1, at: 1, _id: 1 }, { status: 'open', ...keyset }, { at: 1, _id: 1 }, 26],
    ['a keyset page without equality', { at: 1, _id: 1 }, keyset, { at: 1, _id: 1 }, 26],
    [
      'a keyset page of several regions',
      { region: 1, at: 1, _id: 1 },
      { region: { $in: [1, 3, 7] }, ...keyset },
      { at: 1, _id: 1 },
      70,
    ],
    ['a range and its sort', { at: -1 }, { at: { $lt: hour(50) } }, { at: -1 }, 24],
    ['an element of an array', { tags: 1, at: 1 }, { tags: 't3' }, { at: 1 }, 24],
    ['the sort alone', { at: 1, _id: 1 }, {}, { at: 1, _id: 1 }, 24],
    ['_id', { at: 1 }, {}, { _id: -1 }, 24],
  ];
  test.each(PAGES)(
    'a page by %s reads about what it shows, and the right ones',
    async (_name, index, filter, sort, most) => {
      const query = () =>
        collection
          .find(filter)
          .sort(sort as never)
          .limit(20);
      const ids = (docs: Document[]) => docs.map((doc) => doc._id);
      const expected = ids(await query().toArray());
      await collection.createIndex(index as never);
      const found = ids(await query().toArray());
      if (Object.keys(sort).includes('_id')) expect(found).toEqual(expected);
      expect(found).toHaveLength(20);
      if (!target.embedded) return;
      const { docs, sorts } = await explained(query());
      expect(sorts).toBe(false);
      expect(docs).toBeLessThanOrEqual(most);
    },
  );

  const SAME: [name: string, filter: Document][] = [
    ['two conditions on one array', { tags: { $gt: 't3', $lt: 'u1' } }],
    ['an $or of two fields', { $or: [{ region: 3, status: 'open' }, { at: hour(7) }] }],
    [
      'an $or within an $and',
      {
        $and: [
          { $or: [{ region: 3 }, { region: 4 }] },
          { $or: [{ status: 'open' }, { at: { $gt: hour(400) } }] },
        ],
      },
    ],
    ['$in with duplicates', { region: { $in: [1, 1, 2] }, status: 'open' }],
    ['a contradiction', { region: 3, $and: [{ region: 4 }] }],
    ['nothing', { region: { $in: [] } }],
    ['a negation', { status: { $ne: 'open' }, region: { $gte: 8 } }],
    ['a prefix', { status: /^cl/ }],
  ];
  test.each(SAME)('%s finds the same with and without indexes', async (_name, filter) => {
    const ids = async () =>
      (await collection.find(filter).toArray()).map((doc) => Number(doc._id)).sort((a, b) => a - b);
    const expected = await ids();
    for (const index of [{ tags: 1 }, { region: 1, status: 1 }, { at: 1 }, { status: -1, region: -1 }]) {
      await collection.createIndex(index as never);
      expect(await ids()).toEqual(expected);
    }
  });

  test('a thousand values at once, in order', async () => {
    await collection.createIndex({ region: 1, at: 1 });
    const wanted = Array.from({ length: 1000 }, (_, i) => i * 2);
    const found = await collection
      .find({ _id: { $in: wanted as never[] } })
      .sort({ at: -1, _id: 1 })
      .toArray();
    expect(found).toHaveLength(1000);
    expect(found[0]).toMatchObject({ _id: 1996 });
    if (!target.embedded) return;
    expect((await explained(collection.find({ _id: { $in: wanted as never[] } }))).docs).toBe(1000);
  });
  test.runIf(!process.env.MONGODB_URL)('a partial index serves only filters that imply it', async () => {
    await collection.createIndex({ region: 1 }, { partialFilterExpression: { status: 'open' } });
    expect(await explained(collection.find({ region: 3, status: 'open' }))).toMatchObject({
      index: 'region_1',
      n: 200,
      docs: 200,
    });
    expect(await explained(collection.find({ region: 3 }))).toMatchObject({ index: undefined, n: 200 });
    await collection.dropIndexes();
    await collection.createIndex({ none: 1 }, { sparse: true });
    expect((await explained(collection.find({ none: null }))).n).toBe(2000);
    expect(await collection.find().sort({ none: 1 }).toArray()).toHaveLength(2000);
  });
  test('a hint is obeyed, an unknown one refused', async () => {
    await collection.createIndex({ region: 1 });
    await collection.createIndex({ status: 1 });
    expect((await explained(collection.find({ region: 3, status: 'open' }).hint('status_1'))).index).toBe(
      'status_1',
    );
    expect(await failure(collection.find({}).hint('nope').toArray())).toMatchObject({ code: 2 });
  });
});

test('paths into arrays of documents: matched together only by $elemMatch', async () => {
  await collection.createIndex({ 'shifts.day': 1, 'shifts.state': 1 });
  await collection.insertMany([
    {
      _id: 1 as never,
      shifts: [
        { day: 1, state: 'open' },
        { day: 2, state: 'full' },
      ],
    },
    {
      _id: 2 as never,
      shifts: [
        { day: 1, state: 'full' },
        { day: 2, state: 'open' },
      ],
    },
    { _id: 3 as never, shifts: [] },
    { _id: 4 as never },
  ]);
  const ids = async (filter: Document) =>
    (await collection.find(filter).sort({ _id: 1 }).toArray()).map((doc) => doc._id);
  expect(await ids({ 'shifts.day': 1, 'shifts.state': 'open' })).toEqual([1, 2]);
  expect(await ids({ shifts: { $elemMatch: { day: 1, state: 'open' } } })).toEqual([1]);
  expect(await ids({ 'shifts.day': null })).toEqual([4]);
  expect(
    await failure(
      collection
        .createIndex({ 'shifts.day': 1, tags: 1 })
        .then(() => collection.insertOne({ shifts: [{ day: 1 }], tags: [1] })),
    ),
  ).toMatchObject({ code: 171 });
});
