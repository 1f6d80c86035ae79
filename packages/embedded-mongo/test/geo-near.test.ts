import { type Collection, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, DEGREE, doc, ids, near } from './geo.ts';
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

describe('near', () => {
  beforeEach(async () => {
    await collection.createIndex({ loc: '2dsphere' });
    await collection.insertMany([
      doc('b', { loc: at(2, 0), n: 2 }),
      doc('a', { loc: at(1, 0), n: 3 }),
      doc('d', { loc: [4, 0], n: 0 }),
      doc('c', { loc: { lng: 3, lat: 0 }, n: 1 }),
      doc('none', { n: 9 }),
      doc('null', { loc: null, n: 9 }),
    ]);
  });

  const FOUND: [name: string, filter: Document, expected: string[]][] = [
    ['from near to far', { loc: near(0, 0) }, ['a', 'b', 'c', 'd']],
    ['from the other side', { loc: near(3.4, 0) }, ['c', 'd', 'b', 'a']],
    ['a greatest distance in metres', { loc: near(0, 0, { $maxDistance: 2.5 * DEGREE }) }, ['a', 'b']],
    ['a least distance in metres', { loc: near(0, 0, { $minDistance: 2.5 * DEGREE }) }, ['c', 'd']],
    ['both', { loc: near(0, 0, { $minDistance: 1.5 * DEGREE, $maxDistance: 3.5 * DEGREE }) }, ['b', 'c']],
    ['none as near', { loc: near(0, 0, { $maxDistance: 10 }) }, []],
    ['with another condition', { loc: near(0, 0), n: { $lt: 3 } }, ['b', 'c', 'd']],
    ['within $and', { $and: [{ n: { $gt: 0 } }, { loc: near(0, 0) }] }, ['a', 'b', 'c']],
    ['beside $or', { loc: near(0, 0), $or: [{ n: 0 }, { n: 3 }] }, ['a', 'd']],
    ['$nearSphere', { loc: { $nearSphere: { $geometry: at(5, 0) } } }, ['d', 'c', 'b', 'a']],
    [
      '$nearSphere with metres beside a GeoJSON point',
      { loc: { $nearSphere: at(0, 0), $maxDistance: 2.5 * DEGREE } },
      ['a', 'b'],
    ],
    [
      '$nearSphere with radians beside legacy coordinates',
      { loc: { $nearSphere: [0, 0], $maxDistance: (2.5 * Math.PI) / 180 } },
      ['a', 'b'],
    ],
    [
      '$nearSphere with a least distance in radians',
      { loc: { $nearSphere: [0, 0], $minDistance: (2.5 * Math.PI) / 180 } },
      ['c', 'd'],
    ],
    ['$near with a bare GeoJSON point', { loc: { $near: at(0, 0), $maxDistance: 1.5 * DEGREE } }, ['a']],
  ];
  test.each(FOUND)('%s', async (_name, filter, expected) => {
    expect(ids(await collection.find(filter).toArray())).toEqual(expected);
    expect(await collection.count(filter)).toBe(expected.length);
  });

  test('limit, skip and batches keep the order', async () => {
    const filter = { loc: near(0, 0) };
    expect(ids(await collection.find(filter).skip(1).limit(2).toArray())).toEqual(['b', 'c']);
    expect(ids(await collection.find(filter).batchSize(1).toArray())).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a sort takes the place of the distance', async () => {
    const filter = { loc: near(0, 0, { $maxDistance: 3.5 * DEGREE }) };
    expect(ids(await collection.find(filter).sort({ n: 1 }).toArray())).toEqual(['c', 'b', 'a']);
    expect(ids(await collection.find(filter).sort({ n: -1 }).limit(2).toArray())).toEqual(['a', 'b']);
  });

  test('writes find the nearest', async () => {
    const filter = { loc: near(2.9, 0) };
    await collection.updateOne(filter, { $set: { hit: 1 } });
    expect(await collection.findOne({ hit: 1 })).toMatchObject({ _id: 'c' });
    expect(await collection.findOneAndDelete({ loc: near(9, 0) })).toMatchObject({ _id: 'd' });
    const close = { loc: near(0, 0, { $maxDistance: 2.5 * DEGREE }) };
    expect(await collection.updateMany(close, { $set: { close: true } })).toMatchObject({ modifiedCount: 2 });
    expect(await collection.deleteMany(close)).toMatchObject({ deletedCount: 2 });
    expect(ids(await collection.find({ loc: near(0, 0) }).toArray())).toEqual(['c']);
    await collection.updateOne({ _id: 'c' as never }, { $set: { loc: at(-170, 5) } });
    expect(await collection.findOne({ loc: near(-170, 5, { $maxDistance: 1 }) })).toMatchObject({ _id: 'c' });
    expect(await collection.find({ loc: near(3, 0, { $maxDistance: 1000 }) }).toArray()).toEqual([]);
  });

  test('a transaction sees its own moves', async () => {
    await target.client.withSession((session) =>
      session.withTransaction(async () => {
        await collection.updateOne({ _id: 'd' as never }, { $set: { loc: at(0.5, 0) } }, { session });
        await collection.deleteOne({ _id: 'b' as never }, { session });
        await collection.insertOne({ _id: 'e' as never, loc: at(2.5, 0) }, { session });
        expect(ids(await collection.find({ loc: near(0, 0) }, { session }).toArray())).toEqual([
          'd',
          'a',
          'e',
          'c',
        ]);
        expect(ids(await collection.find({ loc: near(0, 0) }).toArray())).toEqual(['a', 'b', 'c', 'd']);
      }),
    );
    expect(ids(await collection.find({ loc: near(0, 0) }).toArray())).toEqual(['d', 'a', 'e', 'c']);
  });

  test('a document with several points counts once, by its nearest', async () => {
    await collection.createIndex({ 'stops.at': '2dsphere' });
    await collection.insertMany([
      doc('x', { stops: [{ at: at(10, 0) }, { at: at(1, 0) }, { at: at(1, 0.1) }] }),
      doc('y', { stops: [{ at: at(2, 0) }, {}] }),
    ]);
    const filter = { 'stops.at': near(0, 0) };
    expect(ids(await collection.find(filter).toArray())).toEqual(['x', 'y']);
    expect(
      ids(await collection.find({ 'stops.at': near(0, 0, { $minDistance: 1.5 * DEGREE }) }).toArray()),
    ).toEqual(['y']);
  });

  const WRONG: [name: string, filter: Document, code: number, message: RegExp][] = [
    ['no index on the path', { other: near(0, 0) }, 291, /unable to find index for \$geoNear query/],
    ['legacy coordinates on a plane', { loc: { $near: [0, 0] } }, 291, /unable to find index/],
    ['in $or', { $or: [{ loc: near(0, 0) }, { n: 1 }] }, 2, /geo \$near must be top-level expr/],
    ['in $nor', { $nor: [{ loc: near(0, 0) }] }, 2, /geo \$near must be top-level expr/],
    ['in $not', { loc: { $not: near(0, 0) } }, 2, /geo \$near must be top-level expr/],
    ['in $elemMatch', { a: { $elemMatch: { loc: near(0, 0) } } }, 2, /geo \$near must be top-level expr/],
    ['twice', { loc: near(0, 0), other: near(0, 0) }, 2, /Too many geoNear expressions/],
    ['out of bounds', { loc: near(200, 0) }, 2, /longitude\/latitude is out of bounds/],
    ['a polygon', { loc: { $near: { $geometry: { type: 'Polygon', coordinates: [] } } } }, 2, /point/],
    ['no geometry', { loc: { $near: { $maxDistance: 1 } } }, 2, /./],
    [
      'a negative distance',
      { loc: near(0, 0, { $maxDistance: -1 }) },
      2,
      /\$maxDistance must be non-negative/,
    ],
    ['a distance as text', { loc: near(0, 0, { $minDistance: '1' }) }, 2, /\$minDistance must be a number/],
    ['another option', { loc: near(0, 0, { $limit: 1 }) }, 2, /invalid argument in geo near query: \$limit/],
    [
      'a distance beside $geometry',
      { loc: { ...near(0, 0), $maxDistance: 1 } },
      2,
      /geo near accepts just one argument/,
    ],
    ['another operator beside it', { loc: { $near: at(0, 0), $exists: true } }, 34413, /\$exists/],
  ];
  test.each(WRONG)('%s is an error', async (_name, filter, code, message) => {
    expect(await failure(collection.find(filter).toArray())).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  test('a filter of an aggregation may not have it, nor the count that is one', async () => {
    for (const work of [
      () => collection.aggregate([{ $match: { loc: near(0, 0) } }]).toArray(),
      () => collection.aggregate([{ $limit: 3 }, { $match: { loc: near(0, 0) } }]).toArray(),
      () => collection.countDocuments({ loc: near(0, 0) }),
    ])
      expect(await failure(work())).toMatchObject({
        code: 5626500,
        message: '$geoNear, $near, and $nearSphere are not allowed in this context',
      });
  });

  test('a collection that is not there has nothing near', async () => {
    expect(
      await target.db
        .collection('missing')
        .find({ loc: near(0, 0) })
        .toArray(),
    ).toEqual([]);
  });
});
