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

describe('unique', () => {
  test('the error names collection, index, key and value', async () => {
    await collection.createIndex({ email: 1, kind: -1 }, { unique: true });
    await collection.insertOne({ email: 'a@b', kind: 1 });
    const error = await failure(collection.insertOne({ email: 'a@b', kind: 1 }));
    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { email: 1, kind: -1 },
      keyValue: { email: 'a@b', kind: 1 },
    });
    expect(error.message).toContain(
      `E11000 duplicate key error collection: ${collection.namespace} index: email_1_kind_-1 dup key: { email: "a@b", kind: 1 }`,
    );
  });
  test('_id, update, upsert and findAndModify are held to it too', async () => {
    await collection.createIndex({ n: 1 }, { unique: true });
    await collection.insertMany([
      { _id: 1 as never, n: 1 },
      { _id: 2 as never, n: 2 },
    ]);
    expect(await failure(collection.insertOne({ _id: 1 as never, n: 9 }))).toMatchObject({
      code: 11000,
      keyPattern: { _id: 1 },
    });
    expect(await failure(collection.updateOne({ _id: 2 as never }, { $set: { n: 1 } }))).toMatchObject({
      code: 11000,
    });
    expect(await failure(collection.findOneAndUpdate({ _id: 2 as never }, { $set: { n: 1 } }))).toMatchObject(
      { code: 11000, keyValue: { n: 1 } },
    );
    expect(
      await failure(collection.updateOne({ _id: 3 as never }, { $set: { n: 1 } }, { upsert: true })),
    ).toMatchObject({ code: 11000 });
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    await collection.deleteOne({ _id: 1 as never });
    await collection.updateOne({ _id: 2 as never }, { $set: { n: 1 } });
  });
  test('missing counts as null; sparse leaves it out; partial looks only at its part', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ x: 1 });
    expect(await failure(collection.insertOne({ x: 2 }))).toMatchObject({
      code: 11000,
      keyValue: { a: null },
    });
    await collection.dropIndex('a_1');
    await collection.createIndex({ b: 1 }, { unique: true, sparse: true });
    await collection.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await collection.insertMany([{ x: 2 }, { x: 3, c: 1, active: false }, { x: 4, c: 1, active: true }]);
    expect(await failure(collection.insertOne({ c: 1, active: true }))).toMatchObject({ code: 11000 });
    await collection.insertOne({ c: 1, active: false });
    expect(await failure(collection.updateMany({ c: 1 }, { $set: { active: true } }))).toMatchObject({
      code: 11000,
    });
    await collection.insertOne({ b: null });
    expect(await failure(collection.insertOne({ b: null }))).toMatchObject({ code: 11000 });
  });
  test('each element of an array, but not twice in one document', async () => {
    await collection.createIndex({ tags: 1 }, { unique: true });
    await collection.insertOne({ tags: ['a', 'b', 'a'] });
    expect(await failure(collection.insertOne({ tags: ['c', 'b'] }))).toMatchObject({ code: 11000 });
    await collection.insertOne({ tags: ['c', 'd'] });
  });
  test('over existing duplicates it is not made', async () => {
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await failure(collection.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    expect(await collection.indexes()).toHaveLength(1);
  });
  test('of one hundred at once exactly one gets in', async () => {
    await collection.createIndex({ key: 1 }, { unique: true });
    const all = await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) => collection.insertOne({ key: 'same', i })),
    );
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await collection.countDocuments()).toBe(1);
  });
  test('of one hundred upserts at once one inserts, all count', async () => {
    await collection.createIndex({ key: 1 }, { unique: true });
    await Promise.all(
      Array.from({ length: 100 }, () =>
        collection.updateOne({ key: 'same' }, { $inc: { n: 1 } }, { upsert: true }),
      ),
    );
    expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).toEqual([
      { key: 'same', n: 100 },
    ]);
  });
});

