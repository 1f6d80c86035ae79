import { type Collection, Decimal128, type Document, Double, Int32, Long, ObjectId } from 'mongodb';
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

const one = (update: Document | Document[], options?: Document) => ({ update, options });
type Case = [name: string, before: Document, ReturnType<typeof one>, after: Document, filter?: Document];

const UPDATES: Case[] = [
  ['$set, new and nested', { a: 1 }, one({ $set: { a: 2, 'b.c': 3 } }), { a: 2, b: { c: 3 } }],
  [
    '$set into an array and past its end',
    { l: [1, 2] },
    one({ $set: { 'l.0': 9, 'l.4': 5 } }),
    { l: [9, 2, null, null, 5] },
  ],
  [
    '$unset',
    { a: 1, b: { c: 1, d: 2 }, l: [1, 2] },
    one({ $unset: { a: '', 'b.c': '', 'l.0': '', none: '' } }),
    { b: { d: 2 }, l: [null, 2] },
  ],
  [
    '$inc, also of what is not there',
    { a: 1 },
    one({ $inc: { a: 2, b: -1, 'c.d': 1.5 } }),
    { a: 3, b: -1, c: { d: 1.5 } },
  ],
  [
    '$min and $max',
    { a: 5, b: 5 },
    one({ $min: { a: 3, c: 1 }, $max: { b: 9, a2: 1 } }),
    { a: 3, b: 9, a2: 1, c: 1 },
  ],
  ['$rename', { a: 1, b: { c: 2 } }, one({ $rename: { a: 'x', 'b.c': 'b.d' } }), { b: { d: 2 }, x: 1 }],
  ['$push', { l: [1] }, one({ $push: { l: 2, m: 3 } }), { l: [1, 2], m: [3] }],
  [
    '$push with $each, $position',
    { l: [1, 2] },
    one({ $push: { l: { $each: [8, 9], $position: 1 } } }),
    { l: [1, 8, 9, 2] },
  ],
  [
    '$push with $sort and $slice',
    { l: [{ s: 3 }, { s: 1 }] },
    one({ $push: { l: { $each: [{ s: 2 }], $sort: { s: -1 }, $slice: 2 } } }),
    { l: [{ s: 3 }, { s: 2 }] },
  ],
  [
    '$push with a negative $slice',
    { l: [1, 2] },
    one({ $push: { l: { $each: [3], $slice: -2 } } }),
    { l: [2, 3] },
  ],
  [
    '$addToSet',
    { l: [1, { a: 1 }] },
    one({ $addToSet: { l: { $each: [1, 2, { a: 1 }] } } }),
    { l: [1, { a: 1 }, 2] },
  ],
  ['$pop', { l: [1, 2, 3], m: [1, 2] }, one({ $pop: { l: 1, m: -1 } }), { l: [1, 2], m: [2] }],
  [
    '$pull by value and by condition',
    { l: [1, 5, 1], m: [{ a: 1, b: 2 }, { a: 3 }], n: [1, 5, 9] },
    one({ $pull: { l: 1, m: { a: 1 }, n: { $gte: 5 } } }),
    { l: [5], m: [{ a: 3 }], n: [1] },
  ],
  ['$pullAll', { l: [1, 2, 3, 1] }, one({ $pullAll: { l: [1, 3] } }), { l: [2] }],
  ['the positional $', { l: [1, 2, 3] }, one({ $set: { 'l.$': 9 } }), { l: [1, 9, 3] }, { l: 2 }],
  [
    'the positional $ in documents',
    {
      l: [
        { k: 'a', n: 1 },
        { k: 'b', n: 2 },
      ],
    },
    one({ $inc: { 'l.$.n': 5 } }),
    {
      l: [
        { k: 'a', n: 1 },
        { k: 'b', n: 7 },
      ],
    },
    { 'l.k': 'b' },
  ],
  [
    'the positional $ with $elemMatch',
    {
      l: [
        { k: 'b', n: 1 },
        { k: 'b', n: 2 },
      ],
    },
    one({ $set: { 'l.$.x': 1 } }),
    {
      l: [
        { k: 'b', n: 1 },
        { k: 'b', n: 2, x: 1 },
      ],
    },
    { l: { $elemMatch: { k: 'b', n: { $gt: 1 } } } },
  ],
  [
    'names that begin with $, below the document itself',
    { a: { b: 1, $n: 1, $x: 1 }, l: [{}], $top: { $x: 1, y: 1 } },
    one({
      $set: { 'a.$set.$c': 2, 'l.$[].$*._id': 3, 'a.$[x': 4, '$top.$x': 5 },
      $inc: { 'a.$n': 1 },
      $unset: { 'a.$x': 1 },
      $rename: { 'a.b': 'a.$b' },
    }),
    { a: { $n: 2, $set: { $c: 2 }, '$[x': 4, $b: 1 }, l: [{ '$*': { _id: 3 } }], $top: { $x: 5, y: 1 } },
  ],
  ['$unset of a name that begins with $', { a: 1, $b: 1 }, one({ $unset: { $b: 1 } }), { a: 1 }],
  ['$[]', { l: [1, 2] }, one({ $inc: { 'l.$[]': 1 } }), { l: [2, 3] }],
  [
    '$[name] of documents',
    {
      l: [
        { g: 1, v: 1 },
        { g: 2, v: 1 },
      ],
    },
    one({ $set: { 'l.$[e].v': 9 } }, { arrayFilters: [{ 'e.g': { $gte: 2 } }] }),
    {
      l: [
        { g: 1, v: 1 },
        { g: 2, v: 9 },
      ],
    },
  ],
  [
    '$[name] of values',
    { l: [1, 5, 9] },
    one({ $set: { 'l.$[e]': 0 } }, { arrayFilters: [{ e: { $gte: 5 } }] }),
    { l: [1, 0, 0] },
  ],
  [
    'a pipeline',
    { a: 1, b: 2 },
    one([{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }]),
    { b: 2, c: 3 },
  ],
  [
    'a conditional pipeline',
    { n: 3, state: 'open' },
    one([{ $set: { state: { $cond: [{ $lte: ['$n', 3] }, 'full', '$state'] } } }]),
    { n: 3, state: 'full' },
  ],
];

