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
    '$map',
    [
      { $match: { _id: 1 } },
      {
        $project: {
          m: { $map: { input: '$shifts', as: 's', in: { $multiply: ['$$s.n', 2] } } },
        },
      },
    ],
    [{ _id: 1, m: [4, 6] }],
  ],
  [
    '$project with an element and a missing field',
    [{ $match: { _id: 1 } }, { $project: { tags: { $arrayElemAt: ['$tags', 0] }, x: '$none' } }],
    [{ _id: 1, tags: 'a' }],
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
    '$ifNull',
    [{ $match: { _id: 1 } }, { $project: { p: { $ifNull: ['$none', 'x'] } } }],
    [{ _id: 1, p: 'x' }],
  ],
];

test.each(PIPELINES)('%s', async (_name, pipeline, expected) => {
  expect(await gigs.aggregate(pipeline).toArray()).toEqual(expected);
});
