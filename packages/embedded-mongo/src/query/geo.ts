import { MongoError } from '../errors.ts';
import { pair, pointOf } from '../geo/points.ts';
import { contains, inRing, onEdge, parsePolygons } from '../geo/polygon.ts';
import { angle, type Cap, type Point, toVector } from '../geo/sphere.ts';
import { isNumeric, isPlain, toNumber } from '../values/bson.ts';

/** What `$geoWithin` or `$geoIntersects` asks for. */
interface Shape {
  test: (point: Point) => boolean;
  /** Flat shapes take legacy coordinates of any size, and no index on the sphere helps them. */
  flat: boolean;
  /** Circles on the sphere that together hold the shape. */
  caps: Cap[];
}

const bad = (message: string) => new MongoError('BadValue', message);

/** Compiles the condition of `$geoWithin` or `$geoIntersects`; any of several points of an array may meet it. */
export function geoTest(name: string, operand: unknown): (value: unknown) => boolean {
  const { test, flat } = parseShape(name, operand);
  return (value) => {
    const point = pointOf(value, flat);
    if (point) return test(point);
    return (
      Array.isArray(value) &&
      value.some((item) => {
        const each = pointOf(item, flat);
        return each !== undefined && test(each);
      })
    );
  };
}

/** The shape that a query names. On its edges a point intersects a polygon; whether it is within is not defined there. */
export function parseShape(name: string, operand: unknown): Shape {
  if (!isPlain(operand)) throw bad('geometry must be an object');
  const [specifier, ...others] = Object.keys(operand);
  if (specifier === undefined) throw bad("geo query doesn't have any geometry");
  if (others.length > 0) throw bad(`${name} doesn't accept multiple shapes`);
  const value = operand[specifier];
  if (specifier === '$geometry') {
    const polygons = parsePolygons(value);
    const edges = name === '$geoIntersects';
    return {
      test(point) {
        const vector = toVector(point);
        return polygons.some((one) => contains(one, vector) || (edges && onEdge(one, vector)));
      },
      flat: false,
      caps: polygons.map(({ cap }) => cap),
    };
  }
  if (name === '$geoIntersects') throw bad('$geoIntersect not supported with provided geometry');
  switch (specifier) {
    case '$centerSphere': {
      const { centre, radius } = circle(value);
      if (Math.abs(centre[0]) > 180 || Math.abs(centre[1]) > 90)
        throw bad('Spherical distance would require (unimplemented) wrapping: the centre is out of bounds');
      const cap = { centre: toVector(centre), radius: Math.min(radius, Math.PI) };
      return { test: (point) => angle(cap.centre, toVector(point)) <= cap.radius, flat: false, caps: [cap] };
    }
    case '$center': {
      const { centre, radius } = circle(value);
      return flat(([x, y]) => Math.hypot(x - centre[0], y - centre[1]) <= radius);
    }
    case '$box': {
      const corners = points(value);
      const [a, b] = corners;
      if (!a || !b || corners.length !== 2) throw bad('$box needs two points');
      const within = (n: number, i: 0 | 1) => n >= Math.min(a[i], b[i]) && n <= Math.max(a[i], b[i]);
      return flat(([x, y]) => within(x, 0) && within(y, 1));
    }
    case '$polygon': {
      const ring = points(value);
      if (ring.length < 3) throw bad('Polygon must have at least 3 points');
      return flat((point) => inRing(point, ring));
    }
    default:
      throw bad(`unknown geo specifier: ${specifier}`);
  }
}

const flat = (test: Shape['test']): Shape => ({ test, flat: true, caps: [] });

const points = (value: unknown): Point[] =>
  (Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : []).map((one) => pair(one, false));

function circle(value: unknown): { centre: Point; radius: number } {
  const [centre, size, ...more] = Array.isArray(value) ? value : [];
  const radius = toNumber(size);
  if (centre === undefined || more.length > 0) throw bad('A circle needs a centre and a radius');
  if (!isNumeric(size) || radius === undefined || !(radius >= 0))
    throw bad('radius must be a non-negative number');
  return { centre: pair(centre, false), radius };
}
