import { type Collection, DBRef, type Document, Double, Int32, Long } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failure, openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
let collection: Collection<Document>;
beforeAll(async () => {
  target = await openTarget();
  collection = target.db.collection('updates');
});
afterAll(() => target.close());
beforeEach(async () => {
  await collection.deleteMany({});
});

const one = (id: unknown) => ({ _id: id as never });

describe('what is wrong in itself is refused, though nothing matches and the collection is not there', () => {
  const WRONG: [update: unknown, code: number, arrayFilters?: unknown[]][] = [
    [{ $unknown: { a: 1 } }, 9],
    [{ $set: 1 }, 9],
    [{ a: 1, $set: { b: 1 } }, 52],
    [{ $set: { '': 1 } }, 56],
    [{ $set: { 'a..b': 1 } }, 56],
    [{ $set: { 'a.': 1 } }, 56],
    [{ $set: { '$[].a': 1 } }, 2],
    [{ $set: { 'a.$.b.$': 1 } }, 2],
    [{ $set: { 'a.$[i]': 1 } }, 2],
    [{ $set: { a: 1 }, $inc: { a: 1 } }, 40],
    [{ $set: { a: 1, 'a.b': 1 } }, 40],
    [{ $set: { 'a.b': 1 }, $unset: { a: 1 } }, 40],
    [{ $set: { 'a.$[]': 1 }, $unset: { 'a.0': 1 } }, 40],
    [{ $rename: { a: 'b' }, $set: { b: 1 } }, 40],
    [{ $inc: { a: 'x' } }, 14],
    [{ $rename: { a: 1 } }, 2],
    [{ $rename: { a: 'a' } }, 2],
    [{ $rename: { a: 'a.b' } }, 2],
    [{ $rename: { a: '' } }, 56],
    [{ $rename: { 'a.$[]': 'b' } }, 2],
    [{ $rename: { a: 'b.$' } }, 2],
    [{ $pop: { a: 2 } }, 9],
    [{ $pop: { a: 'x' } }, 9],
    [{ $pullAll: { a: 1 } }, 2],
    [{ $pull: { a: { $unknown: 1 } } }, 2],
    [{ $push: { a: { $each: 1 } } }, 2],
    [{ $push: { a: { $each: [], $x: 1 } } }, 2],
    [{ $push: { a: { $each: [], $slice: 'x' } } }, 2],
    [{ $push: { a: { $each: [], $position: 'x' } } }, 2],
    [{ $push: { a: { $each: [], $sort: 2 } } }, 2],
    [{ $push: { a: { $each: [], $sort: { 'a..b': 1 } } } }, 2],
    [{ $addToSet: { a: { $each: 1 } } }, 14],
    [{ $addToSet: { a: { $each: [], $slice: 1 } } }, 2],
    [{ $set: { a: 1 } }, 9, [{ i: 1 }]],
    [{ $set: { 'a.$[i]': 1 } }, 9, [{ i: 1, j: 1 }]],
    [{ $set: { 'a.$[i]': 1 } }, 9, [{ i: 1 }, { i: 2 }]],
    [{ $set: { 'a.$[i]': 1 } }, 9, [{}]],
    [{ $set: { 'a.$[I]': 1 } }, 2, [{ I: 1 }]],
    [{ a: 1 }, 9, [{ i: 1 }]],
    [[{ $set: { a: 1 } }], 9, [{ i: 1 }]],
    [1, 9],
  ];
  test.each(WRONG)('%j is %i', async (u, code, arrayFilters) => {
    const updates = [{ q: {}, u, ...(arrayFilters && { arrayFilters }) }];
    const { writeErrors, ...reply } = await target.db
      .command({ update: 'nothing', updates })
      .catch((error) => error);
    expect(writeErrors?.[0].code ?? reply.code).toBe(code);
    const found = failure(
      target.db.command({
        findAndModify: 'nothing',
        query: {},
        update: u,
        ...(arrayFilters && { arrayFilters }),
      }),
    );
    expect(await found).toMatchObject({ code });
    expect(await target.db.listCollections({ name: 'nothing' }).toArray()).toEqual([]);
  });
});

