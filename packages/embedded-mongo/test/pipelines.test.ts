import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Case, dec, double, ids, int, long, only, openPipelines, sorted, text } from './pipelines.ts';
import { failure } from './target.ts';

let pipelines: Awaited<ReturnType<typeof openPipelines>>;
beforeAll(async () => {
  pipelines = await openPipelines();
});
afterAll(() => pipelines.close());

const lookupInOrder = {
  $lookup: {
    from: 'other',
    localField: 'k',
    foreignField: 'ref',
    pipeline: [{ $sort: { _id: 1 } }],
    as: 'o',
  },
};

const PIPELINES: Case[] = [
  [
    'types stay through stages that compute',
    [only(2), { $addFields: { x: 1 } }, { $project: { k: 1, v: 1, d: 1 } }],
    [{ _id: int(2), k: double(1), v: double(2.5), d: dec('2') }],
  ],
  // $unwind
  [
    '$unwind',
    [{ $unwind: '$t' }, { $project: { t: 1 } }, { $sort: { _id: 1, t: 1 } }],
    [
      { _id: int(1), t: 'x' },
      { _id: int(1), t: 'y' },
      { _id: int(4), t: 'z' },
    ],
  ],
  [
    '$unwind with all options',
    [
      { $unwind: { path: '$t', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
      { $project: { t: 1, i: 1 } },
      { $sort: { _id: 1, i: 1 } },
    ],
    [
      { _id: int(1), t: 'x', i: long(0) },
      { _id: int(1), t: 'y', i: long(1) },
      { _id: int(2), i: null },
      { _id: int(3), t: null, i: null },
      { _id: int(4), t: 'z', i: null },
      { _id: int(5), i: null },
    ],
  ],
  // $project
  [
    'inclusion goes into documents of lists',
    [only(3), { $project: { 's.a': 1 } }],
    [{ _id: int(3), s: [{ a: int(3) }, { a: int(4) }] }],
  ],
  [
    'exclusion keeps what is no document',
    [only(3), { $project: { 's.a': 0, k: 0, v: 0, t: 0 } }],
    [{ _id: int(3), s: [{ b: int(1) }, int(7), {}] }],
  ],
  [
    'a computed field in a list',
    [only(3), { $project: { s: { c: '$v' } } }],
    [{ _id: int(3), s: [{ c: long(5) }, { c: long(5) }, { c: long(5) }] }],
  ],
  [
    'nested and dotted are the same',
    [only(1), { $project: { _id: 0, s: { a: 1 } } }],
    [{ s: { a: int(1) } }],
  ],
  [
    'a field computed to missing is left out',
    [only(1), { $project: { _id: 0, x: '$none', y: '$v' } }],
    [{ y: int(10) }],
  ],
  [
    'literals of a projection',
    [only(1), { $project: { _id: 0, a: { $literal: 1 }, b: 'text', c: ['$v', 1] } }],
    [{ a: int(1), b: 'text', c: [int(10), int(1)] }],
  ],
  ['_id alone off', [only(5), { $project: { _id: 0 } }], [{ v: int(1) }]],
  [
    '$addFields replaces in place',
    [only(5), { $addFields: { v: { $add: ['$v', 1] }, 'x.y': 1 } }],
    [{ _id: int(5), v: int(2), x: { y: int(1) } }],
  ],
  ['$unset', [only(1), { $unset: ['t', 's.a', 'd', 'k'] }], [{ _id: int(1), v: int(10), s: { b: int(2) } }]],
  ['$replaceRoot', [only(1), { $replaceRoot: { newRoot: { a: '$s.a', z: 1 } } }], [{ a: int(1), z: int(1) }]],
  ['$replaceWith', [only(1), { $replaceWith: '$s' }], [{ a: int(1), b: int(2) }]],
  // Order
  [
    '$sort, $skip, $limit after a computed stage',
    [{ $addFields: { w: { $multiply: ['$v', -1] } } }, { $sort: { w: 1 } }, { $skip: 1 }, { $limit: 2 }, ids],
    [{ _id: int(1) }, { _id: int(3) }],
  ],
  [
    '$limit, then $sort',
    [sorted, { $limit: 2 }, { $sort: { _id: -1 } }, ids],
    [{ _id: int(2) }, { _id: int(1) }],
  ],
  [
    '$match on a computed field',
    [{ $addFields: { w: { $type: '$v' } } }, { $match: { w: 'double' } }, ids],
    [{ _id: int(2) }],
  ],
  ['$match after $project on a field that is gone', [{ $project: { v: 1 } }, { $match: { k: 1 } }], []],
  ['$match after $unwind', [{ $unwind: '$t' }, { $match: { t: 'x' } }, ids], [{ _id: int(1) }]],
  [
    '$match before $unwind in effect',
    [{ $unwind: '$t' }, { $match: { _id: 1 } }, { $count: 'n' }],
    [{ n: int(2) }],
  ],
  [
    '$match after $group',
    [{ $group: { _id: '$k', n: { $sum: 1 } } }, { $match: { n: { $gt: 2 } } }],
    [{ _id: int(1), n: int(3) }],
  ],
  [
    '$match with $expr of types',
    [{ $match: { $expr: { $eq: [{ $type: '$k' }, 'long'] } } }, ids],
    [{ _id: int(3) }],
  ],
  ['$expr does not look into lists', [{ $match: { $expr: { $eq: ['$t', 'x'] } } }, ids], []],
  ['$expr tells missing from null', [{ $match: { $expr: { $eq: ['$k', null] } } }, ids], [{ _id: int(4) }]],
  // Other collections
  [
    '$lookup matches elements of lists on both sides',
    [only(1), lookupInOrder, { $project: { o: '$o._id' } }],
    [{ _id: int(1), o: ['a', 'b'] }],
  ],
  [
    '$lookup of null and missing',
    [only(5), lookupInOrder, { $project: { o: '$o._id' } }],
    [{ _id: int(5), o: ['c', 'd'] }],
  ],
  [
    '$lookup of a list',
    [only(1), { $project: { k: [1, 2, { x: 1 }] } }, lookupInOrder, { $project: { o: '$o._id' } }],
    [{ _id: int(1), o: ['a', 'b', 'e'] }],
  ],
  [
    '$lookup with let and an expression',
    [
      only(1),
      {
        $lookup: {
          from: 'other',
          let: { k: '$k', none: '$none' },
          pipeline: [
            { $match: { $expr: { $eq: ['$ref', '$$k'] } } },
            { $project: { k: '$$k', none: '$$none' } },
          ],
          as: 'o',
        },
      },
      { $project: { o: 1 } },
    ],
    [{ _id: int(1), o: [{ _id: 'a', k: int(1) }] }],
  ],
  [
    '$lookup with fields and a pipeline',
    [
      only(1),
      {
        $lookup: {
          from: 'other',
          localField: 'k',
          foreignField: 'ref',
          let: { v: '$v' },
          pipeline: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { v: '$$v' } }],
          as: 'o.p',
        },
      },
      { $project: { o: 1 } },
    ],
    [{ _id: int(1), o: { p: [{ _id: 'b', v: int(10) }] } }],
  ],
  [
    '$lookup within $lookup',
    [
      only(1),
      {
        $lookup: {
          from: 'other',
          pipeline: [
            { $match: { _id: 'a' } },
            {
              $lookup: {
                from: 'data',
                localField: 'ref',
                foreignField: '_id',
                pipeline: [{ $project: { v: 1 } }],
                as: 'd',
              },
            },
          ],
          as: 'o',
        },
      },
      { $project: { o: 1 } },
    ],
    [{ _id: int(1), o: [{ _id: 'a', ref: int(1), n: int(1), d: [{ _id: int(1), v: int(10) }] }] }],
  ],
  [
    '$lookup in a collection that is not there',
    [
      only(1),
      { $lookup: { from: 'nowhere', localField: 'k', foreignField: 'x', as: 'o' } },
      { $project: { o: 1 } },
    ],
    [{ _id: int(1), o: [] }],
  ],
];

