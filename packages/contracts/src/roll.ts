import * as z from 'zod';
import { zCallee, zSex } from './people.ts';
import { zDay, zId, zInstant, zPageCursor } from './scalars.ts';

/** What a column of a village's roll can be. */
export const ROLL_FIELDS = [
  'name',
  'nameBo',
  'sex',
  'idNumber',
  'birthDate',
  'age',
  'township',
  'village',
  'phone',
  'contact',
  'contactPhone',
  'relation',
  'skills',
  'worksAway',
  /** Is shown beside the row, and kept nowhere else. */
  'remarks',
  'rowNumber',
  'ignore',
] as const;
export const zRollField = z.enum(ROLL_FIELDS);
export type RollField = z.infer<typeof zRollField>;

/** Why a column is not read: nobody knows it; another one of its kind is used; it is hidden; it isn't for the register. */
export const zRollColumn = z
  .object({
    header: z.string(),
    field: zRollField,
    why: z.enum(['unknown', 'second', 'hidden', 'not_kept']).optional(),
  })
  .meta({ id: 'RollColumn' });
export type RollColumn = z.infer<typeof zRollColumn>;

/**
 * What a row is beside the register. `changed`: somebody who is in it, otherwise than in it; `doubtful`: nobody can tell
 * whether it is somebody who is in it; `left_out`: it can't be taken. Once carried out `registered` and `updated`; an undo
 * makes `undone`, or `kept` of what has gone on since.
 */
export const ROLL_OUTCOMES = [
  'new',
  'same',
  'changed',
  'doubtful',
  'left_out',
  'registered',
  'updated',
  'undone',
  'kept',
] as const;
export const zRollOutcome = z.enum(ROLL_OUTCOMES);
export type RollOutcome = z.infer<typeof zRollOutcome>;

/** Of a change or a doubt: what the operator says is to be done. */
export const zRollChoice = z.enum(['take', 'leave']);
export type RollChoice = z.infer<typeof zRollChoice>;

const place = { birthDate: zDay.nullable(), birthYear: z.int().nullable() };
export const zRollRow = z
  .object({
    line: z.int(),
    name: z.string(),
    nameBo: z.string(),
    sex: zSex.nullable(),
    ...place,
    /** The last four characters of the identity number; empty: none, or none that can be used. */
    idLastFour: z.string(),
    /** Where they are at home, as people say it. */
    home: z.string(),
    skills: z.string(),
    phone: z.string().nullable(),
    callee: zCallee.nullable(),
    worksAway: z.boolean().nullable(),
    remarks: z.string(),
    outcome: zRollOutcome,
    /** Why it is that; empty where it needs no reason. */
    reason: z.string(),
    /** What of the row to look at: sentences. */
    marks: z.array(z.string()),
    /** What would be another, or became another: the field's name and what stood there. */
    changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
    /** What was chosen; null: nothing is to be chosen. */
    choice: zRollChoice.nullable(),
    /** Whom it is taken for, or was made of it. */
    person: z.object({ id: zId, label: z.string(), birthDate: zDay.nullable() }).nullable(),
  })
  .meta({ id: 'RollRow' });
export type RollRow = z.infer<typeof zRollRow>;

/** `failed`: it broke off, e.g. with its process; the same again takes up what is left. */
export const ROLL_STATES = ['preview', 'running', 'done', 'undoing', 'undone', 'failed'] as const;
export const zRoll = z
  .object({
    id: zId,
    state: z.enum(ROLL_STATES),
    /** Of a `failed` one: an undo broke off, not the carrying out. */
    undoing: z.boolean(),
    fileName: z.string(),
    encoding: z.string(),
    /** For whose village, township or county it was sent, as people say it. */
    place: z.string(),
    columns: z.array(zRollColumn),
    sheets: z.array(z.string()),
    /** What of the file was left out, or read in a way that one should know: sentences. */
    said: z.array(z.string()),
    counts: z.object({
      rows: z.int(),
      new: z.int(),
      same: z.int(),
      changed: z.int(),
      doubtful: z.int(),
      leftOut: z.int(),
      /** Rows with something to look at. */
      marked: z.int(),
      registered: z.int(),
      updated: z.int(),
      undone: z.int(),
      kept: z.int(),
      /** Of those that are to be taken. */
      left: z.int(),
    }),
    createdAt: zInstant,
    createdByName: z.string(),
  })
  .meta({ id: 'Roll' });
export type Roll = z.infer<typeof zRoll>;

export const zRolls = z.object({ items: z.array(zRoll) });
export type Rolls = z.infer<typeof zRolls>;
export const zRollPreview = z
  .object({ roll: zRoll, rows: z.array(zRollRow), nextCursor: z.string().nullable() })
  .meta({ id: 'RollPreview' });
export type RollPreview = z.infer<typeof zRollPreview>;

export const zRollRowsQuery = z.object({
  cursor: zPageCursor.optional(),
  only: z
    .enum(['new', 'same', 'changed', 'doubtful', 'left_out', 'marked', 'registered', 'updated', 'kept'])
    .optional(),
});
export type RollRowsQuery = z.input<typeof zRollRowsQuery>;

const CHOICES_AT_ONCE = 100;
/** Of rows that are changed or doubtful, by their line. */
export const zRollChoices = z
  .object({
    rows: z
      .array(z.object({ line: z.int().min(1), choice: zRollChoice }))
      .min(1)
      .max(CHOICES_AT_ONCE),
  })
  .meta({ id: 'RollChoices' });
