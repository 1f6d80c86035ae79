import { BSON, type Document, Double, Int32, Long } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failure, openTarget } from './target.ts';

let target: Awaited<ReturnType<typeof openTarget>>;
const int = (n: number) => new Int32(n);
const double = (n: number) => new Double(n);
const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const collection = (name: string) => target.db.collection<Document>(name);
beforeAll(async () => {
  target = await openTarget();
  await collection('sales').insertMany([
    { _id: 1 as never, shop: 'a', at: day(1), n: 10, score: 5 },
    { _id: 2 as never, shop: 'a', at: day(2), n: 20, score: 5 },
    { _id: 3 as never, shop: 'a', at: day(4), n: 30, score: 7 },
    { _id: 4 as never, shop: 'b', at: day(1), n: 1, score: 1 },
    { _id: 5 as never, shop: 'b', at: day(3), n: null, score: 2 },
    { _id: 6 as never, shop: 'b', at: day(5), n: 5, score: 2 },
  ]);
  await collection('people').insertMany([
    { _id: 1 as never, name: 'A', boss: null },
    { _id: 2 as never, name: 'B', boss: 'A' },
    { _id: 3 as never, name: 'C', boss: 'B' },
    { _id: 4 as never, name: 'D', boss: ['B', 'C'] },
    { _id: 5 as never, name: 'E', boss: 'E' },
  ]);
});
afterAll(() => target.close());

const text = (value: unknown) => BSON.EJSON.stringify({ value }, { relaxed: false });
const windows = (output: Document, sortBy: Document | null = { at: 1 }) => [
  { $setWindowFields: { partitionBy: '$shop', ...(sortBy && { sortBy }), output } },
  { $sort: { _id: 1 } },
  { $group: { _id: null, r: { $push: '$r' } } },
  { $project: { _id: 0 } },
];
const graph = (spec: Document) => [
  { $match: { name: 'D' } },
  {
    $graphLookup: {
      from: 'people',
      startWith: '$boss',
      connectFromField: 'boss',
      connectToField: 'name',
      as: 'r',
      ...spec,
    },
  },
  { $project: { _id: 0, r: { $sortArray: { input: '$r', sortBy: { _id: 1 } } } } },
  { $project: { 'r.name': 1, 'r.depth': 1 } },
];

