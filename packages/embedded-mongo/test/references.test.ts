import { type Collection, DBRef, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failure, openTarget } from './target.ts';

const [A, B] = [new ObjectId('64b7f0a1c2d3e4f5a6b7c8d1'), new ObjectId('64b7f0a1c2d3e4f5a6b7c8d2')];
const DOCS = [
  { _id: 'a', r: new DBRef('gigs', A), list: [new DBRef('gigs', A), new DBRef('gigs', B, 'other')] },
  { _id: 'b', r: new DBRef('gigs', B), list: [new DBRef('people', B)] },
  { _id: 'plain', r: { a: 1 }, list: [] },
  { _id: 'part', r: { $id: A }, list: [{ $id: A }] },
];

let target: Awaited<ReturnType<typeof openTarget>>;
let collection: Collection<Document>;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());
beforeEach(async () => {
  collection = target.db.collection(`c${new ObjectId().toHexString()}`);
  await collection.insertMany(DOCS as Document[]);
});

const ids = async (filter: Document, hint?: string) => {
  const found = await collection.find(filter, hint ? { hint } : {}).toArray();
  return found.map((doc) => doc._id).sort();
};

describe('references are documents with fields of their own', () => {
  const FOUND: [filter: Document, ids: string[]][] = [
    [{ r: new DBRef('gigs', A) }, ['a']],
    [{ r: { $in: [new DBRef('gigs', A), new DBRef('gigs', B)] } }, ['a', 'b']],
    [{ r: { $ne: new DBRef('gigs', A) } }, ['b', 'part', 'plain']],
    [{ r: { $type: 'object' } }, ['a', 'b', 'part', 'plain']],
    [{ list: new DBRef('gigs', B, 'other') }, ['a']],
    [{ list: new DBRef('gigs', B) }, []],
    [{ 'r.$id': A }, ['a', 'part']],
    [{ 'r.$id': { $gt: A } }, ['b']],
    [{ 'r.$ref': /^gig/ }, ['a', 'b']],
    [{ 'list.$id': B }, ['a', 'b']],
    [{ 'list.$db': { $exists: true } }, ['a']],
    [{ list: { $elemMatch: new DBRef('people', B) } }, ['b']],
  ];
  test.each(FOUND)('%j', async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
    for (const key of ['r', 'r.$id', 'list', 'list.$id']) {
      const name = await collection.createIndex({ [key]: 1 });
      expect(await ids(filter), key).toEqual(expected);
      expect(await ids(filter, name), key).toEqual(expected);
    }
  });

  test('in projections, orders and pipelines too', async () => {
    expect(await collection.findOne({ _id: 'a' as never }, { projection: { 'r.$id': 1 } })).toEqual({
      _id: 'a',
      r: { $id: A },
    });
    const ordered = await collection.find({ 'r.$ref': 'gigs' }).sort({ 'r.$id': -1 }).toArray();
    expect(ordered.map((doc) => doc._id)).toEqual(['b', 'a']);
    expect(await collection.distinct('r.$id')).toEqual([A, B]);
    const gigs = target.db.collection<Document>(`gigs${new ObjectId().toHexString()}`);
    await gigs.insertOne({ _id: B, title: 'cook' });
    const joined = await collection
      .aggregate([
        { $match: { 'r.$id': B } },
        { $lookup: { from: gigs.collectionName, localField: 'r.$id', foreignField: '_id', as: 'gig' } },
        { $project: { gig: 1, id: '$r.$id' } },
      ])
      .toArray();
    expect(joined).toEqual([{ _id: 'b', gig: [{ _id: B, title: 'cook' }], id: B }]);
  });

  test('an update reaches them', async () => {
    const at = { _id: 'b' as never };
    await collection.updateOne(at, { $set: { 'r.$id': A, 'list.0.$db': 'x' } });
    expect(await collection.findOne(at)).toEqual({
      ...at,
      r: new DBRef('gigs', A),
      list: [new DBRef('people', B, 'x')],
    });
  });
});

/** What MongoDB takes and the other server refuses, or compares otherwise. */
describe.runIf(!process.env.MONGODB_URL)('a part of a reference', () => {
  const FOUND: [filter: Document, ids: string[]][] = [
    [{ list: { $elemMatch: { $id: B } } }, ['a', 'b']],
    [{ list: { $elemMatch: { $id: B, $db: 'other' } } }, ['a']],
    [{ list: { $elemMatch: { $ref: 'gigs', $id: B } } }, ['a']],
    [{ list: { $elemMatch: { $or: [{ $id: A }, { $db: 'other' }] } } }, ['a', 'part']],
    [{ list: { $elemMatch: { $id: { $gt: A } } } }, []],
    [{ list: { $all: [new DBRef('gigs', A)] } }, ['a']],
    [{ $id: A }, []],
  ];
  test.each(FOUND)('%j', async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
    for (const key of ['list', 'list.$id']) {
      await collection.createIndex({ [key]: 1 });
      expect(await ids(filter), key).toEqual(expected);
    }
  });

  const WRONG: [filter: Document][] = [
    [{ r: { $id: A } }],
    [{ r: { $ref: 'gigs' } }],
    [{ r: { $in: [{ $id: A }] } }],
    [{ r: { $not: new DBRef('gigs', A) } }],
    [{ list: { $elemMatch: { $gt: 1, $id: A } } }],
  ];
  test.each(WRONG)('%j is no condition', async (filter) => {
    expect(await failure(ids(filter))).toMatchObject({ code: 2 });
  });

  test('$pull goes by the fields named', async () => {
    await collection.updateMany({}, { $pull: { list: { $id: B } } as never });
    expect((await collection.find().toArray()).map((doc) => doc.list.length)).toEqual([1, 0, 0, 1]);
  });

  test('an update of another field of it keeps order and names', async () => {
    const at = { _id: 'b' as never };
    // A dotted name is one, though the driver would split it.
    const odd = { extra: 1, $ref: 'a.b', $id: 1 };
    await collection.updateOne(at, [{ $set: { r: { $literal: odd } } }]);
    await collection.updateOne(at, { $set: { 'r.extra': 2 } });
    const raw = await collection.findOne(at, { raw: true });
    const whole = Buffer.from(raw as never).toString('latin1');
    expect(whole).toMatch(/extra\0.*\$ref\0.*a\.b\0.*\$id\0/s);
    expect(await collection.countDocuments({ 'r.$ref': 'a.b', 'r.extra': 2 })).toBe(1);
  });

  test('an upsert takes it', async () => {
    await collection.updateOne({ $id: 7 }, { $set: { n: 1 } }, { upsert: true });
    expect(await collection.findOne({ $id: 7 }, { projection: { _id: 0 } })).toEqual({ $id: 7, n: 1 });
  });
});
