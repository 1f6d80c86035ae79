import { zCallee, zSex } from '@linggong/contracts/people.ts';
import { zRollChoice, zRollColumn, zRollOutcome } from '@linggong/contracts/roll.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { asItIs, schemaOf, zObjectId } from '../../platform/document-schema.ts';
import { zWorkLease } from '../../platform/work-lease.ts';
import { zMark } from './reading/said.ts';

const roll = z.strictObject({
  _id: zObjectId,
  /** `reading`: its rows are being brought in; of what breaks off then nothing is shown. */
  state: z.enum(['reading', 'preview', 'running', 'done', 'undoing', 'undone']),
  fileName: z.string(),
  encoding: z.string(),
  columns: asItIs(z.array(zRollColumn)),
  sheets: z.array(z.string()),
  said: z.array(z.string()),
  /** For whose people it was sent. */
  regionId: zObjectId,
  /** The regions whose operators are in charge, from the root down to it. */
  deskPath: z.array(zObjectId),
  lease: zWorkLease.nullable(),
  byAccountId: zObjectId,
  byName: z.string().default(''),
  createdAt: z.date(),
});
export type RollRecord = z.output<typeof roll>;

/** Why a row is what it is; each with a sentence of its own. */
export const REASONS = [
  'noName',
  'noPlace',
  'notYours',
  'twice',
  'elsewhere',
  'otherBirth',
  'noBirth',
  'otherName',
  'several',
  'changedMeanwhile',
  'knownMeanwhile',
  'acted',
  'changedSince',
] as const;

/** What is kept of a person before a roll changed them, to be put back. */
const said = z.strictObject({
  name: z.string(),
  nameBo: z.string(),
  sex: zSex.nullable(),
  birthDate: z.string().nullable(),
  birthYear: z.number().nullable(),
  skills: z.string(),
  phone: z.string().nullable(),
  callee: zCallee.nullable(),
  worksAway: z.boolean().nullable(),
  remarks: z.string(),
});

const change = z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() });
export type RowChange = z.output<typeof change>;

/** A row of a roll as it was read. Of an identity number it holds what the register would. */
const row = z.strictObject({
  _id: zObjectId,
  rollId: zObjectId,
  line: z.number(),
  said: asItIs(said),
  nameKey: z.string().default(''),
  idHash: z.string().optional(),
  idLastFour: z.string().nullable(),
  /** Null: not known. */
  regionId: zObjectId.nullable(),
  marks: z.array(zMark),
  outcome: zRollOutcome,
  reason: z.enum(REASONS).nullable(),
  /** Of a reason: the row above, the office or the person that it names. */
  about: z.string().default(''),
  choice: zRollChoice.nullable(),
  /** Whom it is taken for, or was made of it, and at which revision. */
  personId: zObjectId.nullable(),
  revision: z.number().nullable(),
  changes: asItIs(z.array(change)),
});
export type RollRowRecord = z.output<typeof row>;
export type Reason = (typeof REASONS)[number];

const rollSchema = schemaOf(roll);
rollSchema.index({ deskPath: 1, createdAt: -1, _id: -1 });

const rowSchema = schemaOf(row);
rowSchema.index({ rollId: 1, line: 1 }, { unique: true });
rowSchema.index({ rollId: 1, outcome: 1, line: 1 });

export const rollModels = (connection: Connection) => ({
  rolls: modelOn(connection, 'Roll', rollSchema, 'rolls'),
  rollRows: modelOn(connection, 'RollRow', rowSchema, 'roll_rows'),
});
