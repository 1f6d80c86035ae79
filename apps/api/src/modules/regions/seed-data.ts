import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGION_LEVELS, type RegionLevel } from '@linggong/contracts/region.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import * as z from 'zod';
import { estimatedAltitudes } from './altitudes.ts';

const zRows = z.array(z.tuple([z.string(), z.string(), z.string().nullable()])).default([]);
const zRegionFile = z.object({
  province: zRows,
  city: zRows,
  county: zRows,
  township: zRows,
  village: zRows,
});
const zPlacesFile = z.object({
  places: z.array(
    z.object({
      code: z.string(),
      point: z.tuple([z.number(), z.number()]).optional(),
      altitudeM: z.int().optional(),
      precision: z.string().optional(),
    }),
  ),
});

/** A region as the data files have it. Without `point` or `altitudeM` these are not known, and can't be estimated. */
export interface RegionSeed {
  code: string;
  name: string;
  level: RegionLevel;
  /** Null for provinces. */
  parentCode: string | null;
  point?: Point;
  altitudeM?: number;
  /** `altitudeM` is an estimate. */
  altitudeAbout?: true;
}

const dataFolder = join(import.meta.dirname, '../../../data');

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(dataFolder, file), 'utf8'));
}

/**
 * All regions that a new database is filled with: provinces and cities of the country, and the whole tree
 * of the prefecture with this code (its files must be in the data folder). Parents come before children.
 */
export function* regionSeeds(prefectureCode = '5403'): Generator<RegionSeed> {
  const country = zRegionFile.parse(readJson('regions-cn.json'));
  const own = zRegionFile.parse(readJson(`regions-${prefectureCode}.json`));
  const { places } = zPlacesFile.parse(readJson(`places-${prefectureCode}.json`));
  const placeByCode = new Map(places.map(({ code, ...known }) => [code, known]));
  const estimates = estimatedAltitudes(own, placeByCode);
  const seen = new Set<string>();
  for (const level of REGION_LEVELS) {
    for (const file of [country, own]) {
      for (const [code, name, parentCode] of file[level]) {
        // The prefecture itself is in both files.
        if (seen.has(code)) continue;
        seen.add(code);
        const { precision: _, ...known } = placeByCode.get(code) ?? {};
        const estimated = estimates.get(code);
        const about = estimated === undefined ? {} : { altitudeM: estimated, altitudeAbout: true as const };
        yield { code, name, level, parentCode, ...known, ...about };
      }
    }
  }
}
