import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, dec, double, int, long, openPipelines, sorted, text } from './pipelines.ts';

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
      { $group: { _id: null, i: { $sum: '$v' }, d: { $sum: '$d' } } },
    ],
    [{ _id: null, i: long(2147483658), d: dec('1.5') }],
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
  ['$avg of decimals', [{ $group: { _id: null, a: { $avg: '$d' } } }], [{ _id: null, a: dec('1.75') }]],
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
  [
    '$mergeObjects in a group',
    [{ $match: { _id: { $lte: 2 } } }, sorted, { $group: { _id: null, m: { $mergeObjects: '$s' } } }],
    [{ _id: null, m: { a: int(2), b: int(2) } }],
  ],
  [
    '$stdDevSamp',
    [{ $match: { _id: { $in: [1, 5] } } }, { $group: { _id: null, d: { $stdDevPop: '$v' } } }],
    [{ _id: null, d: double(4.5) }],
  ],
  [
    '$top and $bottom',
    [
      {
        $group: {
          _id: null,
          t: { $top: { sortBy: { v: -1 }, output: '$_id' } },
          b: { $bottom: { sortBy: { v: -1 }, output: ['$_id', '$v'] } },
        },
      },
    ],
    [{ _id: null, t: int(4), b: [int(5), int(1)] }],
  ],
  [
    '$topN and $bottomN',
    [
      {
        $group: {
          _id: null,
          t: { $topN: { n: 2, sortBy: { v: 1 }, output: '$_id' } },
          b: { $bottomN: { n: 2, sortBy: { v: 1 }, output: '$_id' } },
        },
      },
    ],
    [{ _id: null, t: [int(5), int(2)], b: [int(1), int(4)] }],
  ],
  [
    '$firstN, $lastN, $minN, $maxN',
    [
      sorted,
      {
        $group: {
          _id: null,
          a: { $firstN: { input: '$_id', n: 2 } },
          b: { $lastN: { input: '$_id', n: 2 } },
          c: { $minN: { input: '$v', n: 2 } },
          d: { $maxN: { input: '$v', n: 2 } },
        },
      },
    ],
    [
      {
        _id: null,
        a: [int(1), int(2)],
        b: [int(4), int(5)],
        c: [int(1), double(2.5)],
        d: [int(2147483647), int(10)],
      },
    ],
  ],
  ['a group of nothing', [{ $match: { v: -1 } }, { $group: { _id: null, n: { $sum: 1 } } }], []],
  ['$count', [{ $match: { k: 1 } }, { $count: 'n' }], [{ n: int(3) }]],
  [
    '$sortByCount',
    [{ $sortByCount: '$k' }],
    [
      { _id: int(1), count: int(3) },
      { _id: null, count: int(2) },
    ],
  ],
  [
    '$bucket',
    [
      {
        $bucket: {
          groupBy: '$v',
          boundaries: [0, 3, 20],
          default: 'more',
          output: { n: { $sum: 1 }, ids: { $push: '$_id' } },
        },
      },
    ],
    [
      { _id: int(0), n: int(2), ids: [int(2), int(5)] },
      { _id: int(3), n: int(2), ids: [int(1), int(3)] },
      { _id: 'more', n: int(1), ids: [int(4)] },
    ],
  ],
];

test.each(PIPELINES)('%s', async (_name, pipeline, expected) => {
  expect(text(await pipelines.run(pipeline))).toBe(text(expected));
});
