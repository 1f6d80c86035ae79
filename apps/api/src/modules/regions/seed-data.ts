import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGION_LEVELS, type RegionLevel } from '@linggong/contracts/region.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import * as z from 'zod';

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
    }),
  ),
});

/** A region as the data files have it. Without `point` or `altitudeM` these are not known. */
export interface RegionSeed {
  code: string;
  name: string;
  level: RegionLevel;
  /** Null for provinces. */
  parentCode: string | null;
  point?: Point;
  altitudeM?: number;
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
  const files = ['regions-cn.json', `regions-${prefectureCode}.json`].map((file) =>
    zRegionFile.parse(readJson(file)),
  );
  const { places } = zPlacesFile.parse(readJson(`places-${prefectureCode}.json`));
  const placeByCode = new Map(places.map(({ code, ...known }) => [code, known]));
  const seen = new Set<string>();
  for (const level of REGION_LEVELS) {
    for (const file of files) {
      for (const [code, name, parentCode] of file[level]) {
        // The prefecture itself is in both files.
        if (seen.has(code)) continue;
        seen.add(code);
        yield { code, name, level, parentCode, ...placeByCode.get(code) };
      }
    }
  }
}
