import * as z from 'zod';
import { zId, zPoint, zText } from './scalars.ts';

/** From the widest to the narrowest. A region's parent is of the level before it. */
export const REGION_LEVELS = ['province', 'city', 'county', 'township', 'village'] as const;
export const zRegionLevel = z.enum(REGION_LEVELS);
export type RegionLevel = z.infer<typeof zRegionLevel>;

/** A node of the tree of divisions. `code` is the published one where there is one; ids are our own. */
export const zRegion = z
  .object({
    id: zId,
    code: z.string().nullable(),
    name: z.string(),
    level: zRegionLevel,
    parentId: zId.nullable(),
    /** Ids from the root down to this region itself. */
    path: z.array(zId),
    /** Names along `path`. */
    pathNames: z.array(z.string()),
    point: zPoint.nullable().describe('null: not known'),
    altitudeM: z.int().nullable().describe('metres; null: not known'),
    altitudeAbout: z.boolean().optional().describe('the altitude is an estimate'),
    /** True in the deployment's own prefecture. */
    home: z.boolean(),
  })
  .meta({ id: 'Region' });
export type Region = z.infer<typeof zRegion>;

export const zRegionsQuery = z.object({
  /** Children of this region. Without it: the deployment's own city and its counties. */
  parent: zId.optional(),
  /** Part of a name, at least two characters. */
  q: zText(20).min(2).optional(),
});
export const zRegionList = z.object({ items: z.array(zRegion) });
export type RegionList = z.infer<typeof zRegionList>;