describe('what a document does not bear is refused and leaves it as it was', () => {
  const DOC = {
    n: 1,
    s: 'text',
    list: [1, { x: 1 }, 'a'],
    sub: { x: 1 },
    none: null,
    gaps: [null],
    $there: 1,
  };
  const REFUSED: [update: Document, code: number, query?: Document][] = [
    [{ $set: { 'n.x': 1 } }, 28],
    [{ $set: { 'list.x': 1 } }, 28],
    [{ $set: { 'none.x': 1 } }, 28],
    [{ $set: { 'gaps.0.x': 1 } }, 28],
    [{ $inc: { 's.x': 1 } }, 28],
    [{ $pop: { 'n.x': 1 } }, 28],
    [{ $pull: { 'list.x': 1 } }, 28],
    [{ $pullAll: { 's.x': [1] } }, 28],
    [{ $rename: { 'n.x': 'new' } }, 28],
    [{ $rename: { 'list.1.x': 'new' } }, 2],
    [{ $rename: { n: 'list.0' } }, 2],
    [{ $inc: { s: 1 } }, 14],
    [{ $inc: { 'list.2': 1 } }, 14],
    [{ $pop: { n: 1 } }, 14],
    [{ $push: { n: 1 } }, 2],
    [{ $push: { none: 1 } }, 2],
    [{ $addToSet: { n: 1 } }, 2],
    [{ $pull: { n: 1 } }, 2],
    [{ $pullAll: { n: [1] } }, 2],
    [{ $set: { $a: 1 } }, 52],
    [{ $inc: { '$a.b': 1 } }, 52],
    [{ $rename: { n: '$a' } }, 52],
    [{ $set: { $there: 2 } }, 52],
    [{ $set: { 'list.$': 1 } }, 2],
    [{ $set: { 'n.$[]': 1 } }, 2],
    [{ $set: { 'missing.$[]': 1 } }, 2],
    [{ $set: { 'list.$': 1, 'list.0': 2 } }, 40, { list: 1 }],
    [{ $set: { _id: 2 } }, 66],
    [{ $unset: { _id: 1 } }, 66],
    [{ $rename: { _id: 'id' } }, 66],
    [{ $inc: { _id: 1 } }, 66],
    [{ $inc: { _id: Long.ZERO } }, 66],
    [{ $set: { _id: new Double(1) } }, 66],
  ];
  test.each(REFUSED)('%j is %i', async (update, code, query = {}) => {
    await collection.insertOne({ ...one(1), ...DOC });
    expect(await failure(collection.updateOne({ _id: 1 as never, ...query }, update))).toMatchObject({
      code,
    });
    expect(await collection.find().toArray()).toEqual([{ _id: 1, ...DOC }]);
  });

  const BORNE: Document[] = [
    { $unset: { 'n.x': 1 } },
    { $unset: { 'list.x': 1 } },
    { $unset: { 'missing.x': 1 } },
    { $pop: { missing: 1 } },
    { $pull: { 'missing.x': 1 } },
    { $pullAll: { 'sub.y': [1] } },
    { $rename: { missing: 'new' } },
    { $min: { n: 1 } },
    { $set: { _id: 1 } },
  ];
  test.each(BORNE)('%j changes nothing', async (update) => {
    await collection.insertOne({ ...one(1), ...DOC });
    const result = await collection.updateOne({ _id: 1 as never }, update);
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
    expect(await collection.find().toArray()).toEqual([{ _id: 1, ...DOC }]);
  });
});

