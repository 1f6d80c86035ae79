import type { MapTiles } from '@linggong/contracts/about.ts';
import type { Settings } from '../../platform/settings.ts';

const tianditu = (layer: string, key: string) =>
  `https://t{s}.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}` +
  `&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`;

/**
 * The map on which a workplace can be pinned, by the settings; null: there is none. A key is the provider's kind for
 * browsers: whoever opens the map sees it, its provider ties it to the site's address.
 */
export function mapOf({ MAP_PROVIDER, MAP_KEY, MAP_TILES }: Settings): MapTiles | null {
  const key = encodeURIComponent(MAP_KEY ?? '');
  if (MAP_PROVIDER === 'tianditu' && key)
    return {
      // Ground and names are two layers.
      layers: [tianditu('vec', key), tianditu('cva', key)],
      datum: 'wgs84',
      zoom: { min: 5, max: 18 },
      credit: '天地图',
    };
  if (MAP_PROVIDER === 'amap' && key)
    return {
      layers: [
        `https://webrd0{s4}.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}&key=${key}`,
      ],
      datum: 'gcj02',
      zoom: { min: 5, max: 18 },
      credit: '高德地图',
    };
  if (MAP_PROVIDER === 'own' && MAP_TILES)
    return { layers: [MAP_TILES], datum: 'wgs84', zoom: { min: 5, max: 18 }, credit: '' };
  return null;
}
