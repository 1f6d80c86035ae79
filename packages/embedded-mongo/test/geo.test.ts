import { type Collection, type Document, ObjectId } from 'mongodb';
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

const at = (lng: number, lat: number) => ({ type: 'Point', coordinates: [lng, lat] });
const ids = (docs: Document[]) => docs.map((doc) => doc._id);
const doc = (id: unknown, fields: Document): Document => ({ _id: id, ...fields });
const near = (lng: number, lat: number, limits: Document = {}) => ({
  $near: { $geometry: at(lng, lat), ...limits },
});

/** A degree of longitude on the equator, in metres. */
const DEGREE = (6378100 * Math.PI) / 180;

describe('what a 2dsphere index takes', () => {
  const STORED: [name: string, value: unknown][] = [
    ['a GeoJSON point', at(116.4, 39.9)],
    ['a point with a height', { type: 'Point', coordinates: [116.4, 39.9, 44] }],
    ['a point with its CRS', { ...at(1, 2), crs: { type: 'name', properties: { name: 'EPSG:4326' } } }],
    ['legacy coordinates', [116.4, 39.9]],
    ['legacy coordinates with more behind them', [116.4, 39.9, 'x']],
    ['a legacy document', { lng: 116.4, lat: 39.9 }],
    ['the antimeridian', at(180, 0)],
    ['a pole', at(0, -90)],
    ['null', null],
    ['an empty array', []],
    ['an empty document', {}],
  ];
  test.each(STORED)('%s is stored', async (_name, loc) => {
    await collection.createIndex({ loc: '2dsphere' });
    await collection.insertOne({ loc });
    expect(await collection.countDocuments()).toBe(1);
  });

  const REFUSED: [name: string, value: unknown, message: RegExp][] = [
    ['a longitude beyond 180', at(180.1, 0), /longitude\/latitude is out of bounds, lng: 180.1 lat: 0/],
    ['a latitude beyond 90', at(0, -90.1), /longitude\/latitude is out of bounds, lng: 0 lat: -90.1/],
    ['legacy coordinates beyond the sphere', [181, 0], /spherical/],
    ['NaN', at(Number.NaN, 0), /out of bounds/],
    ['a point without coordinates', { type: 'Point' }, /coordinates/],
    ['one coordinate', { type: 'Point', coordinates: [1] }, /Point must/],
    ['no coordinates', { type: 'Point', coordinates: [] }, /Point must/],
    ['text', 'here', /Point must be an array or object/],
    ['coordinates that are text', at('1' as never, 2), /Point must only contain numeric elements/],
    ['an unknown type', { type: 'Spot', coordinates: [1, 2] }, /unknown GeoJSON type/],
    ['an array of points', [at(1, 2), at(3, 4)], /Point must only contain numeric elements/],
    [
      'an unknown CRS',
      { ...at(1, 2), crs: { type: 'name', properties: { name: 'EPSG:1' } } },
      /Unknown CRS name/,
    ],
  ];
  test.each(REFUSED)('%s is refused', async (_name, loc, message) => {
    await collection.createIndex({ loc: '2dsphere' });
    const error = await failure(collection.insertOne({ loc }));
    expect(error).toMatchObject({ code: 16755 });
    expect(error.message).toMatch(/^Can't extract geo keys: \{ _id: /);
    expect(error.message).toMatch(message);
    expect(await collection.countDocuments()).toBe(0);
    await collection.insertOne({ _id: 1 as never, loc: at(1, 2) });
    expect(await failure(collection.updateOne({ _id: 1 as never }, { $set: { loc } }))).toMatchObject({
      code: 16755,
    });
    expect(await collection.find().toArray()).toEqual([{ _id: 1, loc: at(1, 2) }]);
  });

  test('an index is not made over documents that it can not take', async () => {
    await collection.insertOne({ loc: 'here' });
    expect(await failure(collection.createIndex({ loc: '2dsphere' }))).toMatchObject({ code: 16755 });
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });

  test('it is listed with its kind and version', async () => {
    await collection.createIndex({ kind: 1, loc: '2dsphere' });
    expect((await collection.indexes())[1]).toEqual({
      v: 2,
      key: { kind: 1, loc: '2dsphere' },
      name: 'kind_1_loc_2dsphere',
      '2dsphereIndexVersion': 3,
    });
  });

  test.runIf(process.env.MONGODB_URL === undefined)('what is not built is refused by name', async () => {
    await collection.createIndex({ loc: '2dsphere' });
    const polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    for (const [work, message] of [
      [() => collection.insertOne({ loc: polygon }), /stored GeoJSON Polygon/],
      [() => collection.createIndex({ a: '2d' }), /kind '2d'/],
      [() => collection.createIndex({ a: '2dsphere', b: '2dsphere' }), /several locations/],
      [() => collection.createIndex({ a: '2dsphere' }, { unique: true }), /unique 2dsphere/],
    ] as const)
      expect(await failure(work())).toMatchObject({ code: 115, message: expect.stringMatching(message) });
  });
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

const square = (lng: number, lat: number, half: number) => [
  [lng - half, lat - half],
  [lng + half, lat - half],
  [lng + half, lat + half],
  [lng - half, lat + half],
  [lng - half, lat - half],
];

describe.each([
  ['with an index', true],
  ['without an index', false],
])('$geoWithin %s', (_name, indexed) => {
  beforeEach(async () => {
    if (indexed) await collection.createIndex({ loc: '2dsphere' });
    await collection.insertMany([
      doc('origin', { loc: at(0, 0) }),
      doc('east', { loc: [3, 0] }),
      doc('north', { loc: at(0, 3) }),
      doc('far', { loc: at(40, 0) }),
      doc('dateline', { loc: at(179.9, 0) }),
      doc('pole', { loc: at(100, 89.9) }),
      doc('bulge', { loc: at(45, 44.9) }),
      doc('none', {}),
      doc('null', { loc: null }),
    ]);
  });
  const within = (shape: Document) => ({ loc: { $geoWithin: shape } });
  const FOUND: [name: string, shape: Document, expected: string[]][] = [
    [
      'a polygon',
      { $geometry: { type: 'Polygon', coordinates: [square(0, 0, 4)] } },
      ['origin', 'east', 'north'],
    ],
    [
      'a polygon in the other direction',
      { $geometry: { type: 'Polygon', coordinates: [square(0, 0, 4).reverse()] } },
      ['origin', 'east', 'north'],
    ],
    [
      'a polygon with a hole',
      { $geometry: { type: 'Polygon', coordinates: [square(0, 0, 4), square(0, 0, 1)] } },
      ['east', 'north'],
    ],
    [
      'several polygons',
      { $geometry: { type: 'MultiPolygon', coordinates: [[square(3, 0, 1)], [square(40, 0, 1)]] } },
      ['east', 'far'],
    ],
    [
      'a polygon across the antimeridian',
      {
        $geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [179, -1],
              [-179, -1],
              [-179, 1],
              [179, 1],
              [179, -1],
            ],
          ],
        },
      },
      ['dateline'],
    ],
    [
      'a polygon around the pole',
      {
        $geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 80],
              [120, 80],
              [-120, 80],
              [0, 80],
            ],
          ],
        },
      },
      ['pole'],
    ],
    [
      'edges that are great circles',
      {
        $geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 30],
              [90, 30],
              [90, 60],
              [0, 60],
              [0, 30],
            ],
          ],
        },
      },
      ['bulge'],
    ],
    ['a circle on the sphere', { $centerSphere: [[0, 0], 0.06] }, ['origin', 'east', 'north']],
    ['a circle across the antimeridian', { $centerSphere: [[-179.9, 0], 0.01] }, ['dateline']],
    ['a circle around the pole', { $centerSphere: [[-80, 90], 0.01] }, ['pole']],
    ['a circle of no size', { $centerSphere: [[3, 0], 0] }, ['east']],
    [
      'the whole sphere',
      { $centerSphere: [[0, 0], 4] },
      ['origin', 'east', 'north', 'far', 'dateline', 'pole', 'bulge'],
    ],
    [
      'a flat box',
      {
        $box: [
          [-1, -1],
          [4, 4],
        ],
      },
      ['origin', 'east', 'north'],
    ],
    [
      'a flat polygon',
      {
        $polygon: [
          [-1, -1],
          [5, -1],
          [-1, 3],
        ],
      },
      ['origin', 'east'],
    ],
    ['a flat circle', { $center: [[0, 0], 3] }, ['origin', 'east', 'north']],
  ];
  test.each(FOUND)('%s', async (_name, shape, expected) => {
    expect(ids(await collection.find(within(shape)).sort({ _id: 1 }).toArray())).toEqual(expected.toSorted());
    expect(await collection.countDocuments(within(shape))).toBe(expected.length);
    expect(ids(await collection.find({ loc: { $not: { $geoWithin: shape } } }).toArray()).toSorted()).toEqual(
      ['origin', 'east', 'north', 'far', 'dateline', 'pole', 'bulge', 'none', 'null']
        .filter((id) => !expected.includes(id))
        .toSorted(),
    );
  });

  const WRONG: [name: string, shape: unknown, message: RegExp][] = [
    ['no shape', {}, /geometry/],
    [
      'two shapes',
      {
        $box: [
          [0, 0],
          [1, 1],
        ],
        $center: [[0, 0], 1],
      },
      /multiple shapes/,
    ],
    ['an unknown shape', { $ring: [] }, /\$ring/],
    [
      'an open ring',
      {
        $geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
          ],
        },
      },
      /closed/,
    ],
    [
      'too few corners',
      {
        $geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [0, 0],
            ],
          ],
        },
      },
      /at least 3/,
    ],
    [
      'edges that cross',
      {
        $geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 1],
              [1, 0],
              [0, 1],
              [0, 0],
            ],
          ],
        },
      },
      /not valid/,
    ],
    [
      'a hole outside',
      { $geometry: { type: 'Polygon', coordinates: [square(0, 0, 1), square(9, 9, 1)] } },
      /contained/,
    ],
    ['out of bounds', { $geometry: { type: 'Polygon', coordinates: [square(179, 0, 2)] } }, /out of bounds/],
    ['a negative radius', { $centerSphere: [[0, 0], -1] }, /non-negative/],
  ];
  test.each(WRONG)('%s is an error', async (_name, shape, message) => {
    expect(await failure(collection.find(within(shape as Document)).toArray())).toMatchObject({
      code: 2,
      message: expect.stringMatching(message),
    });
  });

  test('$geoIntersects takes points on the edge too', async () => {
    const shape = { $geometry: { type: 'Polygon', coordinates: [square(1.5, 0, 1.5)] } };
    const found = await collection.find({ loc: { $geoIntersects: shape } }).toArray();
    expect(ids(found).toSorted()).toEqual(['east', 'origin']);
  });

  test.runIf(process.env.MONGODB_URL === undefined)('other shapes are refused by name', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1, 1],
      ],
    };
    const wide = {
      type: 'Polygon',
      coordinates: [
        [
          [0, -80],
          [120, -80],
          [-120, 80],
          [0, -80],
        ],
      ],
    };
    const strict = {
      type: 'Polygon',
      coordinates: [square(0, 0, 1)],
      crs: { type: 'name', properties: { name: 'urn:x-mongodb:crs:strictwinding:EPSG:4326' } },
    };
    for (const [operator, $geometry] of [
      ['$geoWithin', line],
      ['$geoIntersects', line],
      ['$geoIntersects', at(0, 0)],
      ['$geoWithin', wide],
      ['$geoWithin', strict],
    ] as const)
      expect(await failure(collection.find({ loc: { [operator]: { $geometry } } }).toArray())).toMatchObject({
        code: 115,
      });
    if (indexed) return;
    await collection.insertOne({ loc: line });
    expect(await failure(collection.find(within({ $centerSphere: [[0, 0], 1] })).toArray())).toMatchObject({
      code: 115,
      message: expect.stringContaining('LineString'),
    });
  });
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
