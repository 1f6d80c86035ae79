import fc from 'fast-check';
import { type Collection, type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTarget } from './target.ts';

/** The reference: plain formulas over all points, none of them shared with the server. */
const EARTH = 6378100;
const RADIANS = Math.PI / 180;
type Place = [lng: number, lat: number];
type Vector = [number, number, number];

function metres([lng, lat]: Place, [x, y]: Place): number {
  const h =
    Math.sin(((lat - y) * RADIANS) / 2) ** 2 +
    Math.cos(lat * RADIANS) * Math.cos(y * RADIANS) * Math.sin(((lng - x) * RADIANS) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}
const vector = ([lng, lat]: Place): Vector => [
  Math.cos(lat * RADIANS) * Math.cos(lng * RADIANS),
  Math.cos(lat * RADIANS) * Math.sin(lng * RADIANS),
  Math.sin(lat * RADIANS),
];
/** On which side of the great circle through a and b a point lies: the sign of their volume. */
const side = ([a, b, c]: Vector, [d, e, f]: Vector, [g, h, i]: Vector) =>
  a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
/** The place at a distance and bearing (both radians) from another. */
function away([lng, lat]: Place, distance: number, bearing: number): Place {
  const [a, b] = [lng * RADIANS, lat * RADIANS];
  const up = vector([lng, lat]);
  const east = [-Math.sin(a), Math.cos(a), 0];
  const north = [-Math.sin(b) * Math.cos(a), -Math.sin(b) * Math.sin(a), Math.cos(b)];
  const [x, y, z] = up.map(
    (part, i) =>
      part * Math.cos(distance) +
      Math.sin(distance) * (east[i]! * Math.sin(bearing) + north[i]! * Math.cos(bearing)),
  ) as Vector;
  return [Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Anywhere, or crowded where a flat map goes wrong. */
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.tuple(between(-180, 180), between(-90, 90)),
  fc.tuple(between(116, 116.5), between(39.5, 40)),
  fc.tuple(fc.oneof(between(179.5, 180), between(-180, -179.5)), between(-1, 1)),
  fc.tuple(between(-180, 180), fc.oneof(between(89, 90), between(-90, -89))),
  fc.constantFrom<Place>([180, 0], [-180, 0], [0, 90], [77, -90], [45, 35.264], [0, 0]),
);
const stored = (at: Place, i: number) =>
  i % 3 === 0 ? at : i % 3 === 1 ? { type: 'Point', coordinates: at } : { lng: at[0], lat: at[1] };
/** Distances that formulas of different kinds may tell differently. */
const TOLERANCE = 0.02;
const point = (coordinates: Place) => ({ type: 'Point', coordinates });

let target: Awaited<ReturnType<typeof openTarget>>;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

/** The same documents twice, with an index (after `kind`, or alone) and without. */
async function collections(places: Place[], compound: boolean) {
  const docs = places.map((at, i) => ({ _id: i as never, kind: i % 2, loc: stored(at, i) }));
  const make = async (key?: Document): Promise<Collection<Document>> => {
    const made = target.db.collection<Document>(`c${new ObjectId().toHexString()}`);
    if (key) await made.createIndex(key as never);
    await made.insertMany(docs.map((doc) => ({ ...doc })));
    return made;
  };
  const indexed = await make(compound ? { kind: 1, loc: '2dsphere' } : { loc: '2dsphere' });
  return { indexed, plain: await make(), places };
}

const ids = (docs: Document[]) => docs.map((doc) => doc._id as number);
const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);

describe('an index finds what a look at every point finds', () => {
  test('near, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 1, maxLength: 120 }),
        fc.array(fc.tuple(place, between(0, 2e7), between(0, 1)), { minLength: 5, maxLength: 5 }),
        target.embedded ? fc.boolean() : fc.constant(false),
        async (places, searches, compound) => {
          const { indexed } = await collections(places, compound);
          for (const [centre, most, part] of searches) {
            const least = most * part * 0.5;
            const far = (i: number) => metres(centre, places[i]!);
            const kinds = compound ? [{ kind: 1 }, { kind: { $in: [0, 1] } }, {}] : [{}];
            for (const more of kinds) {
              const limits = { $minDistance: least, $maxDistance: most };
              const $near = { $geometry: point(centre), ...limits };
              const found = ids(await indexed.find({ loc: { $near }, ...more }).toArray());
              const wanted = (i: number) => !('kind' in more && more.kind === 1) || i % 2 === 1;
              const surely = places.flatMap((_, i) =>
                wanted(i) && far(i) > least + TOLERANCE && far(i) < most - TOLERANCE ? [i] : [],
              );
              expect(new Set(found).size).toBe(found.length);
              expect(surely.filter((i) => !found.includes(i))).toEqual([]);
              for (const i of found) {
                expect(wanted(i)).toBe(true);
                expect(far(i)).toBeGreaterThanOrEqual(least - TOLERANCE);
                expect(far(i)).toBeLessThanOrEqual(most + TOLERANCE);
              }
              found.forEach((i, k) => {
                if (k > 0) expect(far(i)).toBeGreaterThanOrEqual(far(found[k - 1]!) - TOLERANCE);
              });
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('circles and polygons', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 1, maxLength: 120 }),
        fc.array(
          fc.record({
            centre: place,
            radius: fc.oneof(between(1e-5, 1.3), between(1e-6, 0.01)),
            corners: fc.integer({ min: 3, max: 9 }),
            turn: between(0, 6),
            backwards: fc.boolean(),
          }),
          { minLength: 5, maxLength: 5 },
        ),
        target.embedded ? fc.boolean() : fc.constant(false),
        async (places, shapes, compound) => {
          const { indexed, plain } = await collections(places, compound);
          for (const { centre, radius, corners, turn, backwards } of shapes) {
            const ring = Array.from({ length: corners }, (_, i) =>
              away(centre, Math.max(radius, 1e-4), turn - (2 * Math.PI * i) / corners),
            );
            const edges = ring.map((a, i) => [vector(a), vector(ring[(i + 1) % corners]!)] as const);
            const closed = [...ring, ring[0]!];
            const polygon = { type: 'Polygon', coordinates: [backwards ? closed.toReversed() : closed] };
            const cases: [Document, (at: Place) => number][] = [
              [{ $centerSphere: [centre, radius] }, (at) => radius * EARTH - metres(centre, at)],
              [
                { $geometry: polygon },
                (at) => Math.min(...edges.map(([a, b]) => side(a, b, vector(at)))) * EARTH,
              ],
            ];
            for (const [$geoWithin, depth] of cases) {
              const more = compound ? { kind: 1 } : {};
              const filter = { loc: { $geoWithin }, ...more };
              const found = ids(await indexed.find(filter).toArray());
              expect(sorted(found)).toEqual(sorted(ids(await plain.find(filter).toArray())));
              places.forEach((at, i) => {
                if (compound && i % 2 === 0) return;
                if (Math.abs(depth(at)) > TOLERANCE)
                  expect([i, found.includes(i)]).toEqual([i, depth(at) > 0]);
              });
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

test.runIf(process.env.MONGODB_URL === undefined)(
  'the nearest 20 of 100,000 are found by little',
  async () => {
    const many = target.db.collection<Document>('many');
    await many.createIndex({ loc: '2dsphere' });
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return seed / 0x7fffffff;
    };
    const docs = Array.from({ length: 100_000 }, (_, i) => ({
      _id: i as never,
      loc: point([112 + random() * 0.8, 30 + random() * 0.6]),
    }));
    for (let i = 0; i < docs.length; i += 20_000) await many.insertMany(docs.slice(i, i + 20_000));
    for (const centre of [
      [112.4, 30.3],
      [112, 30],
      [112.9, 30.7],
      [-68, -30],
    ] as Place[]) {
      const cursor = () => many.find({ loc: { $near: { $geometry: point(centre) } } }).limit(20);
      const { queryPlanner, executionStats } = await cursor().explain('executionStats');
      expect(queryPlanner.winningPlan).toMatchObject({
        stage: 'GEO_NEAR_2DSPHERE',
        indexName: 'loc_2dsphere',
      });
      expect(executionStats.nReturned).toBe(20);
      expect(executionStats.totalKeysExamined).toBeLessThan(3000);
      expect(executionStats.totalDocsExamined).toBeLessThan(30);
      const wanted = docs
        .map((doc) => ({ id: doc._id, far: metres(centre, doc.loc.coordinates) }))
        .toSorted((a, b) => a.far - b.far)
        .slice(0, 20);
      expect(ids(await cursor().toArray())).toEqual(wanted.map(({ id }) => id));
    }
    const small = { loc: { $geoWithin: { $centerSphere: [[112.4, 30.3], 1000 / EARTH] } } };
    const { queryPlanner, executionStats } = await many.find(small).explain('executionStats');
    expect(queryPlanner.winningPlan).toMatchObject({
      stage: 'FETCH',
      inputStage: { stage: 'IXSCAN', indexName: 'loc_2dsphere' },
    });
    expect(executionStats.totalKeysExamined).toBeLessThan(3 * executionStats.nReturned);
  },
  300_000,
);