const CASES: [name: string, from: string, pipeline: Document[], expected: Document[]][] = [
  [
    'a sum so far',
    'sales',
    windows({ r: { $sum: '$n', window: { documents: ['unbounded', 'current'] } } }),
    [{ r: [10, 30, 60, 1, 1, 6].map(int) }],
  ],
  [
    'the whole partition',
    'sales',
    windows({ r: { $max: '$n' } }, null),
    [{ r: [30, 30, 30, 5, 5, 5].map(int) }],
  ],
  [
    'a moving average of documents',
    'sales',
    windows({ r: { $avg: '$n', window: { documents: [-1, 0] } } }),
    [{ r: [10, 15, 25, 1, 1, 5].map(double) }],
  ],
  [
    'a range of days',
    'sales',
    windows({ r: { $sum: '$n', window: { range: [-1, 0], unit: 'day' } } }),
    [{ r: [10, 30, 30, 1, 0, 5].map(int) }],
  ],
  [
    'a range of numbers',
    'sales',
    windows({ r: { $count: {}, window: { range: ['current', 1] } } }, { score: 1 }),
    [{ r: [2, 2, 1, 3, 2, 2].map(int) }],
  ],
  [
    'what is after',
    'sales',
    windows({ r: { $push: '$_id', window: { documents: [1, 'unbounded'] } } }),
    [{ r: [[int(2), int(3)], [int(3)], [], [int(5), int(6)], [int(6)], []] }],
  ],
  [
    'lists that grow',
    'sales',
    windows({ r: { $push: '$_id', window: { documents: ['unbounded', 'current'] } } }),
    [{ r: [[1], [1, 2], [1, 2, 3], [4], [4, 5], [4, 5, 6]].map((list) => list.map(int)) }],
  ],
  ['$documentNumber', 'sales', windows({ r: { $documentNumber: {} } }), [{ r: [1, 2, 3, 1, 2, 3].map(int) }]],
  ['$rank', 'sales', windows({ r: { $rank: {} } }, { score: 1 }), [{ r: [1, 1, 3, 1, 2, 2].map(int) }]],
  [
    '$denseRank',
    'sales',
    windows({ r: { $denseRank: {} } }, { score: 1 }),
    [{ r: [1, 1, 2, 1, 2, 2].map(int) }],
  ],
  [
    '$shift',
    'sales',
    windows({ r: { $shift: { output: '$_id', by: -1, default: 'none' } } }),
    [{ r: ['none', int(1), int(2), 'none', int(4), int(5)] }],
  ],
  ['$locf', 'sales', windows({ r: { $locf: '$n' } }), [{ r: [10, 20, 30, 1, 1, 5].map(int) }]],
  [
    '$linearFill',
    'sales',
    windows({ r: { $linearFill: '$n' } }),
    [{ r: [int(10), int(20), int(30), int(1), double(3), int(5)] }],
  ],
  [
    '$fill by method and value',
    'sales',
    [
      {
        $fill: {
          partitionByFields: ['shop'],
          sortBy: { at: 1 },
          output: { n: { method: 'locf' }, x: { value: '$_id' } },
        },
      },
      { $match: { _id: 5 } },
      { $project: { n: 1, x: 1 } },
    ],
    [{ _id: int(5), n: int(1), x: int(5) }],
  ],
  [
    '$densify of days',
    'sales',
    [
      { $match: { shop: 'b' } },
      {
        $densify: {
          field: 'at',
          partitionByFields: ['shop'],
          range: { step: 1, unit: 'day', bounds: 'partition' },
        },
      },
      { $project: { at: 1, shop: 1 } },
    ],
    [
      { _id: int(4), shop: 'b', at: day(1) },
      { shop: 'b', at: day(2) },
      { _id: int(5), shop: 'b', at: day(3) },
      { shop: 'b', at: day(4) },
      { _id: int(6), shop: 'b', at: day(5) },
    ],
  ],
  [
    '$densify between bounds',
    'sales',
    [
      { $match: { _id: 1 } },
      { $densify: { field: 'score', range: { step: 2, bounds: [1, 7] } } },
      { $project: { score: 1 } },
    ],
    [{ score: int(1) }, { score: int(3) }, { _id: int(1), score: int(5) }],
  ],
  [
    '$graphLookup',
    'people',
    graph({ depthField: 'depth' }),
    [
      {
        r: [
          { name: 'A', depth: Long.fromNumber(1) },
          { name: 'B', depth: Long.fromNumber(0) },
          { name: 'C', depth: Long.fromNumber(0) },
        ],
      },
    ],
  ],
  [
    '$graphLookup with a limit of depth',
    'people',
    graph({ maxDepth: 0 }),
    [{ r: [{ name: 'B' }, { name: 'C' }] }],
  ],
  [
    '$graphLookup with a condition',
    'people',
    graph({ restrictSearchWithMatch: { name: { $ne: 'B' } } }),
    [{ r: [{ name: 'C' }] }],
  ],
  [
    '$graphLookup in a circle',
    'people',
    [{ $match: { name: 'E' } }, ...graph({}).slice(1)],
    [{ r: [{ name: 'E' }] }],
  ],
];

test.each(CASES)('%s', async (_name, from, pipeline, expected) => {
  const found = await collection(from).aggregate(pipeline, { promoteValues: false }).toArray();
  expect(text(found)).toBe(text(expected));
});

describe('refused', () => {
  const ERRORS: [name: string, pipeline: Document[], code: number][] = [
    ['a rank without an order', windows({ r: { $rank: {} } }, null), 5371602],
    ['a rank with a window', windows({ r: { $rank: {}, window: {} } }), 5371601],
    ['a range without an order', windows({ r: { $sum: '$n', window: { range: [0, 1] } } }, null), 5339902],
    [
      'documents without an order',
      windows({ r: { $sum: '$n', window: { documents: [0, 1] } } }, null),
      5339901,
    ],
    ['a range over dates without a unit', windows({ r: { $sum: '$n', window: { range: [0, 1] } } }), 5429414],
    [
      '$graphLookup without as',
      [{ $graphLookup: { from: 'people', startWith: 1, connectFromField: 'a', connectToField: 'b' } }],
      40105,
    ],
  ];
  test.each(ERRORS)('%s', async (_name, pipeline, code) => {
    expect(await failure(collection('sales').aggregate(pipeline).toArray())).toMatchObject({ code });
  });
});
