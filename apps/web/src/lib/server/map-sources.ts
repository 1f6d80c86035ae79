import type { MapTiles } from '@linggong/contracts/about.ts';

/** The origins of a map's tiles, as a policy for pictures names them: every host that `{s}` can stand for. */
export function tileOrigins(map: MapTiles): string[] {
  const origins = map.layers.flatMap((layer) => {
    const hosts = layer.includes('{s}')
      ? Array.from({ length: 8 }, (_, i) => layer.replaceAll('{s}', String(i)))
      : layer.includes('{s4}')
        ? [1, 2, 3, 4].map((i) => layer.replaceAll('{s4}', String(i)))
        : [layer];
    return hosts.map((url) => new URL(url).origin);
  });
  return [...new Set(origins)];
}

/**
 * Lets a page show the map's tiles, where a map is set. On every page: whoever comes to the posting form by a link
 * keeps the policy of the page that was loaded first.
 */
export function allowTiles(headers: Headers, map: MapTiles | null): void {
  const policy = headers.get('content-security-policy');
  if (!map || !policy) return;
  headers.set(
    'content-security-policy',
    policy.replace(/img-src [^;]*/, (sources) => [sources, ...tileOrigins(map)].join(' ')),
  );
}
