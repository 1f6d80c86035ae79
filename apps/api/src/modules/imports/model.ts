import type { Import, ImportRow } from '@linggong/contracts/import.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

/** What one decides by at the end of a reading. */
export type Reading = Pick<Import, 'version' | 'sourceName' | 'columns' | 'counts'>;

export type ImportRecord = {
  _id: Types.ObjectId;
  state: Exclude<Import['state'], 'failed'>;
  fileName: string;
  encoding: string;
  sourceName: string;
  /** How to reach the sender; shown with their postings. */
  sourceContact: string;
  columns: Import['columns'];
  /** Missing of imports made before files had several. */
  sheets?: Import['sheets'];
  said?: Import['said'];
  withHidden?: Import['withHidden'];
  withEnded?: Import['withEnded'];
  /** Made of the headers: the office reads the sender's next file of the same ones as this one, once it was run. */
  shape: string;
  counts: Import['counts'];
  /** Counts the readings of the file. */
  version: number;
  /** What the last readings before this one showed. */
  shown: Reading[];
  /** False while the rows are being read anew under other columns. */
  ready: boolean;
  /** Who works on it, and until when without a sign of life; a run whose lease has passed was cut off. */
  lease: { token: string; until: Date } | null;
  /** The region of the operator who imported: its operators check the rows. */
  deskPath: Types.ObjectId[];
  byAccountId: Types.ObjectId;
  byName: string;
  createdAt: Date;
};

/** A row of a file: its cells as they were read, and what was made of them. */
export type ImportRowRecord = Omit<ImportRow, 'gigId' | 'gig' | 'regionNames' | 'returned'> & {
  _id: Types.ObjectId;
  importId: Types.ObjectId;
  /** For the employer's record; never part of an answer. */
  contactPhone: string | null;
  /** See `Identity`: what later rows of the source are put beside. */
  likeKey: string;
  begins: string;
  rowNumber: string;
  unread: string;
  flagged: boolean;
  /** In the file. */
  hidden?: boolean;
  /** An undo left its gig. */
  kept: boolean;
  gigId: Types.ObjectId | null;
};

/** What a row becomes under the columns of its import; without its cells and its place in the file. */
export type Evaluated = Pick<
  ImportRowRecord,
  | 'externalId'
  | 'likeKey'
  | 'begins'
  | 'rowNumber'
  | 'unread'
  | 'employerName'
  | 'contactPhone'
  | 'posting'
  | 'flags'
  | 'flagged'
  | 'notes'
  | 'errors'
  | 'outcome'
  | 'gigId'
>;

const id = Schema.Types.ObjectId;
const mixed = Schema.Types.Mixed;
const leaseSchema = new Schema(
  { token: { type: String, required: true }, until: { type: Date, required: true } },
  { _id: false },
);
const importSchema = new Schema<ImportRecord>(
  {
    state: { type: String, required: true },
    fileName: { type: String, required: true },
    encoding: { type: String, required: true },
    sourceName: { type: String, default: '' },
    sourceContact: { type: String, default: '' },
    columns: { type: mixed, required: true },
    sheets: { type: [String], default: [] },
    said: { type: [String], default: [] },
    withHidden: { type: Boolean, default: false },
    withEnded: { type: Boolean, default: false },
    shape: { type: String, default: '' },
    counts: { type: mixed, required: true },
    version: { type: Number, default: 1 },
    shown: { type: mixed, default: [] },
    ready: { type: Boolean, default: true },
    lease: { type: leaseSchema, default: null },
    deskPath: { type: [id], required: true },
    byAccountId: { type: id, required: true },
    byName: { type: String, default: '' },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
importSchema.index({ deskPath: 1, createdAt: -1 });
importSchema.index({ sourceName: 1, shape: 1, createdAt: -1 });

const rowSchema = new Schema<ImportRowRecord>(
  {
    importId: { type: id, required: true },
    line: { type: Number, required: true },
    cells: { type: [String], required: true },
    externalId: { type: String, default: '' },
    employerName: { type: String, default: '' },
    contactPhone: { type: String, default: null },
    likeKey: { type: String, default: '' },
    begins: { type: String, default: '' },
    rowNumber: { type: String, default: '' },
    unread: { type: String, default: '' },
    posting: { type: mixed, required: true },
    flags: { type: mixed, default: [] },
    notes: { type: [String], default: [] },
    errors: { type: mixed, default: [] },
    outcome: { type: String, required: true },
    flagged: { type: Boolean, default: false },
    hidden: { type: Boolean, default: false },
    kept: { type: Boolean, default: false },
    gigId: { type: id, default: null },
  },
  { versionKey: false, minimize: false, suppressReservedKeysWarning: true },
);
rowSchema.index({ importId: 1, line: 1 }, { unique: true });
rowSchema.index({ importId: 1, outcome: 1, line: 1 });
rowSchema.index({ likeKey: 1 }, { partialFilterExpression: { outcome: 'imported' } });
rowSchema.index({ gigId: 1 }, { partialFilterExpression: { gigId: { $type: 'objectId' } } });

export const importModels = (connection: Connection) => ({
  imports: modelOn(connection, 'Import', importSchema, 'imports'),
  importRows: modelOn(connection, 'ImportRow', rowSchema, 'import_rows'),
});
