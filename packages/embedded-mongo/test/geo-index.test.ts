import { type Collection, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at } from './geo.ts';
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
