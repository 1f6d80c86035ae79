import { createHash } from 'node:crypto';
import type { Region, zRegionsQuery } from '@linggong/contracts/region.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import type { RegionRecord } from './model.ts';
import {
  addRegions,
  childrenOf,
  estimateAltitudes,
  forgetRegions,
  homeRegion,
  isSeeded,
  lacksAltitudes,
  regionById,
  searchRegions,
  toRegion,
} from './repository.ts';
import { regionSeeds } from './seed-data.ts';

const BATCH = 1000;
const FOUND_AT_MOST = 30;

/** The same for the same code, so that filling a database twice, or from two processes, makes nothing double. */
const seedId = (code: string) =>
  new Types.ObjectId(createHash('sha256').update(`region:${code}`).digest('hex').slice(0, 24));

/** All records of a new database; the own city last: its presence says that all is there. */
function seedRecords(prefecture: string): RegionRecord[] {
  const byCode = new Map<string, RegionRecord>();
  for (const seed of regionSeeds(prefecture)) {
    const parent = seed.parentCode === null ? null : byCode.get(seed.parentCode)!;
    const _id = seedId(seed.code);
    byCode.set(seed.code, {
      _id,
      code: seed.code,
      name: seed.name,
      level: seed.level,
      parentId: parent?._id ?? null,
      path: [...(parent?.path ?? []), _id],
      pathNames: [...(parent?.pathNames ?? []), seed.name],
      pathCodes: [...(parent?.pathCodes ?? []), seed.code],
      point: seed.point ?? null,
      altitudeM: seed.altitudeM ?? null,
      ...(seed.altitudeAbout && { altitudeAbout: true }),
      home: seed.code.startsWith(prefecture),
    });
  }
  const own = byCode.get(prefecture)!;
  byCode.delete(prefecture);
  return [...byCode.values(), own];
}

/** Gives divisions of a database that was filled before altitudes were estimated theirs. What is known of one stays. */
async function fillAltitudes(deps: Deps): Promise<void> {
  if (!(await lacksAltitudes(deps))) return;
  const about = seedRecords(deps.settings.PREFECTURE).filter(({ altitudeAbout }) => altitudeAbout);
  if (about.length > 0) await estimateAltitudes(deps, about);
}

/**
 * Fills a new database with the divisions of the country and of the deployment's prefecture; else only what was not
 * known of them.
 */
export async function seedRegions(deps: Deps): Promise<void> {
  if (await isSeeded(deps)) return fillAltitudes(deps);
  const records = seedRecords(deps.settings.PREFECTURE);
  for (let from = 0; from < records.length; from += BATCH)
    await addRegions(deps, records.slice(from, from + BATCH));
  forgetRegions(deps);
}

/** Children of a region, what a search finds, or where a page starts: the own city and its counties. */
export async function listRegions(deps: Deps, query: z.output<typeof zRegionsQuery>): Promise<Region[]> {
  if (query.q) return (await searchRegions(deps, query.q, FOUND_AT_MOST)).map(toRegion);
  if (query.parent) {
    const parent = await getRegion(deps, query.parent);
    return (await childrenOf(deps, parent.id)).map(toRegion);
  }
  const home = await homeRegion(deps);
  return [home, ...(await childrenOf(deps, home._id))].map(toRegion);
}

/** Throws `region.not_found`. */
export async function getRegion(deps: Deps, id: string): Promise<Region> {
  const region = await regionById(deps, id);
  if (!region) throw problem('region.not_found');
  return toRegion(region);
}
