import { zCheck, zEmployerKind } from '@linggong/contracts/employer.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

const check = {
  checks: z.array(zCheck),
  byOffice: z.string(),
  at: z.date(),
  validUntil: z.date(),
};
const hold = {
  reason: z.string(),
  until: z.date().nullable(),
  byOffice: z.string(),
  byAccountId: zObjectId,
  at: z.date(),
};

const employer = z.strictObject({
  _id: zObjectId,
  name: z.string(),
  /** The name as names are told apart, set wherever a name is; of records of before from the next start on. */
  nameKey: z.string().optional(),
  kind: zEmployerKind,
  creditCode: z.string().nullable(),
  /** Null: where it is was not said. */
  regionId: zObjectId.nullable(),
  /** From the root to `regionId`. */
  regionPath: z.array(zObjectId).default([]),
  /** Of one that a file named: the region of the operators who imported it, and those above. */
  deskPath: z.array(zObjectId).optional(),
  /**
   * Of one that a file named: the office that imported it, the end of `deskPath`. Each has its own records of a
   * source's employers.
   */
  officeId: zObjectId.optional(),
  /** When an import last gave it gigs. */
  usedAt: z.date().optional(),
  contactPhone: z.string().nullable(),
  /** The latest verification, whether or not it still holds; all of them are in `verifications`. */
  verification: z.strictObject(check).nullable(),
  /** An operator sees all that it posts until then: a posting of it was refused or taken down. */
  watchedUntil: z.date().optional(),
  /** It may publish nothing until then; without `until`: until further notice. What was before is in `suspensions`. */
  suspended: z.strictObject(hold).nullable().default(null).optional(),
  /** Made by an import: the source that named it. */
  sourceName: z.string().nullable(),
  createdAt: z.date(),
});
export type EmployerRecord = z.output<typeof employer>;

/** One check of an employer: kept for good. */
const verification = z.strictObject({
  _id: zObjectId,
  ...check,
  employerId: zObjectId,
  note: z.string().default(''),
  byAccountId: zObjectId,
});
export type VerificationRecord = z.output<typeof verification>;

/** That an employer was suspended, or is no longer: kept for good. */
const suspension = z.strictObject({
  _id: zObjectId,
  ...hold,
  employerId: zObjectId,
  act: z.enum(['suspended', 'lifted']),
});
export type SuspensionRecord = z.output<typeof suspension>;

const employerSchema = schemaOf(employer);
employerSchema.index(
  { creditCode: 1 },
  { unique: true, partialFilterExpression: { creditCode: { $type: 'string' } } },
);
employerSchema.index({ regionPath: 1, createdAt: -1, _id: -1 });
employerSchema.index({ deskPath: 1, createdAt: -1, _id: -1 });
employerSchema.index(
  { sourceName: 1, nameKey: 1, officeId: 1 },
  {
    unique: true,
    partialFilterExpression: { sourceName: { $type: 'string' }, nameKey: { $type: 'string' } },
  },
);

const verificationSchema = schemaOf(verification);
verificationSchema.index({ employerId: 1, at: -1 });

const suspensionSchema = schemaOf(suspension);
suspensionSchema.index({ employerId: 1, at: -1 });

export const employerModels = (connection: Connection) => ({
  employers: modelOn(connection, 'Employer', employerSchema, 'employers'),
  verifications: modelOn(connection, 'Verification', verificationSchema, 'verifications'),
  suspensions: modelOn(connection, 'Suspension', suspensionSchema, 'suspensions'),
});