describe('an upsert takes from the filter what it says', () => {
  const SEEDS: [query: Document, doc: Document][] = [
    [
      { a: 1, b: { $eq: 2 }, c: { $gt: 3 } },
      { a: 1, b: 2 },
    ],
    [
      { 'a.b': 1, $and: [{ c: 2 }, { d: { $in: [3] } }] },
      { a: { b: 1 }, c: 2, d: 3 },
    ],
    [{ $or: [{ a: 1 }] }, { a: 1 }],
    [{ $or: [{ a: 1 }, { a: 2 }] }, {}],
    [{ a: { $elemMatch: { x: 1 } } }, {}],
    [{ a: { $all: [1] } }, { a: 1 }],
    [{ a: { $all: [{ $elemMatch: { x: 1 } }] } }, {}],
    [{ a: /x/, b: { $in: [1, 2] }, c: { $not: { $eq: 1 } } }, {}],
    [{ a: null }, { a: null }],
    [{ a: new DBRef('gigs', 1 as never) }, { a: new DBRef('gigs', 1 as never) }],
    [{ 'a.$b': 1 }, { a: { $b: 1 } }],
  ];
  test.each(SEEDS)('%j', async (query, doc) => {
    await collection.updateOne(
      { ...query, none: { $exists: false } },
      { $set: { set: 1 } },
      { upsert: true },
    );
    expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ ...doc, set: 1 }]);
  });
  const UNCLEAR: [query: Document, code: number, update?: Document][] = [
    [{ a: 1, $and: [{ a: 2 }] }, 54],
    [{ a: { $all: [1, 2] } }, 54],
    [{ a: { x: 1 }, 'a.x': 1 }, 54],
    [{ $expr: { $eq: ['$a', 1] } }, 224],
    [{ $or: [{ a: 1 }, { $expr: true }] }, 224],
    [{ '_id.x': 1 }, 55, { b: 1 }],
    [{ a: 1 }, 53, { $push: { _id: 1 } }],
    [{ _id: 1 }, 66, { $set: { _id: 2 } }],
    [{ '_id.$x': 1 }, 52],
  ];
  test('names that begin with $, since it is an insert', async () => {
    await collection.updateOne({ a: 1 }, { $set: { $b: 1, '$c.$d': 2 } }, { upsert: true });
    expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ a: 1, $b: 1, $c: { $d: 2 } });
  });
  test.each(UNCLEAR)('%j is refused with %i', async (q, code, u = { $set: { b: 1 } }) => {
    const reply = await target.db.command({ update: 'updates', updates: [{ q, u, upsert: true }] });
    expect(reply.writeErrors?.[0].code).toBe(code);
    expect(await collection.countDocuments()).toBe(0);
  });
});

test('of equal values of several types, distinct gives the one met first', async () => {
  await collection.insertMany([
    { ...one(1), a: new Int32(1) },
    { ...one(2), a: Long.fromNumber(1) },
    { ...one(3), a: [1.5, 1] },
  ]);
  expect(await collection.distinct('a', {}, { promoteValues: false })).toEqual([
    new Int32(1),
    expect.objectContaining({ value: 1.5 }),
  ]);
});

test('indexes on one key differ by being unique, sparse or partial, not by their names', async () => {
  const keys = target.db.collection('keys');
  const create = (options: Document) => keys.createIndex({ k: 1 }, options);
  await create({ name: 'plain' });
  await create({ name: 'sparse', sparse: true });
  await create({ name: 'unique', unique: true });
  await create({ name: 'both', unique: true, sparse: true });
  await create({ name: 'partial', partialFilterExpression: { k: { $gt: 1 } } });
  expect(await failure(create({ name: 'other' }))).toMatchObject({ code: 85 });
  expect(await failure(create({ name: 'other', expireAfterSeconds: 10 }))).toMatchObject({ code: 85 });
  expect(await failure(create({ name: 'plain', sparse: true }))).toMatchObject({ code: 86 });
  expect((await keys.indexes()).map(({ name }) => name)).toEqual([
    '_id_',
    'plain',
    'sparse',
    'unique',
    'both',
    'partial',
  ]);
});

test.each([false, true])('a sort by position takes the element at the place (index: %s)', async (indexed) => {
  const places = target.db.collection<Document>(`places${indexed}`);
  await places.insertMany([
    { ...one(1), a: [0, { x: 1 }] },
    { ...one(2), a: 5 },
    { ...one(3), a: [0, 2] },
    { ...one(4), a: [9] },
    { ...one(5), a: [{ x: 1 }, 1] },
  ]);
  if (indexed) await places.createIndex({ 'a.1': 1 });
  const found = await places.find().sort({ 'a.1': 1, _id: 1 }).toArray();
  expect(found.map((doc) => doc._id)).toEqual([2, 4, 5, 3, 1]);
});

test('zero is put in the place of minus zero', async () => {
  await collection.insertOne({ ...one(1), a: -0 });
  expect(await collection.updateOne({}, { $set: { a: 0 } })).toMatchObject({ modifiedCount: 1 });
  const [doc] = await collection.find({}, { promoteValues: false }).toArray();
  expect(doc?.a).toEqual(new Int32(0));
});