test.each(UPDATES)('update: %s', async (_name, before, { update, options }, after, filter = {}) => {
  await collection.insertOne({ _id: 1 as never, ...before });
  const result = await collection.updateOne(filter, update as Document, options);
  expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0 });
  expect(await collection.findOne()).toEqual({ _id: 1, ...after });
});

const REFUSED: [name: string, update: Document | Document[], code: number, options?: Document][] = [
  ['an unknown operator', { $nope: { a: 1 } }, 9],
  ['two changes of one field', { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ['a field and its parent', { $set: { 'o.x': 1, o: {} } }, 40],
  ['another _id', { $set: { _id: 2 } }, 66],
  ['$inc of a text', { $inc: { s: 1 } }, 14],
  ['$push to what is no array', { $push: { a: 1 } }, 2],
  ['a path through a number', { $set: { 'a.b': 1 } }, 28],
  ['$ without a match', { $set: { 'l.$': 1 } }, 2],
  ['$[e] without a filter', { $set: { 'l.$[e]': 1 } }, 2],
  ['a filter that is not used', { $set: { a: 1 } }, 9, { arrayFilters: [{ e: 1 }] }],
];

test.each(REFUSED)('refused: %s', async (_name, update, code, options) => {
  const before = { _id: 1 as never, a: 1, s: 'x', l: [1], o: {} };
  await collection.insertOne(before);
  expect(await failure(collection.updateOne({}, update as Document, options))).toMatchObject({ code });
  expect(await collection.findOne()).toEqual(before);
});

describe('number types survive and widen as MongoDB has it', () => {
  const CASES: [name: string, value: unknown, update: Document, type: string, text: string][] = [
    ['int + int', new Int32(1), { $inc: { v: new Int32(2) } }, 'int', '3'],
    ['int overflows to long', new Int32(2147483647), { $inc: { v: new Int32(1) } }, 'long', '2147483648'],
    ['long + int', Long.fromNumber(1), { $inc: { v: new Int32(2) } }, 'long', '3'],
    [
      'long beyond 2^53 is exact',
      Long.fromString('9007199254740993'),
      { $inc: { v: new Int32(2) } },
      'long',
      '9007199254740995',
    ],
    ['double + int', new Double(1), { $inc: { v: new Int32(2) } }, 'double', '3'],
    ['untouched double', new Double(4), { $set: { other: 1 } }, 'double', '4'],
    ['untouched long', Long.fromNumber(4), { $set: { other: 1 } }, 'long', '4'],
    ['untouched decimal', Decimal128.fromString('1.50'), { $set: { other: 1 } }, 'decimal', '1.50'],
  ];
  test.each(CASES)('%s', async (_name, v, update, type, text) => {
    await collection.insertOne({ v });
    await collection.updateOne({}, update);
    const found = await collection.findOne({ v: { $type: type as never } }, { promoteValues: false });
    expect(String(found?.v)).toBe(text);
  });
});
