import type { Collection, Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, DINGQING, day, KARUO, openGigs } from './gigs.ts';

let target: Awaited<ReturnType<typeof openGigs>>['target'];
let gigs: Collection<Document>;
beforeAll(async () => {
  ({ target, gigs } = await openGigs());
});
afterAll(() => target.close());

const PIPELINES: Case[] = [
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
    'accumulators leave out what is missing',
    [
      { $group: { _id: null, t: { $push: '$shifts' }, s: { $addToSet: '$region' } } },
      { $project: { t: { $size: '$t' }, s: { $size: '$s' } } },
    ],
    [{ _id: null, t: 2, s: 3 }],
  ],
];

test.each(PIPELINES)('%s', async (_name, pipeline, expected) => {
  expect(await gigs.aggregate(pipeline).toArray()).toEqual(expected);
});
