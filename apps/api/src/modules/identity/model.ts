import { zConsent } from '@linggong/contracts/about.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

/** A worker's record; without an account where others act for them. */
const person = z.strictObject({
  _id: zObjectId,
  /** Of the sign-in library's `user`. */
  accountId: zObjectId.nullable(),
  name: z.string().default(''),
  /** E.164; null: no phone. */
  phone: z.string().nullable(),
  /** `YYYY-MM-DD`. */
  birthDate: z.string().nullable(),
  /** The year of birth where a desk was told an age only: an estimate. Absent in records from before the register. */
  birthYear: z.number().nullable().default(null).optional(),
  regionId: zObjectId.nullable(),
  plateauResident: z.boolean().default(false),
  /** The language that they chose; null: none. Absent in records from before one could. */
  language: z.string().nullable().default(null).optional(),
  /** The versions of the texts that they agreed to last; null: to none. */
  agreed: zConsent.nullable(),
  /** The account was closed: what is left is a record under a pseudonym. */
  closedAt: z.date().nullable(),
  /** When they were last seen signed in, to within a day; absent in records from before it was noted. */
  seenAt: z.date().nullable().default(null).optional(),
  /** The number (E.164) that the account had until somebody else showed to have it now. */
  formerPhone: z.string().nullable().default(null).optional(),
  /** When it took another number, or a first one; absent: it has the one that it came with, or that wasn't noted yet. */
  phoneChangedAt: z.date().nullable().default(null).optional(),
  /** The record that this one was put together with, and that counts in its place; absent: it stands for itself. */
  mergedInto: zObjectId.nullable().default(null).optional(),
  /** Touched by whoever books for this person, so that two bookings at once conflict. */
  bookingLock: z.number().default(0),
  createdAt: z.date(),
});
export type PersonRecord = z.output<typeof person>;

/** What an account may do beside being a worker. */
const membership = z.strictObject({
  _id: zObjectId,
  accountId: zObjectId,
  role: z.enum(['employer', 'operator', 'broker', 'admin']),
  /** With `employer`. */
  employerId: zObjectId.nullable(),
  /** With `operator` and `broker`: this region and all below it. */
  regionId: zObjectId.nullable(),
  createdAt: z.date(),
});
export type MembershipRecord = z.output<typeof membership>;

/** One act of agreeing: kept as long as the account and for as long after as claims can be made. */
const consent = z.strictObject({
  _id: zObjectId,
  ...zConsent.shape,
  accountId: zObjectId,
  /** By the box at sign-in; again, after a text changed; or because the demo's people agree by being chosen. */
  how: z.enum(['sign_in', 'again', 'demo']),
  at: z.date(),
});
export type ConsentRecord = z.output<typeof consent>;

const consentSchema = schemaOf(consent);
consentSchema.index({ accountId: 1, at: 1 });

const personSchema = schemaOf(person);
personSchema.index(
  { accountId: 1 },
  { unique: true, partialFilterExpression: { accountId: { $type: 'objectId' } } },
);
personSchema.index({ regionId: 1 });
personSchema.index({ phone: 1 }, { partialFilterExpression: { phone: { $type: 'string' } } });
personSchema.index({ formerPhone: 1 }, { partialFilterExpression: { formerPhone: { $type: 'string' } } });

const membershipSchema = schemaOf(membership);
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
  {
    userId: Schema.Types.ObjectId,
    token: String,
    expiresAt: Date,
    createdAt: Date,
    userAgent: String,
    seenAt: Date,
  },
  { versionKey: false },
);
sessionSchema.index({ token: 1 }, { name: 'session_token_uidx', unique: true });
sessionSchema.index({ userId: 1 }, { name: 'session_userId_idx' });

/**
 * The code of a number, and those that it had. `_id` and `past` are HMACs, and the code is one of `nonce`: without the
 * secret neither the number nor a code can be read from it.
 */
const code = z.strictObject({
  _id: z.string(),
  /** Null: it was used. */
  nonce: z.string().nullable(),
  madeAt: z.date(),
  /** Nobody signs in with it from then on, unless it is sent again. */
  goodUntil: z.date(),
  past: z.array(z.string()).default([]),
  expiresAt: z.date(),
});
export type CodeRecord = z.output<typeof code>;

const codeSchema = schemaOf(code);
codeSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const identityModels = (connection: Connection) => ({
  persons: modelOn(connection, 'Person', personSchema, 'persons'),
  memberships: modelOn(connection, 'Membership', membershipSchema, 'memberships'),
  accounts: modelOn(connection, 'Account', accountSchema, 'user'),
  sessions: modelOn(connection, 'Session', sessionSchema, 'session'),
  codes: modelOn(connection, 'Code', codeSchema, 'codes'),
  consents: modelOn(connection, 'Consent', consentSchema, 'consents'),
});
export type IdentityModels = ReturnType<typeof identityModels>;
