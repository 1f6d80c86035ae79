import type { Connection, Types } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

/** A worker's record; without an account where others act for them. */
export type PersonRecord = {
  _id: Types.ObjectId;
  /** Of the sign-in library's `user`. */
  accountId: Types.ObjectId | null;
  name: string;
  /** E.164; null: no phone. */
  phone: string | null;
  /** `YYYY-MM-DD`. */
  birthDate: string | null;
  regionId: Types.ObjectId | null;
  plateauResident: boolean;
  /** Touched by whoever books for this person, so that two bookings at once conflict. */
  bookingLock: number;
  createdAt: Date;
};

/** What an account may do beside being a worker. */
export type MembershipRecord = {
  _id: Types.ObjectId;
  accountId: Types.ObjectId;
  role: 'employer' | 'operator' | 'admin';
  /** With `employer`. */
  employerId: Types.ObjectId | null;
  /** With `operator`: this region and all below it. */
  regionId: Types.ObjectId | null;
  createdAt: Date;
};

const id = Schema.Types.ObjectId;
const personSchema = new Schema<PersonRecord>(
  {
    accountId: { type: id, default: null },
    name: { type: String, default: '' },
    phone: { type: String, default: null },
    birthDate: { type: String, default: null },
    regionId: { type: id, default: null },
    plateauResident: { type: Boolean, default: false },
    bookingLock: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
personSchema.index({ accountId: 1 }, { unique: true, partialFilterExpression: { accountId: { $type: 'objectId' } } });
personSchema.index({ regionId: 1 });

const membershipSchema = new Schema<MembershipRecord>(
  {
    accountId: { type: id, required: true },
    role: { type: String, required: true },
    employerId: { type: id, default: null },
    regionId: { type: id, default: null },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
membershipSchema.index({ accountId: 1, role: 1, employerId: 1, regionId: 1 }, { unique: true });
membershipSchema.index({ employerId: 1 });

export const identityModels = (connection: Connection) => ({
  persons: modelOn(connection, 'Person', personSchema, 'persons'),
  memberships: modelOn(connection, 'Membership', membershipSchema, 'memberships'),
});
