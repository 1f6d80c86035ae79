import { type Collection, type Document, Long, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failure, openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
let gigs: Collection<Document>;
const [KARUO, DINGQING] = [new ObjectId(), new ObjectId()];
const day = (n: number) => new Date(Date.UTC(2026, 0, n));
beforeAll(async () => {
  target = await openTarget();
  gigs = target.db.collection('gigs');
  await gigs.insertMany([
    { _id: 1 as never, region: KARUO, pay: 200, tags: ['a', 'b'], at: day(1), shifts: [{ n: 2 }, { n: 3 }] },
    { _id: 2 as never, region: KARUO, pay: 300, tags: ['b'], at: day(2), shifts: [] },
    { _id: 3 as never, region: DINGQING, pay: Long.fromNumber(150), tags: [], at: day(3) },
    { _id: 4 as never, region: null, pay: null, at: day(3) },
  ]);
  await target.db.collection<Document>('regions').insertMany([
    { _id: KARUO as never, name: '卡若区' },
    { _id: DINGQING as never, name: '丁青县' },
  ]);
  await target.db.collection<Document>('bookings').insertMany([
    { _id: 'x' as never, gig: 1, state: 'open' },
    { _id: 'y' as never, gig: 1, state: 'done' },
    { _id: 'z' as never, gig: 2, state: 'open' },
  ]);
});
afterAll(() => target.close());

const PIPELINES: [name: string, pipeline: Document[], expected: unknown][] = [
  [
    '$match, $sort, $limit, $project',
    [{ $match: { pay: { $gt: 100 } } }, { $sort: { pay: -1 } }, { $limit: 2 }, { $project: { pay: 1 } }],
    [
      { _id: 2, pay: 300 },
      { _id: 1, pay: 200 },
    ],
  ],
  ['$limit before $match', [{ $sort: { _id: 1 } }, { $limit: 1 }, { $match: { pay: 300 } }], []],
  [
    '$skip after $limit',
    [{ $sort: { _id: 1 } }, { $limit: 3 }, { $skip: 2 }, { $project: { _id: 1 } }],
    [{ _id: 3 }],
  ],
  [
    'counting',
    [{ $match: { pay: { $ne: null } } }, { $group: { _id: 1, n: { $sum: 1 } } }],
    [{ _id: 1, n: 3 }],
  ],
  ['counting nothing', [{ $match: { pay: 7 } }, { $group: { _id: 1, n: { $sum: 1 } } }], []],
  ['$count', [{ $match: { at: { $gte: day(2) } } }, { $count: 'total' }], [{ total: 3 }]],
  [
    '$group by ObjectId with accumulators',
    [
      { $match: { region: { $ne: null } } },
      {
        $group: {
          _id: '$region',
          n: { $sum: 1 },
          sum: { $sum: '$pay' },
          avg: { $avg: '$pay' },
          most: { $max: '$pay' },
          first: { $min: '$at' },
          ids: { $push: '$_id' },
        },
      },
      { $sort: { sum: -1 } },
    ],
    [
      { _id: KARUO, n: 2, sum: 500, avg: 250, most: 300, first: day(1), ids: [1, 2] },
      { _id: DINGQING, n: 1, sum: 150, avg: 150, most: 150, first: day(3), ids: [3] },
    ],
  ],
  [
    '$group by null',
    [{ $group: { _id: null, sum: { $sum: '$pay' }, least: { $min: '$pay' } } }],
    [{ _id: null, sum: 650, least: 150 }],
  ],
  [
    '$group by a document',
    [{ $match: { _id: { $lte: 2 } } }, { $group: { _id: { r: '$region' }, n: { $sum: 1 } } }],
    [{ _id: { r: KARUO }, n: 2 }],
  ],
  [
    '$group by date',
    [{ $group: { _id: '$at', n: { $sum: 1 } } }, { $match: { n: 2 } }],
    [{ _id: day(3), n: 2 }],
  ],
  [
    '$unwind',
    [
      { $match: { _id: { $in: [1, 3] } } },
      { $unwind: '$tags' },
      { $sort: { tags: 1 } },
      { $project: { tags: 1 } },
    ],
    [
      { _id: 1, tags: 'a' },
      { _id: 1, tags: 'b' },
    ],
  ],
  [
    '$unwind keeping the empty',
    [
      { $match: { _id: 3 } },
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } },
      { $project: { pay: 1 } },
    ],
    [{ _id: 3, pay: 150 }],
  ],
  [
    '$lookup',
    [
      { $match: { _id: 1 } },
      { $lookup: { from: 'regions', localField: 'region', foreignField: '_id', as: 'r' } },
      { $project: { 'r.name': 1 } },
    ],
    [{ _id: 1, r: [{ name: '卡若区' }] }],
  ],
  [
    '$lookup of nothing',
    [
      { $match: { _id: 4 } },
      { $lookup: { from: 'regions', localField: 'region', foreignField: '_id', as: 'r' } },
      { $project: { r: 1 } },
    ],
    [{ _id: 4, r: [] }],
  ],
  [
    '$lookup with let and pipeline',
    [
      { $match: { _id: { $lte: 2 } } },
      { $sort: { _id: 1 } },
      {
        $lookup: {
          from: 'bookings',
          let: { id: '$_id' },
          pipeline: [
            { $match: { $expr: { $eq: ['$gig', '$$id'] }, state: 'open' } },
            { $project: { _id: 1 } },
          ],
          as: 'b',
        },
      },
      { $project: { b: 1 } },
    ],
    [
      { _id: 1, b: [{ _id: 'x' }] },
      { _id: 2, b: [{ _id: 'z' }] },
    ],
  ],
  [
    '$lookup with fields and pipeline',
    [
      { $match: { _id: 1 } },
      {
        $lookup: {
          from: 'bookings',
          localField: '_id',
          foreignField: 'gig',
          pipeline: [{ $sort: { _id: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
          as: 'b',
        },
      },
      { $project: { b: 1 } },
    ],
    [{ _id: 1, b: [{ _id: 'y' }] }],
  ],
  [
    '$unionWith',
    [
      { $match: { _id: 1 } },
      { $project: { _id: 1 } },
      {
        $unionWith: { coll: 'bookings', pipeline: [{ $match: { state: 'done' } }, { $project: { _id: 1 } }] },
      },
    ],
    [{ _id: 1 }, { _id: 'y' }],
  ],
  [
    '$facet',
    [
      {
        $facet: {
          n: [{ $count: 'n' }],
          top: [{ $sort: { pay: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
        },
      },
    ],
    [{ n: [{ n: 4 }], top: [{ _id: 2 }] }],
  ],
  [
    '$addFields with conditions',
    [
      { $match: { _id: 2 } },
      { $addFields: { kind: { $cond: [{ $gte: ['$pay', 250] }, 'good', 'poor'] }, n: { $size: '$tags' } } },
      { $project: { kind: 1, n: 1 } },
    ],
    [{ _id: 2, kind: 'good', n: 1 }],
  ],
  [
    '$expr on dates and ids',
    [
      { $match: { $expr: { $and: [{ $gt: ['$at', day(1)] }, { $eq: ['$region', KARUO] }] } } },
      { $project: { _id: 1 } },
    ],
    [{ _id: 2 }],
  ],
  [
    '$sum over an array',
    [{ $match: { _id: 1 } }, { $project: { n: { $sum: '$shifts.n' } } }],
    [{ _id: 1, n: 5 }],
  ],
  [
    '$replaceRoot',
    [
      { $match: { _id: 1 } },
      { $unwind: '$shifts' },
      { $replaceRoot: { newRoot: '$shifts' } },
      { $sort: { n: 1 } },
    ],
    [{ n: 2 }, { n: 3 }],
  ],
  [
    '$dateToString in a zone',
    [
      { $match: { _id: 1 } },
      { $project: { d: { $dateToString: { date: '$at', format: '%Y-%m-%d %H', timezone: '+08:00' } } } },
    ],
    [{ _id: 1, d: '2026-01-01 08' }],
  ],
  [
    '$sortByCount',
    [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
    [
      { _id: 'b', count: 2 },
      { _id: 'a', count: 1 },
    ],
  ],
  [
    '$bucket',
    [
      { $match: { pay: { $ne: null } } },
      { $bucket: { groupBy: '$pay', boundaries: [100, 200, 400], output: { n: { $sum: 1 } } } },
    ],
    [
      { _id: 100, n: 1 },
      { _id: 200, n: 2 },
    ],
  ],
  [
    '$mergeObjects and $arrayElemAt',
    [
      { $match: { _id: 1 } },
      { $project: { m: { $mergeObjects: [{ a: 1 }, { $arrayElemAt: ['$shifts', 0] }] } } },
    ],
    [{ _id: 1, m: { a: 1, n: 2 } }],
  ],
  [
    '$filter and $map',
    [
      { $match: { _id: 1 } },
      {
        $project: {
          f: { $filter: { input: '$shifts', as: 's', cond: { $gt: ['$$s.n', 2] } } },
          m: { $map: { input: '$shifts', as: 's', in: { $multiply: ['$$s.n', 2] } } },
        },
      },
    ],
    [{ _id: 1, f: [{ n: 3 }], m: [4, 6] }],
  ],
  [
    '$project with $slice and a missing field',
    [{ $match: { _id: 1 } }, { $project: { tags: { $slice: ['$tags', 1] }, x: '$none' } }],
    [{ _id: 1, tags: ['a'] }],
  ],
  [
    '$addFields into the documents of an array, and $$REMOVE',
    [
      { $match: { _id: 1 } },
      { $addFields: { 'shifts.x': 1, pay: '$$REMOVE' } },
      { $project: { shifts: 1, pay: 1 } },
    ],
    [
      {
        _id: 1,
        shifts: [
          { n: 2, x: 1 },
          { n: 3, x: 1 },
        ],
      },
    ],
  ],
  [
    'accumulators leave out what is missing',
    [
      { $group: { _id: null, t: { $push: '$shifts' }, s: { $addToSet: '$region' } } },
      { $project: { t: { $size: '$t' }, s: { $size: '$s' } } },
    ],
    [{ _id: null, t: 2, s: 3 }],
  ],
  [
    '$regexFind with a literal',
    [{ $match: { _id: 1 } }, { $project: { f: { $regexFind: { input: 'Hello', regex: /l+/ } } } }],
    [{ _id: 1, f: { match: 'll', idx: 2, captures: [] } }],
  ],
  [
    '$ifNull and $toString of an id',
    [{ $match: { _id: 1 } }, { $project: { p: { $ifNull: ['$none', 'x'] }, r: { $toString: '$region' } } }],
    [{ _id: 1, p: 'x', r: KARUO.toHexString() }],
  ],
];

test.each(PIPELINES)('%s', async (_name, pipeline, expected) => {
  expect(await gigs.aggregate(pipeline).toArray()).toEqual(expected);
});

const nested = (input: unknown) => ({ $map: { input, in: { $size: { $map: { input, in: 1 } } } } });
const doubled = (operator: string, initialValue: unknown) => ({
  $reduce: { input: { $range: [0, 40] }, initialValue, in: { [operator]: ['$$value', '$$value'] } },
});

describe('refused by name, not answered wrongly', () => {
  const REFUSED: [name: string, pipeline: Document[], message: RegExp][] = [
    ['a change stream', [{ $changeStream: {} }], /\$changeStream/],
    ['an unknown stage', [{ $nonsense: {} }], /\$nonsense/],
    ['$where', [{ $match: { $where: 'true' } }], /\$where/],
    ['$text', [{ $match: { $text: { $search: 'x' } } }], /\$text/],
    ['a stage within $facet', [{ $facet: { a: [{ $out: 'x' }] } }], /\$out/],
    [
      '$function',
      [{ $project: { x: { $function: { body: 'return 1', args: [], lang: 'js' } } } }],
      /function/i,
    ],
    [
      'an expression that would stall the others',
      [{ $project: { x: nested({ $range: [0, 10_000] }) } }],
      /steps/,
    ],
    ['a list that doubles', [{ $project: { x: doubled('$concatArrays', [1]) } }], /memory/],
    ['a text that doubles', [{ $project: { x: doubled('$concat', 'x') } }], /characters/],
  ];
  test.runIf(!process.env.MONGODB_URL).each(REFUSED)('%s', async (_name, pipeline, message) => {
    const error = await failure(gigs.aggregate(pipeline).toArray());
    expect(error.message).toMatch(message);
    expect(error.code).toBeTypeOf('number');
  });
  test.runIf(!process.env.MONGODB_URL).each([
    ['an unknown command', { nonsense: 1 }, 59],
    ['an unknown option', { find: 'gigs', nonsense: 1 }, 40415],
    ['a collation', { find: 'gigs', collation: { locale: 'zh' } }, 115],
    ['a tailable cursor', { find: 'gigs', tailable: true }, 2],
    ['a capped collection', { create: 'x', capped: true, size: 1 }, 115],
    ['a text index', { createIndexes: 'gigs', indexes: [{ key: { a: 'text' }, name: 'a' }] }, 115],
    ['$near', { find: 'gigs', filter: { a: { $near: [0, 0] } } }, 291],
    ['a filter that is no document', { find: 'gigs', filter: 5 }, 14],
    ['an unknown operator', { find: 'gigs', filter: { a: { $nonsense: 1 } } }, 2],
  ] as [string, Document, number][])('%s', async (_name, command, code) => {
    expect(await failure(target.db.command(command))).toMatchObject({ code });
  });
});
