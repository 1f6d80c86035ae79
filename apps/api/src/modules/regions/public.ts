// What other features may use of this one.

export type { RegionRecord } from './model.ts';
export {
  allRegions,
  homeRegion,
  placeNames,
  regionByCode,
  regionById,
  regionOf,
  regionsByIds,
  regionsOf,
  subtreeOf,
} from './repository.ts';
export { regionSeeds } from './seed-data.ts';
export { sharedRegion } from './shared.ts';
