import { MongoError, notSupported } from '../errors.ts';
import { isPlain } from '../values/bson.ts';
import { checkCrs, position } from './points.ts';
import { angle, type Cap, cross, dot, type Point, size, toVector, unit, type Vector } from './sphere.ts';

type Flat = readonly [x: number, y: number];

/**
 * A polygon whose edges are great circles, seen from the middle of the sphere onto a plane that touches it at the
 * polygon's centre: there great circles are straight lines, and what is inside stays inside.
 */
export interface Polygon {
  cap: Cap;
  rings: Flat[][];
  project: (point: Vector) => Flat | undefined;
  edges: [Vector, Vector][];
}

const bad = (message: string) => new MongoError('BadValue', message);

/** The widest polygon, as the angle from its centre: nearly a hemisphere. */
const MAX_RADIUS = 1.5;
/** How near a point must be to an edge to be on it, in radians: under a millimetre. */
const ON_EDGE = 1e-10;

/** The polygons of a GeoJSON `Polygon` or `MultiPolygon` in a query. */
export function parsePolygons(value: unknown): Polygon[] {
  if (!isPlain(value)) throw bad('$geometry must be an object');
  const { type, coordinates } = value;
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    throw notSupported(`A query with the GeoJSON shape ${String(type)}`);
  checkCrs(value);
  const list = type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(list) || list.length === 0)
    throw bad(`${type} coordinates must be an array of polygons`);
  return list.map(polygon);
}

function polygon(raw: unknown): Polygon {
  if (!Array.isArray(raw) || raw.length === 0) throw bad('Polygon coordinates must be an array of rings');
  const loops = raw.map(ring);
  const shell = loops[0]!.map(toVector);
  const sum = shell.reduce<Vector>((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], [0, 0, 0]);
  const centre = unit(sum);
  const radius = Math.max(...shell.map((vertex) => angle(centre, vertex)));
  if (!(radius <= MAX_RADIUS)) throw notSupported('A polygon as wide as a hemisphere');
  const project = projection(centre);
  const rings = loops.map((loop) =>
    loop.map((point) => {
      const flat = project(toVector(point));
      if (!flat) throw outside();
      return flat;
    }),
  );
  checkCrossings(rings);
  for (const hole of rings.slice(1)) if (!inRing(middle(hole), rings[0]!)) throw outside();
  const edges = loops.flatMap((loop) =>
    loop.map((point, i): [Vector, Vector] => [toVector(point), toVector(loop[(i + 1) % loop.length]!)]),
  );
  return { cap: { centre, radius: radius + ON_EDGE }, rings, project, edges };
}

const outside = () =>
  bad('Secondary loops not contained by first exterior loop - secondary loops must be holes');

/** A closed ring without its last, repeated point. */
function ring(raw: unknown): Point[] {
  if (!Array.isArray(raw)) throw bad('A polygon ring must be an array of coordinates');
  const points = raw.map(position);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1])
    throw bad('Loop is not closed, first vertex does not equal last vertex');
  const loop = points.slice(1).filter(([x, y], i) => x !== points[i]![0] || y !== points[i]![1]);
  if (new Set(loop.map(String)).size < 3) throw bad('Loop must have at least 3 different vertices');
  if (new Set(loop.map(String)).size < loop.length) throw bad('Loop is not valid: it has duplicate vertices');
  return loop;
}

/** Onto the plane at `centre`; undefined for what lies behind it. */
function projection(centre: Vector): (point: Vector) => Flat | undefined {
  const helper: Vector = Math.abs(centre[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const east = unit(cross(helper, centre));
  const north = cross(centre, east);
  return (point) => {
    const depth = dot(point, centre);
    return depth > 1e-9 ? [dot(point, east) / depth, dot(point, north) / depth] : undefined;
  };
}

const side = (a: Flat, b: Flat, c: Flat) =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

/** A ring that crosses itself or another one has no inside. Sweeps over the edges from left to right. */
function checkCrossings(rings: Flat[][]): void {
  const edges = rings
    .flatMap((loop) => loop.map((a, i) => ({ a, b: loop[(i + 1) % loop.length]! })))
    .map(({ a, b }) => ({ a, b, low: Math.min(a[0], b[0]), high: Math.max(a[0], b[0]) }))
    .sort((x, y) => x.low - y.low);
  edges.forEach(({ a, b, high }, i) => {
    for (let k = i + 1; k < edges.length && edges[k]!.low <= high; k++) {
      const { a: c, b: d } = edges[k]!;
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0)
        throw bad('Loop is not valid: edges cross');
    }
  });
}

/** The middle of a ring's first edge, which no other ring crosses. */
function middle(loop: Flat[]): Flat {
  const [a, b] = [loop[0]!, loop[1]!];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Whether a point of the plane lies in a ring, by the edges to its right. */
export function inRing([x, y]: Flat, loop: readonly Flat[]): boolean {
  let inside = false;
  for (let i = 0, j = loop.length - 1; i < loop.length; j = i++) {
    const [[ax, ay], [bx, by]] = [loop[i]!, loop[j]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Whether a point lies in a polygon and in none of its holes. */
export function contains({ cap, rings, project }: Polygon, point: Vector): boolean {
  if (angle(cap.centre, point) > cap.radius) return false;
  const flat = project(point);
  if (!flat) return false;
  const [shell, ...holes] = rings;
  return inRing(flat, shell!) && !holes.some((hole) => inRing(flat, hole));
}

/** Whether a point lies on an edge of a polygon. */
export const onEdge = ({ edges }: Polygon, point: Vector): boolean =>
  edges.some(([a, b]) => {
    const length = angle(a, b);
    const apart = Math.abs(dot(point, unit(cross(a, b))));
    const between = angle(a, point) <= length + ON_EDGE && angle(b, point) <= length + ON_EDGE;
    return apart <= ON_EDGE && between && size(cross(a, b)) > 0;
  });
