import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGION_LEVELS } from '@linggong/contracts/region.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { describe, expect, test } from 'vitest';
import { estimatedAltitudes } from './altitudes.ts';
import { regionSeeds } from './seed-data.ts';

const regions = [...regionSeeds('5403')];
const inHome = (code: string) => code.startsWith('5403');

test('the prefecture has 11 counties, 138 townships and its villages', () => {
  const count = (level: string) => regions.filter((r) => r.level === level && inHome(r.code)).length;
  expect([count('city'), count('county'), count('township'), count('village')]).toEqual([1, 11, 138, 1175]);
});

test('the country has 34 provinces and the partner provinces have their cities', () => {
  expect(regions.filter((r) => r.level === 'province')).toHaveLength(34);
  expect(regions.filter((r) => r.level === 'city').length).toBeGreaterThan(330);
  for (const name of ['重庆市', '天津市', '福州市', '北京市', '深圳市'])
    expect(regions.some((r) => r.level === 'city' && r.name === name)).toBe(true);
  for (const empty of ['市辖区', '县', '省直辖县级行政区划'])
    expect(regions.some((r) => r.name === empty)).toBe(false);
});

test('codes are unique, parents come first and are of the level before', () => {
  const levelOf = new Map<string, string>();
  for (const region of regions) {
    expect(levelOf.has(region.code), region.code).toBe(false);
    const above = REGION_LEVELS[REGION_LEVELS.indexOf(region.level) - 1];
    if (region.parentCode === null) expect(region.level).toBe('province');
    else expect(levelOf.get(region.parentCode), region.code).toBe(above);
    levelOf.set(region.code, region.level);
  }
});

test('points and known altitudes are those of the places file and of nothing else', () => {
  const file = join(import.meta.dirname, '../../../data/places-5403.json');
  const { places, sources } = JSON.parse(readFileSync(file, 'utf8')) as {
    sources: Record<string, string>;
    places: { code: string; name: string; source: string; precision: string; altitudeM?: number }[];
  };
  const known = new Map(places.map((p) => [p.code, p]));
  expect(known.size).toBe(places.length);
  expect(places.filter((p) => p.precision === 'county_seat')).toHaveLength(11);
  for (const region of regions) {
    const place = known.get(region.code);
    if (!place) {
      expect(region).not.toHaveProperty('point');
      if (!region.altitudeAbout) expect(region).not.toHaveProperty('altitudeM');
      continue;
    }
    if ('altitudeM' in place) expect(region).toMatchObject({ altitudeM: place.altitudeM });
    if ('altitudeM' in place) expect(region).not.toHaveProperty('altitudeAbout');
    expect(place.name).toBe(region.name);
    expect(sources).toHaveProperty(place.source);
    known.delete(region.code);
    // The prefecture lies within 93–99.1° E and 28.5–32.6° N, between 2,000 and 5,000 m.
    if (region.point) {
      expect(region.point[0]).toSatisfy((lng: number) => lng > 93 && lng < 99.2);
      expect(region.point[1]).toSatisfy((lat: number) => lat > 28.5 && lat < 32.6);
    }
    if (region.altitudeM) expect(region.altitudeM).toSatisfy((m: number) => m > 2000 && m < 5000);
  }
  expect([...known.keys()]).toEqual([]);
});

describe('altitudes', () => {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const named = (county: string, name: string) => {
    const within = regions.find((r) => r.name === county)!.code;
    return regions.find((r) => r.name === name && r.parentCode === within)!;
  };

  test('every county, township and village of the prefecture has one, known or marked as an estimate', () => {
    for (const region of regions.filter(({ code }) => inHome(code) && code !== '5403'))
      expect(region.altitudeM, region.name).toSatisfy((m: number) => m > 2000 && m < 5000);
    expect(byCode.get('5403')).not.toHaveProperty('altitudeM');
    const elsewhere = regions.filter(({ code, level }) => !inHome(code) && level !== 'city');
    expect(elsewhere.filter((region) => 'altitudeM' in region || 'altitudeAbout' in region)).toEqual([]);
    const townships = regions.filter(({ level, code }) => level === 'township' && inHome(code));
    expect(townships.filter(({ altitudeAbout }) => !altitudeAbout)).toHaveLength(16);
  });

  test.each([
    ['丁青县', '尺犊镇', 3870, true],
    ['卡若区', '如意乡', 3240, true],
    ['卡若区', '城关镇', 3240, undefined],
    ['芒康县', '如美镇', 2600, undefined],
  ])('of %s %s', (county, name, altitudeM, about) => {
    expect(named(county, name)).toMatchObject({ altitudeM });
    expect(named(county, name).altitudeAbout).toBe(about);
  });

  test('a seat that nobody measured lies between its neighbours, a village as high as its township', () => {
    const seat = named('察雅县', '烟多镇');
    expect(seat.altitudeAbout).toBe(true);
    expect(seat.altitudeM).toSatisfy((m: number) => m > 3240 && m < 3640);
    expect(named('察雅县', '吉塘镇').altitudeM).toBe(seat.altitudeM);
    const low = regions.filter(({ parentCode }) => parentCode === named('芒康县', '如美镇').code);
    expect(low.map(({ altitudeM, altitudeAbout }) => [altitudeM, altitudeAbout])).toEqual(
      low.map(() => [2600, true]),
    );
    expect(low.length).toBeGreaterThan(0);
  });

  test('without a seat to go by nothing is estimated', () => {
    const rows = { county: [['1', '县', null]], township: [['11', '镇', '1']], village: [] } as const;
    expect(estimatedAltitudes(rows, new Map([['11', { altitudeM: 3000 }]]))).toEqual(new Map());
  });
});

test.each([
  ['西藏自治区', 'province', '西藏'],
  ['广西壮族自治区', 'province', '广西'],
  ['新疆维吾尔自治区', 'province', '新疆'],
  ['内蒙古自治区', 'province', '内蒙古'],
  ['重庆市', 'province', '重庆'],
  ['福建省', 'province', '福建'],
  ['香港特别行政区', 'province', '香港'],
  ['昌都市', 'city', '昌都'],
  ['阿里地区', 'city', '阿里'],
  ['甘孜藏族自治州', 'city', '甘孜'],
  ['阿坝藏族羌族自治州', 'city', '阿坝'],
  ['克孜勒苏柯尔克孜自治州', 'city', '克孜勒苏'],
  ['博尔塔拉蒙古自治州', 'city', '博尔塔拉'],
  ['湘西土家族苗族自治州', 'city', '湘西'],
  ['兴安盟', 'city', '兴安盟'],
  ['卡若区', 'county', '卡若区'],
  ['江达县', 'county', '江达'],
  ['朗县', 'county', '朗县'],
  ['如意乡', 'township', '如意乡'],
  ['纳西民族乡', 'township', '纳西民族乡'],
  ['日通村村委会', 'village', '日通村'],
  ['达巴村委会', 'village', '达巴村'],
  ['多福巷社区居委会', 'village', '多福巷社区'],
  ['某某村民委员会', 'village', '某某村'],
] as const)('%s is called %s', (name, level, short) => {
  expect(shortName(name, level)).toBe(short);
});

test('every short name is a part of the full one and never empty', () => {
  for (const { name, level } of regions) {
    const short = shortName(name, level);
    expect(short.length, name).toBeGreaterThanOrEqual(2);
    expect(name.startsWith(short.replace(/村$/, '')), name).toBe(true);
  }
});
