import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, double, int, long, openPipelines, sorted, text } from './pipelines.ts';

let pipelines: Awaited<ReturnType<typeof openPipelines>>;
beforeAll(async () => {
  pipelines = await openPipelines();
});
afterAll(() => pipelines.close());

const PIPELINES: Case[] = [
  // $group
  [
    '$group joins equal numbers and keeps the first',
    [sorted, { $group: { _id: '$k', n: { $sum: 1 } } }, { $sort: { n: 1 } }],
    [
      { _id: null, n: int(2) },
      { _id: int(1), n: int(3) },
    ],
  ],
  [
    'missing and null are one group, but not within a document',
    [{ $group: { _id: { k: '$k' } } }, { $match: { '_id.k': { $ne: 1 } } }, { $sort: { _id: 1 } }],
    [{ _id: {} }, { _id: { k: null } }],
  ],
  [
    'sums by type',
    [
      { $match: { _id: { $in: [1, 4, 5] } } },
      { $group: { _id: null, i: { $sum: '$v' }, none: { $sum: '$none' } } },
    ],
    [{ _id: null, i: long(2147483658), none: int(0) }],
  ],
  [
    'a sum with a double',
    [{ $group: { _id: null, s: { $sum: '$v' } } }],
    [{ _id: null, s: double(2147483665.5) }],
  ],
  [
    '$avg is a double',
    [{ $match: { _id: { $in: [1, 5] } } }, { $group: { _id: null, a: { $avg: '$v' } } }],
    [{ _id: null, a: double(5.5) }],
  ],
  ['$avg of nothing', [{ $group: { _id: null, a: { $avg: '$none' } } }], [{ _id: null, a: null }]],
  [
    '$min and $max keep types and skip missing',
    [{ $group: { _id: null, a: { $min: '$v' }, b: { $max: '$v' }, c: { $min: '$none' } } }],
    [{ _id: null, a: int(1), b: int(2147483647), c: null }],
  ],
  [
    '$first and $last',
    [sorted, { $group: { _id: null, a: { $first: '$v' }, b: { $last: '$k' } } }],
    [{ _id: null, a: int(10), b: null }],
  ],
  [
    '$push leaves out what is missing',
    [sorted, { $group: { _id: null, a: { $push: '$k' } } }],
    [{ _id: null, a: [int(1), double(1), long(1), null] }],
  ],
  [
    '$push of a document',
    [sorted, { $limit: 1 }, { $group: { _id: null, a: { $push: { v: '$v', w: '$none' } } } }],
    [{ _id: null, a: [{ v: int(10) }] }],
  ],
  [
    '$addToSet by equality',
    [sorted, { $group: { _id: null, a: { $addToSet: '$k' } } }, { $project: { n: { $size: '$a' } } }],
    [{ _id: null, n: int(2) }],
  ],
  ['$count as an accumulator', [{ $group: { _id: null, n: { $count: {} } } }], [{ _id: null, n: int(5) }]],
  ['a group of nothing', [{ $match: { v: -1 } }, { $group: { _id: null, n: { $sum: 1 } } }], []],
  ['$count', [{ $match: { k: 1 } }, { $count: 'n' }], [{ n: int(3) }]],
];

test.each(PIPELINES)('%s', async (_name, pipeline, expected) => {
  expect(text(await pipelines.run(pipeline))).toBe(text(expected));
});
