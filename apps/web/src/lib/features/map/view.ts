import type { Point } from '@linggong/contracts/scalars.ts';

/** Web Mercator as map tiles have it: 256 px squares, twice as many each way at every step nearer. */
export const TILE = 256;
/** Mercator ends before the poles. */
const MOST_NORTH = 85.0511;

export type Pixel = { x: number; y: number };

/** Where a point lies in the picture of the whole world at a zoom. */
export function pixelOf([lng, lat]: Point, zoom: number): Pixel {
  const size = TILE * 2 ** zoom;
  const sin = Math.sin((Math.max(-MOST_NORTH, Math.min(MOST_NORTH, lat)) * Math.PI) / 180);
  return { x: ((lng + 180) / 360) * size, y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size };
}

/** The point there. */
export function pointOf({ x, y }: Pixel, zoom: number): Point {
  const size = TILE * 2 ** zoom;
  const n = Math.PI * (1 - (2 * y) / size);
  return [(x / size) * 360 - 180, (Math.atan(Math.sinh(n)) * 180) / Math.PI];
}

export type PlacedTile = { key: string; x: number; y: number; left: number; top: number };

/** The tiles that cover a view of so many px around its middle, and where their corners lie in it. */
export function tilesFor(middle: Pixel, zoom: number, size: { width: number; height: number }): PlacedTile[] {
  const count = 2 ** zoom;
  const [left, top] = [middle.x - size.width / 2, middle.y - size.height / 2];
  const tiles: PlacedTile[] = [];
  for (let y = Math.floor(top / TILE); y * TILE < top + size.height; y++) {
    if (y < 0 || y >= count) continue;
    for (let x = Math.floor(left / TILE); x * TILE < left + size.width; x++) {
      const round = ((x % count) + count) % count;
      tiles.push({ key: `${zoom}/${x}/${y}`, x: round, y, left: x * TILE - left, top: y * TILE - top });
    }
  }
  return tiles;
}

/** A tile's address by its template: `{z}`, `{x}`, `{y}`, and `{s}` for one of eight hosts. */
export const tileUrl = (template: string, zoom: number, { x, y }: Pick<PlacedTile, 'x' | 'y'>): string =>
  template
    .replaceAll('{z}', String(zoom))
    .replaceAll('{x}', String(x))
    .replaceAll('{y}', String(y))
    .replaceAll('{s}', String((x + y) % 8))
    .replaceAll('{s4}', String(((x + y) % 4) + 1));
