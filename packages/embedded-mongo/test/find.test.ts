import {
  Binary,
  BSONRegExp,
  type Collection,
  Decimal128,
  type Document,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

const A = new ObjectId('65a000000000000000000001');
const B = new ObjectId('65a000000000000000000002');
const day = (n: number) => new Date(Date.UTC(2026, 0, n));

/** Documents by name; each filter lists the names that it must find, and so also what it must not. */
const MIXED: Document[] = [
  { _id: 'int', v: 5 },
  { _id: 'long', v: Long.fromNumber(7) },
  { _id: 'big', v: Long.fromString('9007199254740993') },
  { _id: 'double', v: 5.5 },
  { _id: 'whole', v: new Double(5) },
  { _id: 'decimal', v: Decimal128.fromString('6.25') },
  { _id: 'text', v: 'five' },
  { _id: 'empty', v: '' },
  { _id: 'null', v: null },
  { _id: 'missing' },
  { _id: 'true', v: true },
  { _id: 'false', v: false },
  { _id: 'id', v: A },
  { _id: 'date', v: day(2) },
  { _id: 'list', v: [5, 10, 'five'] },
  { _id: 'none', v: [] },
  { _id: 'doc', v: { a: 1, b: 2 } },
  { _id: 'nested', v: [{ a: 1, b: 2 }, { a: 3 }] },
  { _id: 'bytes', v: new Binary(Buffer.from([1, 2, 3])) },
  { _id: 'regex', v: new BSONRegExp('^f', 'i') },
];

const MIXED_FILTERS: [filter: Document, ids: string[]][] = [
  [{ v: 5 }, ['int', 'whole', 'list']],
  [{ v: Long.fromNumber(5) }, ['int', 'whole', 'list']],
  [{ v: 7 }, ['long']],
  [{ v: Long.fromString('9007199254740993') }, ['big']],
  [{ v: Long.fromString('9007199254740992') }, []],
  [{ v: 6.25 }, ['decimal']],
  [{ v: { $gt: 5 } }, ['long', 'big', 'double', 'decimal', 'list']],
  [{ v: { $gte: 5, $lt: 6 } }, ['int', 'double', 'whole', 'list']],
  [{ v: { $lte: Decimal128.fromString('5.5') } }, ['int', 'double', 'whole', 'list']],
  [{ v: { $gt: 'a' } }, ['text', 'list']],
  [{ v: 'five' }, ['text', 'list']],
  [{ v: null }, ['null', 'missing']],
  [{ v: { $ne: null } }, MIXED.map((doc) => doc._id).filter((id) => id !== 'null' && id !== 'missing')],
  [{ v: { $exists: false } }, ['missing']],
  [{ v: { $gte: null } }, ['null', 'missing']],
  [{ v: { $gt: null } }, []],
  [{ v: true }, ['true']],
  [{ v: { $lt: true } }, ['false']],
  [{ v: A }, ['id']],
  [{ v: { $in: [A, B, 'five', 7] } }, ['id', 'text', 'list', 'long']],
  [{ v: { $in: [null, false] } }, ['null', 'missing', 'false']],
  [{ v: { $in: [/^fi/] } }, ['text', 'list']],
  [
    { v: { $nin: [5, 'five', null] } },
    MIXED.map((doc) => doc._id).filter(
      (id) => !['int', 'whole', 'list', 'text', 'null', 'missing'].includes(id),
    ),
  ],
  [{ v: { $gt: day(1), $lt: day(3) } }, ['date']],
  [{ v: { $gt: day(2) } }, []],
  [{ v: [5, 10, 'five'] }, ['list']],
  [{ v: [10, 5, 'five'] }, []],
  [{ v: [] }, ['none']],
  [{ v: { $size: 0 } }, ['none']],
  [{ v: { $size: 2 } }, ['nested']],
  [{ v: { a: 1, b: 2 } }, ['doc', 'nested']],
  [{ v: { b: 2, a: 1 } }, []],
  [{ 'v.a': 1 }, ['doc', 'nested']],
  [{ 'v.a': 3 }, ['nested']],
  [{ 'v.1.a': 3 }, ['nested']],
  [{ 'v.0': 5 }, ['list']],
  [{ v: { $elemMatch: { a: 1, b: 2 } } }, ['nested']],
  [{ v: { $elemMatch: { a: 3, b: 2 } } }, []],
  [{ v: { $elemMatch: { $gt: 6, $lt: 11 } } }, ['list']],
  [{ v: { $elemMatch: { $gt: 5, $lt: 10 } } }, []],
  [{ v: { $all: [5, 'five'] } }, ['list']],
  [{ v: { $all: [{ $elemMatch: { a: 1 } }, { $elemMatch: { a: 3 } }] } }, ['nested']],
  [{ v: new Binary(Buffer.from([1, 2, 3])) }, ['bytes']],
  [{ v: new Binary(Buffer.from([1, 2, 4])) }, []],
  [{ v: /^FI/i }, ['text', 'list']],
  [{ v: { $regex: 'IVE$', $options: 'i' } }, ['text', 'list']],
  [
    { v: { $not: { $gt: 5 } } },
    MIXED.map((doc) => doc._id).filter((id) => !['long', 'big', 'double', 'decimal', 'list'].includes(id)),
  ],
  [{ v: { $type: 'int' } }, ['int', 'list']],
  [{ v: { $type: 'long' } }, ['long', 'big']],
  [{ v: { $type: 'number' } }, ['int', 'long', 'big', 'double', 'whole', 'decimal', 'list']],
  [{ v: { $type: ['string', 'bool'] } }, ['text', 'empty', 'true', 'false', 'list']],
  [{ v: { $type: 'objectId' } }, ['id']],
  [{ v: { $type: 'array' } }, ['list', 'none', 'nested']],
  [{ v: { $type: 'null' } }, ['null']],
  [{ v: { $mod: [5, 0] } }, ['int', 'double', 'whole', 'list']],
  [{ $or: [{ v: 7 }, { v: { $exists: false } }] }, ['long', 'missing']],
  [{ $nor: [{ v: { $exists: true } }] }, ['missing']],
  [{ $and: [{ v: { $gt: 1 } }, { v: { $lt: 6 } }] }, ['int', 'double', 'whole', 'list']],
  [{ _id: { $in: ['int', 'text'] }, v: { $gt: '' } }, ['text']],
  [{ $expr: { $eq: ['$v', 5] } }, ['int', 'whole']],
  [{ $expr: { $eq: ['$_id', 'text'] } }, ['text']],
];

const INDEXES: [name: string, keys: Document | undefined, options?: Document][] = [
  ['no index', undefined],
  ['an index on v', { v: 1 }],
  ['a descending index on v', { v: -1 }],
  ['a compound index', { v: 1, _id: -1 }],
];

describe.each(INDEXES)('filters with %s', (_name, keys) => {
  let collection: Collection<Document>;
  beforeAll(async () => {
    collection = target.db.collection(`mixed${JSON.stringify(keys ?? 0).replace(/[^a-z0-9_-]/gi, '')}`);
    await collection.insertMany(MIXED.map((doc) => ({ ...doc })));
    if (keys) await collection.createIndex(keys as never);
  });
  test.each(MIXED_FILTERS.map(([filter, ids]) => [JSON.stringify(filter), filter, ids] as const))(
    '%s',
    async (_text, filter, ids) => {
      const found = await collection.find(filter, { projection: { _id: 1 } }).toArray();
      expect(found.map((doc) => doc._id).sort()).toEqual([...ids].sort());
      expect(await collection.countDocuments(filter)).toBe(ids.length);
    },
  );
});

describe('sort', () => {
  const ORDER: unknown[] = [
    new MinKey(),
    null,
    -5.5,
    Long.fromNumber(-3),
    0,
    Decimal128.fromString('0.5'),
    7,
    'A',
    'a',
    'é',
    '\u{ffee}',
    '😀',
    { a: 1 },
    { a: 2 },
    { b: 1 },
    new Binary(Buffer.from([9])),
    new Binary(Buffer.from([1, 1])),
    A,
    B,
    false,
    true,
    day(1),
    day(2),
    new Timestamp({ t: 1, i: 1 }),
    new BSONRegExp('a', ''),
    new MaxKey(),
  ];
  test.each([
    ['in memory', undefined, 1],
    ['by an index', { v: 1 }, 1],
    ['backwards by an index', { v: 1 }, -1],
    ['by a descending index', { v: -1 }, 1],
  ])('of all types %s', async (name, keys, direction) => {
    const collection = target.db.collection<Document>(`sort ${name}`);
    const shuffled = ORDER.map((v, i) => ({ _id: i as never, v })).sort(
      (a, b) => ((Number(a._id) * 7) % 26) - ((Number(b._id) * 7) % 26),
    );
    await collection.insertMany(shuffled);
    if (keys) await collection.createIndex(keys as never);
    const found = await collection
      .find({})
      .sort({ v: direction as 1 | -1 })
      .toArray();
    const expected = ORDER.map((_, i) => i);
    expect(found.map((doc) => doc._id)).toEqual(direction === 1 ? expected : expected.reverse());
  });

  test('by the least element upwards and the greatest downwards', async () => {
    const collection = target.db.collection<Document>('arrays');
    await collection.insertMany([
      { _id: 'a' as never, v: [2, 9] },
      { _id: 'b' as never, v: [1, 3] },
      { _id: 'c' as never, v: 5 },
    ]);
    for (const index of [false, true]) {
      if (index) await collection.createIndex({ v: 1 });
      const ids = async (direction: 1 | -1) =>
        (await collection.find().sort({ v: direction }).toArray()).map((doc) => doc._id);
      expect(await ids(1)).toEqual(['b', 'a', 'c']);
      expect(await ids(-1)).toEqual(['a', 'c', 'b']);
    }
  });
});

describe('projection', () => {
  const DOC = {
    _id: 1 as never,
    a: 1,
    b: { c: 2, d: 3 },
    list: [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
    n: [1, 2, 3, 4],
  };
  const CASES: [projection: Document, expected: Document, filter?: Document][] = [
    [{ a: 1 }, { _id: 1, a: 1 }],
    [{ a: 1, _id: 0 }, { a: 1 }],
    [{ _id: 0 }, { a: 1, b: DOC.b, list: DOC.list, n: DOC.n }],
    [{ 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
    [
      { 'b.c': 0, list: 0, n: 0 },
      { _id: 1, a: 1, b: { d: 3 } },
    ],
    [{ 'list.x': 1 }, { _id: 1, list: [{ x: 1 }, { x: 3 }] }],
    [{ b: { d: 1 } }, { _id: 1, b: { d: 3 } }],
    [{ list: { $elemMatch: { x: 3 } } }, { _id: 1, list: [{ x: 3, y: 4 }] }],
    [{ 'list.$': 1 }, { _id: 1, list: [{ x: 3, y: 4 }] }, { 'list.x': 3 }],
    [
      { n: { $slice: -2 }, a: 1 },
      { _id: 1, a: 1, n: [3, 4] },
    ],
    [{ n: { $slice: [1, 2] }, _id: 0, a: 0, b: 0, list: 0 }, { n: [2, 3] }],
    [{ total: { $add: ['$a', '$b.c'] }, _id: 0 }, { total: 3 }],
    [{ missing: 1 }, { _id: 1 }],
  ];
  test.each(
    CASES.map(
      ([projection, expected, filter]) => [JSON.stringify(projection), projection, expected, filter] as const,
    ),
  )('%s', async (_text, projection, expected, filter) => {
    const collection = target.db.collection<Document>('projection');
    await collection.replaceOne({ _id: 1 as never }, DOC, { upsert: true });
    expect(await collection.findOne(filter ?? {}, { projection })).toEqual(expected);
  });
  test('including and excluding at once is an error', async () => {
    await expect(
      target.db.collection('projection').findOne({}, { projection: { a: 1, b: 0 } }),
    ).rejects.toThrow(/exclusion|inclusion/i);
  });
});

describe('cursors', () => {
  test('batches, skip, limit and an early close', async () => {
    const collection = target.db.collection<Document>('cursor');
    await collection.insertMany(
      Array.from({ length: 450 }, (_, i) => ({ _id: i as never, pad: 'x'.repeat(200) })),
    );
    const all = await collection.find().sort({ _id: 1 }).batchSize(50).toArray();
    expect(all.map((doc) => doc._id)).toEqual(Array.from({ length: 450 }, (_, i) => i));
    const page = await collection.find().sort({ _id: -1 }).skip(3).limit(2).toArray();
    expect(page.map((doc) => doc._id)).toEqual([446, 445]);
    const cursor = collection.find().batchSize(10);
    expect(await cursor.next()).not.toBeNull();
    await cursor.close();
    expect(await collection.distinct('_id', { _id: { $lt: 3 } } as Document)).toEqual([0, 1, 2]);
  });
});
