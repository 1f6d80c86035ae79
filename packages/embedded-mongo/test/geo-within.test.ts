import { type Collection, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { at, doc, ids } from './geo.ts';
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
