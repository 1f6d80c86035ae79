import { describe, expect, test } from 'vitest';
import { fromGcj02, toGcj02 } from './gcj02.ts';
import { pixelOf, pointOf, TILE, tilesFor, tileUrl } from './view.ts';

describe('between WGS 84 and GCJ-02', () => {
  /** The pairs that eviltransform publishes, latitude first as there. */
  test.each([
    ['Shanghai', [31.1774276, 121.5272106], [31.17530398364597, 121.531541859215]],
    ['Shenzhen', [22.543847, 113.912316], [22.540796131694766, 113.9171764808363]],
    ['Beijing', [39.911954, 116.377817], [39.91334545536069, 116.38404722455657]],
  ] as const)('%s', (_, wgs, gcj) => {
    const drawn = toGcj02([wgs[1], wgs[0]]);
    expect(drawn[0]).toBeCloseTo(gcj[1], 6);
    expect(drawn[1]).toBeCloseTo(gcj[0], 6);
    const back = fromGcj02([gcj[1], gcj[0]]);
    expect(back[0]).toBeCloseTo(wgs[1], 7);
    expect(back[1]).toBeCloseTo(wgs[0], 7);
  });

  test('in Chamdo it moves by hundreds of metres and comes back; outside China nothing moves', () => {
    const chamdo = [97.178, 31.137] as [number, number];
    const drawn = toGcj02(chamdo);
    const metres = Math.hypot((drawn[0] - chamdo[0]) * 95_000, (drawn[1] - chamdo[1]) * 111_000);
    expect(metres).toBeGreaterThan(100);
    expect(metres).toBeLessThan(1000);
    const back = fromGcj02(drawn);
    expect(back[0]).toBeCloseTo(chamdo[0], 8);
    expect(back[1]).toBeCloseTo(chamdo[1], 8);
    expect(toGcj02([2.35, 48.85])).toEqual([2.35, 48.85]);
  });
});

describe('tiles', () => {
  test('a point comes back from its pixel', () => {
    for (const point of [
      [97.178, 31.137],
      [-70, -33],
      [0, 0],
    ] as [number, number][]) {
      const [lng, lat] = pointOf(pixelOf(point, 15), 15);
      expect(lng).toBeCloseTo(point[0], 8);
      expect(lat).toBeCloseTo(point[1], 8);
    }
    // The tile of Chamdo's old town, as any tile server counts.
    const { x, y } = pixelOf([97.178, 31.137], 10);
    expect([Math.floor(x / TILE), Math.floor(y / TILE)]).toEqual([788, 418]);
  });

  test('cover the view without a gap, none twice, none beyond the poles', () => {
    const size = { width: 360, height: 320 };
    for (const middle of [pixelOf([97.178, 31.137], 14), { x: 5, y: 5 }, { x: 256, y: 256 }]) {
      const zoom = middle.x > 1000 ? 14 : 1;
      const tiles = tilesFor(middle, zoom, size);
      expect(new Set(tiles.map(({ key }) => key)).size).toBe(tiles.length);
      expect(Math.min(...tiles.map(({ left }) => left))).toBeLessThanOrEqual(0);
      expect(Math.max(...tiles.map(({ left }) => left + TILE))).toBeGreaterThanOrEqual(size.width);
      for (const { x, y } of tiles) for (const n of [x, y]) expect(n >= 0 && n < 2 ** zoom).toBe(true);
    }
  });

  test('have an address by the template', () => {
    const url = 'https://t{s}.example.cn/{z}/{x}/{y}.png?tk=k';
    expect(tileUrl(url, 10, { x: 788, y: 418 })).toBe('https://t6.example.cn/10/788/418.png?tk=k');
    expect(tileUrl('https://webrd0{s4}.is.example', 10, { x: 3, y: 4 })).toBe('https://webrd04.is.example');
  });
});
