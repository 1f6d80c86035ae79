import type { EMPLOYER_KINDS, Verification } from '@linggong/contracts/employer.ts';
import type { Connection, Types } from 'mongoose';
import { Schema } from 'mongoose';
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
  /** Of one that a file named: the office that imported it, the end of `deskPath`. Each has its own records of a source's employers. */
  officeId?: Types.ObjectId;
  /** When an import last gave it gigs. */
  usedAt?: Date;
  contactPhone: string | null;
  /** The latest verification, whether or not it still holds; all of them are in `verifications`. */
  verification: { checks: Verification['checks']; byOffice: string; at: Date; validUntil: Date } | null;
  /** An operator sees all that it posts until then: a posting of it was refused or taken down. */
  watchedUntil?: Date;
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

const id = Schema.Types.ObjectId;
const verification = {
  checks: { type: [String], required: true },
  byOffice: { type: String, required: true },
  at: { type: Date, required: true },
  validUntil: { type: Date, required: true },
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

export const employerModels = (connection: Connection) => ({
  employers: modelOn(connection, 'Employer', employerSchema, 'employers'),
  verifications: modelOn(connection, 'Verification', verificationSchema, 'verifications'),
});
