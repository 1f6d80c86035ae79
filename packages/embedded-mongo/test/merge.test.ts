import type { Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failure, openTarget } from './target.ts';

let target: Awaited<ReturnType<typeof openTarget>>;
const collection = (name: string) => target.db.collection<Document>(name);
const all = (name: string) => collection(name).find().sort({ _id: 1 }).toArray();
beforeAll(async () => {
  target = await openTarget();
  await collection('from').insertMany([
    { _id: 1 as never, k: 'a', v: 10 },
    { _id: 2 as never, k: 'b', v: 20 },
  ]);
});
beforeEach(async () => {
  await collection('into').drop();
  await collection('into').createIndex({ k: 1 }, { unique: true });
  await collection('into').insertMany([
    { _id: 1 as never, k: 'a', old: true },
    { _id: 9 as never, k: 'z', old: true },
  ]);
});
afterAll(() => target.close());

const OLD = { _id: 1, k: 'a', old: true };
const LAST = { _id: 9, k: 'z', old: true };
const NEW = { _id: 2, k: 'b', v: 20 };

const MERGES: [name: string, merge: Document | string, expected: Document[]][] = [
  ['by default', 'into', [{ ...OLD, v: 10 }, NEW, LAST]],
  ['replace', { into: 'into', whenMatched: 'replace' }, [{ _id: 1, k: 'a', v: 10 }, NEW, LAST]],
  ['keepExisting', { into: 'into', whenMatched: 'keepExisting' }, [OLD, NEW, LAST]],
  ['discard', { into: 'into', whenNotMatched: 'discard' }, [{ ...OLD, v: 10 }, LAST]],
  [
    'a pipeline with $$new',
    { into: 'into', whenMatched: [{ $set: { sum: { $add: ['$_id', '$$new.v'] } } }] },
    [{ ...OLD, sum: 11 }, NEW, LAST],
  ],
  [
    'a pipeline with let',
    { into: 'into', let: { w: { $multiply: ['$v', 2] } }, whenMatched: [{ $set: { w: '$$w' } }] },
    [{ ...OLD, w: 20 }, NEW, LAST],
  ],
  ['on a unique index', { into: 'into', on: 'k' }, [{ ...OLD, v: 10 }, NEW, LAST]],
];

test.each(MERGES)('$merge %s', async (_name, $merge, expected) => {
  const pipeline = [{ $match: { v: { $gt: 0 } } }, { $merge }];
  expect(await collection('from').aggregate(pipeline).toArray()).toEqual([]);
  expect(await all('into')).toEqual(expected);
});

test('$merge runs although no batch is asked for', async () => {
  await target.db.command({ aggregate: 'from', pipeline: [{ $merge: 'into' }], cursor: { batchSize: 0 } });
  expect(await all('into')).toHaveLength(3);
});

test('$merge without _id inserts with a new one', async () => {
  await collection('from')
    .aggregate([{ $project: { _id: 0, k: 1 } }, { $merge: { into: 'into', on: 'k' } }])
    .toArray();
  expect((await all('into')).map(({ k }) => k).sort()).toEqual(['a', 'b', 'z']);
});

test('$merge into the collection that is read ends', async () => {
  await collection('same').insertMany([{ _id: 1 as never }, { _id: 2 as never }]);
  await collection('same')
    .aggregate([{ $project: { _id: { $add: ['$_id', 10] } } }, { $merge: { into: 'same' } }])
    .toArray();
  expect((await all('same')).map(({ _id }) => _id)).toEqual([1, 2, 11, 12]);
});

test('$merge makes the collection', async () => {
  await collection('from')
    .aggregate([{ $merge: 'made' }])
    .toArray();
  expect(await all('made')).toHaveLength(2);
  await collection('made').drop();
});

describe('$merge fails', () => {
  const ERRORS: [name: string, merge: Document, code: number][] = [
    ['where a document is there', { into: 'into', whenMatched: 'fail' }, 11000],
    ['where none is there', { into: 'into', whenNotMatched: 'fail' }, 13113],
    ['without a unique index', { into: 'into', on: 'v' }, 51183],
    [
      'on modes that exclude each other',
      { into: 'into', whenMatched: 'fail', whenNotMatched: 'discard' },
      51181,
    ],
    ['on an unknown field', { into: 'into', nonsense: 1 }, 40415],
    ['on a stage that an update has not', { into: 'into', whenMatched: [{ $match: {} }] }, 72],
  ];
  test.each(ERRORS)('%s', async (_name, $merge, code) => {
    const pipeline = [{ $sort: { _id: 1 } }, { $merge }];
    expect(await failure(collection('from').aggregate(pipeline).toArray())).toMatchObject({ code });
  });

  test('on a key that is missing', async () => {
    const pipeline = [{ $project: { v: 1 } }, { $merge: { into: 'into', on: 'k' } }];
    expect(await failure(collection('from').aggregate(pipeline).toArray())).toMatchObject({ code: 51132 });
  });

  test('in a transaction', async () => {
    const session = target.client.startSession();
    session.startTransaction();
    const pipeline = [{ $merge: 'into' }];
    expect(await failure(collection('from').aggregate(pipeline, { session }).toArray())).toMatchObject({
      code: 263,
    });
    await session.endSession();
    expect(await all('into')).toEqual([OLD, LAST]);
  });
});

test('$out replaces a collection and keeps its indexes', async () => {
  await collection('from')
    .aggregate([{ $sort: { _id: 1 } }, { $project: { k: 1 } }, { $out: 'into' }])
    .toArray();
  expect(await all('into')).toEqual([
    { _id: 1, k: 'a' },
    { _id: 2, k: 'b' },
  ]);
  expect((await collection('into').indexes()).map(({ name }) => name)).toEqual(['_id_', 'k_1']);
  await expect(collection('into').insertOne({ k: 'a' })).rejects.toMatchObject({ code: 11000 });
});

test('$out that fails leaves all as it was', async () => {
  const pipeline = [{ $project: { k: 'same' } }, { $out: 'into' }];
  expect(await failure(collection('from').aggregate(pipeline).toArray())).toMatchObject({ code: 11000 });
  expect(await all('into')).toEqual([OLD, LAST]);
  const names = (await target.db.listCollections().toArray()).map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('tmp'))).toEqual([]);
});

test.runIf(!process.env.MONGODB_URL)('explain shows the index of the front part, and the rest', async () => {
  const found = await collection('into')
    .aggregate([{ $match: { k: 'a' } }, { $group: { _id: '$old', n: { $sum: 1 } } }])
    .explain('executionStats');
  expect(found.stages).toMatchObject([
    {
      $cursor: {
        queryPlanner: { winningPlan: { inputStage: { stage: 'IXSCAN', indexName: 'k_1' } } },
        executionStats: { nReturned: 1, totalKeysExamined: 1, totalDocsExamined: 1 },
      },
    },
    { $group: { _id: '$old', n: { $sum: 1 } } },
  ]);
  const joined = await collection('from')
    .aggregate([{ $match: { _id: { $gt: 0 } } }, { $sort: { _id: -1 } }, { $limit: 1 }])
    .explain('executionStats');
  expect(joined.executionStats).toMatchObject({ nReturned: 1, totalDocsExamined: 1 });
  expect(
    await failure(
      collection('from')
        .aggregate([{ $out: 'x' }])
        .explain('executionStats'),
    ),
  ).toMatchObject({ code: 51029 });
});
