import type { Point } from '@linggong/contracts/scalars.ts';
import { boxAround } from '../distance.ts';
import type { Hours, WorkTime } from '../hours.ts';

const amount = new Float64Array(1);
const highBits = new Uint32Array(
  amount.buffer,
  new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 4 : 0,
  1,
);

/**
 * Amounts of 0 and more on a scale of eight steps to each doubling. The first bits of the number itself, so that of
 * two amounts the greater is never on the lower step.
 */
export function payStep(fen: number): number {
  amount[0] = Math.max(0, fen);
  return highBits[0]! >>> 17;
}

/** The whole hours around hours of a day, as a number: what lies within the hours lies within these. */
export function hoursStep([from, to]: Hours): number {
  const ends = to > from ? to : to + 1440;
  return Math.floor(from / 60) * 64 + Math.ceil(ends / 60);
}

/** Whether a shift may lie within hours of this step. */
export function hoursReach(step: number, { from, to }: Pick<WorkTime<unknown>, 'from' | 'to'>): boolean {
  const begins = Math.floor(step / 64) * 60;
  const ends = (step % 64) * 60;
  return from >= begins ? to <= ends : to <= ends - 1440;
}

/** Degrees of a cell on each level: from a province down to a few streets. */
const CELLS = [4, 1 / 2, 1 / 16, 1 / 128, 1 / 1024];

/** The cell of a circle's centre, apart for each size of circles: a wide one among narrow ones would hide them all. */
export function circleCell(centre: Point, km: number, level: number): number {
  const cell = CELLS[level]!;
  const [lng, lat] = centre;
  const columns = 1000 / cell;
  const size = Math.floor(Math.log2(km) / 2);
  return (size * columns + Math.floor((lat + 90) / cell)) * columns + Math.floor((lng + 180) / cell);
}

/** A box in degrees that may be unbounded. A plain list, because it is looked at for every circle that is passed by. */
export type Bounds = [west: number, east: number, south: number, north: number];

const onEarth = ([lng, lat]: Point) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90;

/** Bounds that hold the whole circle. Across the date line, and for a centre that is no place, they have no ends. */
export function circleBounds(centre: Point, km: number): Bounds {
  if (!onEarth(centre)) return [-Infinity, Infinity, -Infinity, Infinity];
  const { lng, lat } = boxAround(centre, km);
  const [west, east] = lng ?? [-Infinity, Infinity];
  return [west, east, lat[0], lat[1]];
}

export function widen(bounds: Bounds, by: Bounds): void {
  bounds[0] = Math.min(bounds[0], by[0]);
  bounds[1] = Math.max(bounds[1], by[1]);
  bounds[2] = Math.min(bounds[2], by[2]);
  bounds[3] = Math.max(bounds[3], by[3]);
}

/** Whether a circle within the bounds may hold the point. */
export function mayHold(bounds: Bounds, point: Point): boolean {
  const [lng, lat] = point;
  const outside = lng < bounds[0] || lng > bounds[1] || lat < bounds[2] || lat > bounds[3];
  return !outside || !onEarth(point);
}