describe.runIf(!process.env.MONGODB_URL)('building an index', () => {
  test('writers go on meanwhile, and the index misses nothing of theirs', async () => {
    const docs = Array.from({ length: 20_000 }, (_, i) => ({ _id: i as never, n: i }));
    await collection.insertMany(docs);
    let built = false;
    const building = collection.createIndex({ n: 1 }).then(() => {
      built = true;
    });
    let meanwhile = 0;
    while (!built) {
      await collection.updateOne({ _id: (19_999 - meanwhile) as never }, { $set: { n: -1 - meanwhile } });
      await collection.insertOne({ n: 50_000 + meanwhile });
      meanwhile++;
    }
    await building;
    expect(meanwhile).toBeGreaterThan(1);
    const less = collection.find({ n: { $lt: 0 } }).hint('n_1');
    expect(await less.toArray()).toHaveLength(meanwhile);
    expect(
      await collection
        .find({ n: { $gte: 0 } })
        .hint('n_1')
        .toArray(),
    ).toHaveLength(20_000);
  });
  test('a duplicate that comes meanwhile is found', async () => {
    await collection.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ n: i })));
    const building = collection.createIndex({ n: 1 }, { unique: true }).then(
      () => 'built',
      (error: { code: number }) => error.code,
    );
    const inserts = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => collection.insertOne({ n: 19_990 - i })),
    );
    const accepted = inserts.filter((one) => one.status === 'fulfilled').length;
    // Whoever comes first wins; what never happens is a unique index over duplicates.
    expect(await building).toBe(accepted > 0 ? 11000 : 'built');
    expect(await collection.indexes()).toHaveLength(accepted > 0 ? 1 : 2);
    expect(await collection.countDocuments()).toBe(20_000 + accepted);
  });
});

describe('catalogue', () => {
  test('indexes are listed as made, made once, dropped by name and by key', async () => {
    await collection.createIndexes([
      { key: { a: 1 } },
      { key: { b: -1, c: 1 }, name: 'own', sparse: true },
      { key: { at: 1 }, expireAfterSeconds: 60 },
    ]);
    await collection.createIndex({ a: 1 });
    const listed = await collection.indexes();
    expect(listed.map(({ v: _v, ...rest }) => rest)).toEqual([
      { key: { _id: 1 }, name: '_id_' },
      { key: { a: 1 }, name: 'a_1' },
      { key: { b: -1, c: 1 }, name: 'own', sparse: true },
      { key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
    ]);
    await collection.dropIndex('own');
    await collection.dropIndex({ a: 1 } as never);
    expect((await collection.indexes()).map((index) => index.name)).toEqual(['_id_', 'at_1']);
    await collection.dropIndexes();
    expect(await collection.indexes()).toHaveLength(1);
  });
  const CLASHES: [name: string, key: Document, options: Document, code: number][] = [
    ['the same key by another name', { a: 1 }, { name: 'other' }, 85],
    ['the same name for another key', { b: 1 }, { name: 'a_1' }, 86],
    ['the same name and key with other options', { a: 1 }, { unique: true }, 86],
  ];
  test.each(CLASHES)('refused: %s', async (_name, key, options, code) => {
    await collection.createIndex({ a: 1 });
    expect(await failure(collection.createIndex(key as never, options))).toMatchObject({ code });
  });
  test('collections and databases come and go', async () => {
    await target.db.createCollection('made');
    expect(await failure(target.db.createCollection('made'))).toMatchObject({ code: 48 });
    expect((await target.db.listCollections({ name: 'made' }).toArray()).map((one) => one.name)).toEqual([
      'made',
    ]);
    await target.db.collection('made').insertOne({ _id: 1 as never });
    expect((await target.client.db().admin().listDatabases()).databases.map((db) => db.name)).toContain(
      target.db.databaseName,
    );
    expect(await target.db.collection('made').drop()).toBe(true);
    expect(await target.db.listCollections({ name: 'made' }).toArray()).toEqual([]);
    await target.db.createCollection('made');
    expect(await target.db.collection('made').countDocuments()).toBe(0);
    expect(await failure(target.db.collection('nowhere').indexes())).toMatchObject({ code: 26 });
    const other = target.client.db(`${target.db.databaseName}x`);
    await other.collection('a').insertOne({});
    await other.dropDatabase();
    expect(await other.listCollections().toArray()).toEqual([]);
  });
});

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
