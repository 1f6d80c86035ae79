import type { Consent } from '@linggong/contracts/about.ts';
import { type Connection, Schema, type Types } from 'mongoose';
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
  /** The versions of the texts that they agreed to last; null: to none. */
  agreed: Consent | null;
  /** The account was closed: what is left is a record under a pseudonym. */
  closedAt: Date | null;
  /** When they were last seen signed in, to within a day; absent in records from before it was noted. */
  seenAt?: Date | null;
  /** The number (E.164) that the account had until somebody else showed to have it now. */
  formerPhone?: string | null;
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

/** One act of agreeing: kept as long as the account and for as long after as claims can be made. */
export type ConsentRecord = Consent & {
  _id: Types.ObjectId;
  accountId: Types.ObjectId;
  /** By the box at sign-in; again, after a text changed; or because the demo's people agree by being chosen. */
  how: 'sign_in' | 'again' | 'demo';
  at: Date;
};

const id = Schema.Types.ObjectId;
const consentFields = {
  terms: { type: String, required: true },
  privacy: { type: String, required: true },
};
const consentSchema = new Schema<Consent>(consentFields, { _id: false });
const consentRecordSchema = new Schema<ConsentRecord>(
  {
    ...consentFields,
    accountId: { type: id, required: true },
    how: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
consentRecordSchema.index({ accountId: 1, at: 1 });

const personSchema = new Schema<PersonRecord>(
  {
    accountId: { type: id, default: null },
    name: { type: String, default: '' },
    phone: { type: String, default: null },
    birthDate: { type: String, default: null },
    regionId: { type: id, default: null },
    plateauResident: { type: Boolean, default: false },
    agreed: { type: consentSchema, default: null },
    closedAt: { type: Date, default: null },
    seenAt: { type: Date, default: null },
    formerPhone: { type: String, default: null },
    bookingLock: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
personSchema.index(
  { accountId: 1 },
  { unique: true, partialFilterExpression: { accountId: { $type: 'objectId' } } },
);
personSchema.index({ regionId: 1 });
personSchema.index({ formerPhone: 1 }, { partialFilterExpression: { formerPhone: { $type: 'string' } } });

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

/** The sign-in library's `user`, as far as we read it. Written by the library alone. */
export type AccountRecord = {
  _id: Types.ObjectId;
  phoneNumber: string | null;
  email: string;
  createdAt: Date;
};
/** The sign-in library's `session`, as far as we read it. */
export type SessionRecord = {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  token: string;
  expiresAt: Date;
  createdAt: Date;
  userAgent?: string | null;
  /** When it was last used, to within `SEEN_STEP_SECONDS`; ours, absent until then. */
  seenAt?: Date;
};

// The library makes these indexes too, but in the background, and goes on without them where it can't. Made here
// under its names and options, they are there before anybody is let in.
const accountSchema = new Schema<AccountRecord>(
  { phoneNumber: String, email: String, createdAt: Date },
  { versionKey: false },
);
accountSchema.index(
  { phoneNumber: 1 },
  { name: 'user_phoneNumber_uidx', unique: true, partialFilterExpression: { phoneNumber: { $gte: '' } } },
);
accountSchema.index({ email: 1 }, { name: 'user_email_uidx', unique: true });
const sessionSchema = new Schema<SessionRecord>(
  { userId: id, token: String, expiresAt: Date, createdAt: Date, userAgent: String, seenAt: Date },
  { versionKey: false },
);
sessionSchema.index({ token: 1 }, { name: 'session_token_uidx', unique: true });
sessionSchema.index({ userId: 1 }, { name: 'session_userId_idx' });

/**
 * The code of a number, and those that it had. `_id` and `past` are HMACs, and the code is one of `nonce`: without the
 * secret neither the number nor a code can be read from it.
 */
export type CodeRecord = {
  _id: string;
  /** Null: it was used. */
  nonce: string | null;
  madeAt: Date;
  /** Nobody signs in with it from then on, unless it is sent again. */
  goodUntil: Date;
  past: string[];
  expiresAt: Date;
};
const codeSchema = new Schema<CodeRecord>(
  {
    _id: String,
    nonce: { type: String, default: null },
    madeAt: { type: Date, required: true },
    goodUntil: { type: Date, required: true },
    past: { type: [String], default: [] },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
);
codeSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const identityModels = (connection: Connection) => ({
  persons: modelOn(connection, 'Person', personSchema, 'persons'),
  memberships: modelOn(connection, 'Membership', membershipSchema, 'memberships'),
  accounts: modelOn(connection, 'Account', accountSchema, 'user'),
  sessions: modelOn(connection, 'Session', sessionSchema, 'session'),
  codes: modelOn(connection, 'Code', codeSchema, 'codes'),
  consents: modelOn(connection, 'Consent', consentRecordSchema, 'consents'),
});
export type IdentityModels = ReturnType<typeof identityModels>;
