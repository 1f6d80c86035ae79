import { zImport, zImportRow } from '@linggong/contracts/import.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { asItIs, schemaOf, zObjectId } from '../../platform/document-schema.ts';
import { zWorkLease } from '../../platform/work-lease.ts';

/** What one decides by at the end of a reading. */
const reading = zImport.pick({ version: true, sourceName: true, columns: true, counts: true });
export type Reading = z.output<typeof reading>;

const { state, columns, counts } = zImport.shape;
const file = z.strictObject({
  _id: zObjectId,
  state: state.exclude(['failed']),
  fileName: z.string(),
  encoding: z.string(),
  sourceName: z.string().default(''),
  /** How to reach the sender; shown with their postings. */
  sourceContact: z.string().default(''),
  columns: asItIs(columns),
  /** Missing of imports made before files had several, as are the next three. */
  sheets: z.array(z.string()).default([]).optional(),
  said: z.array(z.string()).default([]).optional(),
  withHidden: z.boolean().default(false).optional(),
  withEnded: z.boolean().default(false).optional(),
  /** Made of the headers: the office reads the sender's next file of the same ones as this one, once it was run. */
  shape: z.string().default(''),
  counts: asItIs(counts),
  /** Counts the readings of the file. */
  version: z.number().default(1),
  /** What the last readings before this one showed. */
  shown: asItIs(z.array(reading)).default([]),
  /** False while the rows are being read anew under other columns. */
  ready: z.boolean().default(true),
  lease: zWorkLease.nullable(),
  /** The region of the operator who imported: its operators check the rows. */
  deskPath: z.array(zObjectId),
  byAccountId: zObjectId,
  byName: z.string().default(''),
  createdAt: z.date(),
});
export type ImportRecord = z.output<typeof file>;

const { posting, flags, errors, outcome } = zImportRow.shape;
/** A row of a file: its cells as they were read, and what was made of them. */
const row = z.strictObject({
  _id: zObjectId,
  importId: zObjectId,
  line: z.number(),
  cells: z.array(z.string()),
  externalId: z.string().default(''),
  employerName: z.string().default(''),
  /** For the employer's record; never part of an answer. */
  contactPhone: z.string().nullable(),
  /** See `Identity`: what later rows of the source are put beside. */
  likeKey: z.string().default(''),
  begins: z.string().default(''),
  rowNumber: z.string().default(''),
  unread: z.string().default(''),
  posting: asItIs(posting),
  flags: asItIs(flags).default([]),
  notes: z.array(z.string()).default([]),
  errors: asItIs(errors).default([]),
  outcome,
  flagged: z.boolean().default(false),
  /** In the file. */
  hidden: z.boolean().default(false).optional(),
  /** An undo left its gig. */
  kept: z.boolean().default(false),
  gigId: zObjectId.nullable(),
});
export type ImportRowRecord = z.output<typeof row>;

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

const importSchema = schemaOf(file);
importSchema.index({ deskPath: 1, createdAt: -1 });
importSchema.index({ sourceName: 1, shape: 1, createdAt: -1 });

const rowSchema = schemaOf(row, { suppressReservedKeysWarning: true });
rowSchema.index({ importId: 1, line: 1 }, { unique: true });
rowSchema.index({ importId: 1, outcome: 1, line: 1 });
// Asked for again and again by who looks on, and mostly there are none: without it each look reads the whole import.
rowSchema.index({ importId: 1, kept: 1, line: 1 }, { partialFilterExpression: { kept: true } });
rowSchema.index({ likeKey: 1 }, { partialFilterExpression: { outcome: 'imported' } });
rowSchema.index({ gigId: 1 }, { partialFilterExpression: { gigId: { $type: 'objectId' } } });

export const importModels = (connection: Connection) => ({
  imports: modelOn(connection, 'Import', importSchema, 'imports'),
  importRows: modelOn(connection, 'ImportRow', rowSchema, 'import_rows'),
});
