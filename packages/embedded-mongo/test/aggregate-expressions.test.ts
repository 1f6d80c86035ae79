import type { Collection, Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, day, KARUO, openGigs } from './gigs.ts';

let target: Awaited<ReturnType<typeof openGigs>>['target'];
let gigs: Collection<Document>;
beforeAll(async () => {
  ({ target, gigs } = await openGigs());
});
afterAll(() => target.close());

const PIPELINES: Case[] = [
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
    '$dateToString in a zone',
    [
      { $match: { _id: 1 } },
      { $project: { d: { $dateToString: { date: '$at', format: '%Y-%m-%d %H', timezone: '+08:00' } } } },
    ],
    [{ _id: 1, d: '2026-01-01 08' }],
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
