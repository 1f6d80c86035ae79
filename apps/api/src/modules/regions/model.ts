import type { RegionLevel } from '@linggong/contracts/region.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

/** `path` and `pathNames` run from the root to the region itself. */
export type RegionRecord = {
  _id: Types.ObjectId;
  code: string | null;
  name: string;
  level: RegionLevel;
  parentId: Types.ObjectId | null;
  path: Types.ObjectId[];
  pathNames: string[];
  /** Codes along `path`, for rules that go by division; empty where one has none. */
  pathCodes: string[];
  point: [number, number] | null;
  altitudeM: number | null;
  /** `altitudeM` is an estimate. */
  altitudeAbout?: boolean;
  /** In the deployment's own prefecture. */
  home: boolean;
};

const id = Schema.Types.ObjectId;
const schema = new Schema<RegionRecord>(
  {
    code: { type: String, default: null },
    name: { type: String, required: true },
    level: { type: String, required: true },
    parentId: { type: id, default: null },
    path: { type: [id], required: true },
    pathNames: { type: [String], required: true },
    pathCodes: { type: [String], required: true },
    point: { type: [Number], default: null },
    altitudeM: { type: Number, default: null },
    altitudeAbout: Boolean,
    home: { type: Boolean, required: true },
  },
  { versionKey: false },
);
schema.index({ parentId: 1, code: 1 });
schema.index({ code: 1 }, { unique: true, partialFilterExpression: { code: { $type: 'string' } } });

export const regionModels = (connection: Connection) => ({
  regions: modelOn(connection, 'Region', schema, 'regions'),
});
