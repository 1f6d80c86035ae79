import { angle, type Cap, unit, type Vector } from './sphere.ts';

/**
 * Cells on the sphere: the six faces of a cube around it, each divided into four again and again. A code is the face
 * and then two bits for each level, so that the codes of a cell's points lie together. The faces are divided by equal
 * angles, which keeps cells of a level alike in size, and their edges are great circles.
 */
export interface Cell {
  face: number;
  level: number;
  i: number;
  j: number;
}

/** Deep enough for cells of 4 cm. */
export const LEVELS = 28;
export const CODE_BYTES = 8;

export const FACES: readonly Cell[] = [0, 1, 2, 3, 4, 5].map((face) => ({ face, level: 0, i: 0, j: 0 }));

const toVector = (face: number, u: number, v: number): Vector => {
  const w = face < 3 ? 1 : -1;
  return unit(face % 3 === 0 ? [w, u, v] : face % 3 === 1 ? [u, w, v] : [u, v, w]);
};

/** The cell of a level that a point is in. */
export function cellAt([x, y, z]: Vector, level: number): Cell {
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  const axis = ax >= ay && ax >= az ? 0 : ay >= az ? 1 : 2;
  const [u, v, w] = axis === 0 ? [y, z, x] : axis === 1 ? [x, z, y] : [x, y, z];
  const place = (n: number) => {
    const part = (Math.atan(n / Math.abs(w)) * 4) / Math.PI;
    return Math.min(2 ** level - 1, Math.max(0, Math.floor(((part + 1) / 2) * 2 ** level)));
  };
  return { face: axis + (w < 0 ? 3 : 0), level, i: place(u), j: place(v) };
}

/** The least (`fill` 0) or greatest (`fill` 1) code in a cell. */
export function codeOf({ face, level, i, j }: Cell, fill: 0 | 1 = 0): Uint8Array {
  const code = new Uint8Array(CODE_BYTES);
  code[0] = face;
  for (let k = 0; k < LEVELS; k++) {
    const bit = level - 1 - k;
    const two = bit < 0 ? fill * 3 : ((i >> bit) & 1) * 2 + ((j >> bit) & 1);
    code[1 + (k >> 2)]! |= two << (6 - 2 * (k & 3));
  }
  return code;
}

/** The smallest cell of a code. */
export function cellOf(code: Uint8Array): Cell {
  let [i, j] = [0, 0];
  for (let k = 0; k < LEVELS; k++) {
    const two = (code[1 + (k >> 2)]! >> (6 - 2 * (k & 3))) & 3;
    i = i * 2 + (two >> 1);
    j = j * 2 + (two & 1);
  }
  return { face: code[0]!, level: LEVELS, i, j };
}

/** The level of the smallest cell that holds both codes; -1 where they are on different faces. */
export function commonLevel(a: Uint8Array, b: Uint8Array): number {
  const [x, y] = [cellOf(a), cellOf(b)];
  if (x.face !== y.face) return -1;
  return LEVELS - (32 - Math.clz32((x.i ^ y.i) | (x.j ^ y.j)));
}

/** The codes of a cell's points, both ends inside. */
export interface CodeRange {
  low: Uint8Array;
  high: Uint8Array;
}

export const rangeOf = (cell: Cell): CodeRange => ({ low: codeOf(cell), high: codeOf(cell, 1) });

export const children = ({ face, level, i, j }: Cell): Cell[] =>
  [0, 1, 2, 3].map((k) => ({ face, level: level + 1, i: i * 2 + (k >> 1), j: j * 2 + (k & 1) }));

/** What rounding may put a point beside its cell. */
const SLACK = 1e-12;

/** A circle around a cell. */
export function capOf({ face, level, i, j }: Cell): Cap {
  const at = (n: number) => Math.tan(((n / 2 ** level) * 2 - 1) * (Math.PI / 4));
  const centre = toVector(face, at(i + 0.5), at(j + 0.5));
  const corners = [toVector(face, at(i), at(j)), toVector(face, at(i + 1), at(j))].concat([
    toVector(face, at(i), at(j + 1)),
    toVector(face, at(i + 1), at(j + 1)),
  ]);
  return { centre, radius: Math.max(...corners.map((corner) => angle(centre, corner))) + SLACK };
}

/** Above this many cells a cover is not made finer. */
const MAX_COVER = 24;

/** Few ranges of codes that together hold every point of a circle, in order and without overlap. */
export function cover(cap: Cap): CodeRange[] {
  const touches = (cell: Cell) => {
    const own = capOf(cell);
    return angle(own.centre, cap.centre) <= own.radius + cap.radius;
  };
  const inside = (cell: Cell) => {
    const own = capOf(cell);
    return angle(own.centre, cap.centre) + own.radius <= cap.radius;
  };
  let cells = FACES.filter(touches);
  for (let level = 0; level < LEVELS; level++) {
    const finer = cells.flatMap((cell) =>
      cell.level < level || inside(cell) ? [cell] : children(cell).filter(touches),
    );
    if (finer.length > MAX_COVER) break;
    cells = finer;
  }
  return cells.map(rangeOf).sort((a, b) => Buffer.compare(a.low, b.low));
}
