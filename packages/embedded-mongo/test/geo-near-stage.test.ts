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

describe('$geoNear', () => {
  beforeEach(async () => {
    await collection.createIndex({ loc: '2dsphere' });
    await collection.insertMany([
      doc('b', { loc: [2, 0], n: 1 }),
      doc('a', { loc: at(1, 0), n: 2 }),
      doc('c', { loc: at(3, 0), n: 1 }),
      doc('none', { n: 1 }),
    ]);
  });
  const stage = (options: Document) => ({ $geoNear: { near: at(0, 0), distanceField: 'far', ...options } });
  const rounded = (docs: Document[]) => docs.map(({ _id, far }) => [_id, Number(far.toFixed(3))]);
  const metres = (degrees: number) => Number((degrees * DEGREE).toFixed(3));

  test('gives metres, from near to far', async () => {
    const docs = await collection.aggregate([stage({})]).toArray();
    expect(rounded(docs)).toEqual([
      ['a', metres(1)],
      ['b', metres(2)],
      ['c', metres(3)],
    ]);
    expect(docs[1]).toMatchObject({ loc: [2, 0], n: 1 });
  });
  test('takes limits, a query, a multiplier and the place of the distance', async () => {
    const options = { minDistance: 1.5 * DEGREE, maxDistance: 9 * DEGREE, query: { n: 1 } };
    const docs = await collection
      .aggregate([
        stage({ ...options, distanceMultiplier: 0.001, distanceField: 'at.km', includeLocs: 'at.loc' }),
      ])
      .toArray();
    expect(ids(docs)).toEqual(['b', 'c']);
    expect(docs[0]!.at.km).toBeCloseTo((2 * DEGREE) / 1000, 6);
    expect(docs.map((one) => one.at.loc)).toEqual([[2, 0], at(3, 0)]);
  });
  test('counts in radians from legacy coordinates', async () => {
    const [first] = await collection
      .aggregate([stage({ near: [0, 0], spherical: true, maxDistance: 0.02 })])
      .toArray();
    expect(first!.far).toBeCloseTo(Math.PI / 180, 12);
  });
  test('other stages follow', async () => {
    const docs = await collection
      .aggregate([
        stage({}),
        { $match: { far: { $gt: 1.5 * DEGREE } } },
        { $limit: 1 },
        { $project: { n: 1 } },
      ])
      .toArray();
    expect(docs).toEqual([{ _id: 'b', n: 1 }]);
    expect(
      await collection.aggregate([stage({}), { $skip: 1 }, { $limit: 1 }, { $count: 'n' }]).toArray(),
    ).toEqual([{ n: 1 }]);
  });
  test('works within $lookup and $unionWith', async () => {
    const pipeline = [
      { $limit: 1 },
      {
        $lookup: {
          from: collection.collectionName,
          as: 'near',
          let: {},
          pipeline: [stage({}), { $limit: 2 }],
        },
      },
    ];
    const [joined] = await collection.aggregate(pipeline).toArray();
    expect(ids(joined!.near)).toEqual(['a', 'b']);
  });
  test('key tells which of several indexes', async () => {
    await collection.createIndex({ home: '2dsphere' });
    await collection.updateOne({ _id: 'c' as never }, { $set: { home: at(0, 1) } });
    expect(await failure(collection.aggregate([stage({})]).toArray())).toMatchObject({
      code: 27,
      message: expect.stringContaining('more than one 2dsphere index'),
    });
    expect(rounded(await collection.aggregate([stage({ key: 'home' })]).toArray())).toEqual([
      ['c', metres(1)],
    ]);
  });
  test('a collection that is not there is empty', async () => {
    expect(
      await target.db
        .collection('missing')
        .aggregate([stage({})])
        .toArray(),
    ).toEqual([]);
  });
  const WRONG: [name: string, pipeline: Document[], code: number][] = [
    ['not the first stage', [{ $match: {} }, stage({})], 40602],
    ['within $facet', [{ $facet: { a: [stage({})] } }], 40600],
    ['without near', [{ $geoNear: { distanceField: 'd' } }], 5860400],
    ['without distanceField', [{ $geoNear: { near: at(0, 0) } }], 16606],
    ['near in its query', [stage({ query: { loc: near(0, 0) } })], 5626500],
    ['an unknown option', [stage({ num: 3 })], 40415],
    ['out of bounds', [stage({ near: at(0, 91) })], 2],
    ['legacy coordinates on a plane', [stage({ near: [0, 0] })], 291],
    ['a path without an index', [stage({ key: 'other' })], 291],
  ];
  test.each(WRONG)('%s is an error', async (_name, pipeline, code) => {
    expect(await failure(collection.aggregate(pipeline).toArray())).toMatchObject({ code });
  });
  test('without an index it is an error', async () => {
    await collection.dropIndexes();
    expect(await failure(collection.aggregate([stage({})]).toArray())).toMatchObject({
      code: 27,
      message: '$geoNear requires a 2d or 2dsphere index, but none were found',
    });
  });
});