test.each(PIPELINES)('%s', async (_name, pipeline, expected) => {
  expect(text(await pipelines.run(pipeline))).toBe(text(expected));
});

describe("refused with MongoDB's code", () => {
  const ERRORS: [name: string, pipeline: Document[], code: number][] = [
    ['an unknown stage', [{ $nonsense: 1 }], 40324],
    ['two stages in one', [{ $match: {}, $limit: 1 }], 40323],
    ['$group without _id', [{ $group: { n: { $sum: 1 } } }], 15955],
    ['$group of no document', [{ $group: 1 }], 15947],
    ['a field of $group that is no accumulator', [{ $group: { _id: 1, a: '$v' } }], 40234],
    ['an unknown accumulator', [{ $group: { _id: 1, a: { $nonsense: 1 } } }], 15952],
    ['a dotted field of $group', [{ $group: { _id: 1, 'a.b': { $sum: 1 } } }], 40235],
    ['$project of nothing', [{ $project: {} }], 51272],
    ['inclusion in an exclusion', [{ $project: { a: 0, b: 1 } }], 31253],
    ['exclusion in an inclusion', [{ $project: { a: 1, b: 0 } }], 31254],
    ['an expression in an exclusion', [{ $project: { a: 0, b: '$v' } }], 31252],
    ['paths that meet', [{ $project: { a: 1, 'a.b': 1 } }], 31249],
    ['$limit 0', [{ $limit: 0 }], 15958],
    ['$skip -1', [{ $skip: -1 }], 5107200],
    ['$sort of nothing', [{ $sort: {} }], 15976],
    ['$unwind without $', [{ $unwind: 't' }], 28818],
    ['$count of an empty name', [{ $count: '' }], 40157],
    ['$match of no document', [{ $match: 1 }], 15959],
    ['$replaceRoot by a number', [{ $replaceRoot: { newRoot: '$v' } }], 40228],
    ['an unknown argument to $lookup', [{ $lookup: { from: 'other', as: 'o', nonsense: 1 } }], 9],
    ['$lookup with half of the fields', [{ $lookup: { from: 'other', as: 'o', localField: 'a' } }], 9],
    ['an unknown variable', [{ $match: { $expr: '$$nobody' } }], 17276],
  ];
  test.each(ERRORS)('%s', async (_name, pipeline, code) => {
    expect(await failure(pipelines.collection('data').aggregate(pipeline).toArray())).toMatchObject({ code });
  });
});
