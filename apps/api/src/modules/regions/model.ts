import { zRegionLevel } from '@linggong/contracts/region.ts';
import { zPoint } from '@linggong/contracts/scalars.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

/** `path` and `pathNames` run from the root to the region itself. */
const region = z.strictObject({
  _id: zObjectId,
  code: z.string().nullable(),
  name: z.string(),
  level: zRegionLevel,
  parentId: zObjectId.nullable(),
  path: z.array(zObjectId),
  pathNames: z.array(z.string()),
  /** Codes along `path`, for rules that go by division; empty where one has none. */
  pathCodes: z.array(z.string()),
  point: zPoint.nullable(),
  altitudeM: z.number().nullable(),
  /** `altitudeM` is an estimate. */
  altitudeAbout: z.boolean().optional(),
  /** In the deployment's own prefecture. */
  home: z.boolean(),
});
export type RegionRecord = z.output<typeof region>;

const schema = schemaOf(region);
schema.index({ parentId: 1, code: 1 });
schema.index({ code: 1 }, { unique: true, partialFilterExpression: { code: { $type: 'string' } } });

export const regionModels = (connection: Connection) => ({
  regions: modelOn(connection, 'Region', schema, 'regions'),
});
