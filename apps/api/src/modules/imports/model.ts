import type { Import, ImportRow } from '@linggong/contracts/import.ts';
import type { Connection, Types } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

export type ImportRecord = {
  _id: Types.ObjectId;
  state: Import['state'];
  fileName: string;
  encoding: string;
  sourceName: string;
  columns: Import['columns'];
  counts: Import['counts'];
  /** The region of the operator who imported: its operators check the rows. */
  deskPath: Types.ObjectId[];
  byAccountId: Types.ObjectId;
  byName: string;
  createdAt: Date;
};

/** A row of a file: its cells as they were read, and what was made of them. */
export type ImportRowRecord = Omit<ImportRow, 'gigId'> & {
  _id: Types.ObjectId;
  importId: Types.ObjectId;
  cells: string[];
  gigId: Types.ObjectId | null;
};

const id = Schema.Types.ObjectId;
const mixed = Schema.Types.Mixed;
const importSchema = new Schema<ImportRecord>(
  {
    state: { type: String, required: true },
    fileName: { type: String, required: true },
    encoding: { type: String, required: true },
    sourceName: { type: String, default: '' },
    columns: { type: mixed, required: true },
    counts: { type: mixed, required: true },
    deskPath: { type: [id], required: true },
    byAccountId: { type: id, required: true },
    byName: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
importSchema.index({ deskPath: 1, createdAt: -1 });

const rowSchema = new Schema<ImportRowRecord>(
  {
    importId: { type: id, required: true },
    line: { type: Number, required: true },
    cells: { type: [String], required: true },
    externalId: { type: String, default: '' },
    employerName: { type: String, default: '' },
    posting: { type: mixed, required: true },
    flags: { type: mixed, default: [] },
    notes: { type: [String], default: [] },
    errors: { type: mixed, default: [] },
    outcome: { type: String, required: true },
    gigId: { type: id, default: null },
  },
  { versionKey: false, minimize: false, suppressReservedKeysWarning: true },
);
rowSchema.index({ importId: 1, line: 1 }, { unique: true });

export const importModels = (connection: Connection) => ({
  imports: modelOn(connection, 'Import', importSchema, 'imports'),
  importRows: modelOn(connection, 'ImportRow', rowSchema, 'import_rows'),
});
