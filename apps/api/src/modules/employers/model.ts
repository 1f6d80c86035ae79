import type { EMPLOYER_KINDS, Verification } from '@linggong/contracts/employer.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

export type EmployerRecord = {
  _id: Types.ObjectId;
  name: string;
  /** The name as names are told apart, set wherever a name is; of records of before from the next start on. */
  nameKey?: string;
  kind: (typeof EMPLOYER_KINDS)[number];
  creditCode: string | null;
  /** Null: where it is was not said. */
  regionId: Types.ObjectId | null;
  /** From the root to `regionId`. */
  regionPath: Types.ObjectId[];
  /** Of one that a file named: the region of the operators who imported it, and those above. */
  deskPath?: Types.ObjectId[];
  /**
   * Of one that a file named: the office that imported it, the end of `deskPath`. Each has its own records of a
   * source's employers.
   */
  officeId?: Types.ObjectId;
  /** When an import last gave it gigs. */
  usedAt?: Date;
  contactPhone: string | null;
  /** The latest verification, whether or not it still holds; all of them are in `verifications`. */
  verification: { checks: Verification['checks']; byOffice: string; at: Date; validUntil: Date } | null;
  /** An operator sees all that it posts until then: a posting of it was refused or taken down. */
  watchedUntil?: Date;
  /** It may publish nothing until then; without `until`: until further notice. What was before is in `suspensions`. */
  suspended?: {
    reason: string;
    until: Date | null;
    byOffice: string;
    byAccountId: Types.ObjectId;
    at: Date;
  } | null;
  /** Made by an import: the source that named it. */
  sourceName: string | null;
  createdAt: Date;
};

/** One check of an employer: kept for good. */
export type VerificationRecord = {
  _id: Types.ObjectId;
  employerId: Types.ObjectId;
  checks: Verification['checks'];
  note: string;
  byAccountId: Types.ObjectId;
  byOffice: string;
  at: Date;
  validUntil: Date;
};

/** That an employer was suspended, or is no longer: kept for good. */
export type SuspensionRecord = {
  _id: Types.ObjectId;
  employerId: Types.ObjectId;
  act: 'suspended' | 'lifted';
  reason: string;
  until: Date | null;
  byAccountId: Types.ObjectId;
  byOffice: string;
  at: Date;
};

const id = Schema.Types.ObjectId;
const verification = {
  checks: { type: [String], required: true },
  byOffice: { type: String, required: true },
  at: { type: Date, required: true },
  validUntil: { type: Date, required: true },
};
const suspension = {
  reason: { type: String, required: true },
  until: { type: Date, default: null },
  byOffice: { type: String, required: true },
  byAccountId: { type: id, required: true },
};
const employerSchema = new Schema<EmployerRecord>(
  {
    name: { type: String, required: true },
    nameKey: String,
    kind: { type: String, required: true },
    creditCode: { type: String, default: null },
    regionId: { type: id, default: null },
    regionPath: { type: [id], default: [] },
    deskPath: { type: [id], default: undefined },
    officeId: id,
    usedAt: Date,
    contactPhone: { type: String, default: null },
    verification: { type: new Schema(verification, { _id: false }), default: null },
    watchedUntil: Date,
    suspended: {
      type: new Schema({ ...suspension, at: { type: Date, required: true } }, { _id: false }),
      default: null,
    },
    sourceName: { type: String, default: null },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
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

const verificationSchema = new Schema<VerificationRecord>(
  {
    ...verification,
    employerId: { type: id, required: true },
    note: { type: String, default: '' },
    byAccountId: { type: id, required: true },
  },
  { versionKey: false },
);
verificationSchema.index({ employerId: 1, at: -1 });

const suspensionSchema = new Schema<SuspensionRecord>(
  {
    ...suspension,
    employerId: { type: id, required: true },
    act: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
suspensionSchema.index({ employerId: 1, at: -1 });

export const employerModels = (connection: Connection) => ({
  employers: modelOn(connection, 'Employer', employerSchema, 'employers'),
  verifications: modelOn(connection, 'Verification', verificationSchema, 'verifications'),
  suspensions: modelOn(connection, 'Suspension', suspensionSchema, 'suspensions'),
});
