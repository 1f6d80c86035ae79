import { DOUBLE_WHYS, zActKind, zActsAs, zBusyTime, zCallee, zSex } from '@linggong/contracts/people.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { asItIs, schemaOf, zObjectId } from '../../platform/document-schema.ts';

/** What the register knows of a person beside the core of the record, which is identity's; under the person's own id. */
const entry = z.strictObject({
  _id: zObjectId,
  /** As names are compared; with the place it is what an ordinal counts. */
  nameKey: z.string(),
  nameBo: z.string().default(''),
  nameBoKey: z.string().default(''),
  /** Which of this name in this place they are, by when they came into the register. */
  ordinal: z.number(),
  sex: zSex.nullable(),
  /** As the person's own. */
  regionId: zObjectId,
  /** The regions whose operators are in charge, from the root down to it. */
  deskPath: z.array(zObjectId),
  /** An HMAC of the identity number: the number can't be read from it. Absent: none was seen, or none is kept. */
  idHash: z.string().optional(),
  /** Its last four characters, where they are kept. */
  idLastFour: z.string().nullable(),
  /** How the own number came in; absent: before that was kept, or there is none. */
  phoneSaid: z
    .strictObject({
      /** By an operator of the village alone. */
      byVillage: z.boolean(),
      /** When it took the place of another, or of none; null: it came with the record. */
      changedAt: z.date().nullable(),
      /** Which account wrote it, and when; absent: before that was kept. Null: nobody by name. */
      by: zObjectId.nullable().optional(),
      at: z.date().optional(),
    })
    .nullable()
    .optional(),
  skills: z.string().default(''),
  callees: asItIs(z.array(zCallee)),
  worksAway: z.boolean().nullable(),
  busy: asItIs(z.array(zBusyTime)),
  registeredBy: z.strictObject({ accountId: zObjectId.nullable(), office: z.string() }),
  registeredAt: z.date(),
  /** Counts changes: who changes it has seen this one. */
  revision: z.number().default(0),
  /** The record with which this one was put together; null: it stands for itself. */
  mergedInto: zObjectId.nullable(),
});
export type EntryRecord = z.output<typeof entry>;

const entrySchema = schemaOf(entry);
// Of two desks that register the same number at once one is first.
entrySchema.index({ idHash: 1 }, { unique: true, partialFilterExpression: { idHash: { $type: 'string' } } });
entrySchema.index({ deskPath: 1, registeredAt: -1, _id: -1 });
entrySchema.index({ nameKey: 1, regionId: 1 });
entrySchema.index({ mergedInto: 1 }, { partialFilterExpression: { mergedInto: { $type: 'objectId' } } });

/** How many of one name there were in one place so far: the ordinal of the last. */
const nameCount = z.strictObject({ _id: z.string(), last: z.number() });
export type NameCountRecord = z.output<typeof nameCount>;
const nameCountSchema = schemaOf(nameCount);

/** One thing that was done in somebody's name, or with their record. Never changed and never taken away. */
const act = z.strictObject({
  _id: zObjectId,
  personId: zObjectId,
  by: z.strictObject({
    accountId: zObjectId.nullable(),
    as: zActsAs,
    /** The office for which it was done, as it was called then; empty: for none. */
    office: z.string().default(''),
  }),
  kind: zActKind,
  about: z.strictObject({
    gig: z.strictObject({ id: z.string(), number: z.string(), title: z.string() }).nullable(),
    bookingId: zObjectId.nullable(),
    grantId: zObjectId.nullable(),
    /** Absent: by no list. */
    rollId: zObjectId.nullable().optional(),
    /** Names of what was changed, or granted. */
    fields: z.array(z.string()).default([]),
    /** Absent: nothing was said of why. */
    reason: z.string().optional(),
  }),
  /** What is noted once alone, e.g. one account's looks within an hour; absent: each time. */
  once: z.string().optional(),
  at: z.date(),
});
export type ActRecord = z.output<typeof act>;

const actSchema = schemaOf(act);
actSchema.index({ personId: 1, at: -1, _id: -1 });
actSchema.index({ once: 1 }, { unique: true, partialFilterExpression: { once: { $type: 'string' } } });

/** Two records that look like one person: under both ids, the smaller first. */
const double = z.strictObject({
  _id: z.string(),
  personIds: z.array(zObjectId),
  why: z.array(z.enum(DOUBLE_WHYS)),
  /** The regions in charge of both. */
  deskPath: z.array(zObjectId),
  /** Said to be two people, or put together; what was said is remembered. */
  settled: z.enum(['not_same', 'merged']).nullable(),
  at: z.date(),
});
export type DoubleRecord = z.output<typeof double>;
const doubleSchema = schemaOf(double);
doubleSchema.index({ deskPath: 1, settled: 1, at: -1 });
doubleSchema.index({ personIds: 1 });

/** That two records were put together, with what moved, so that it can be undone. */
const merge = z.strictObject({
  _id: zObjectId,
  keptId: zObjectId,
  goneId: zObjectId,
  by: act.shape.by,
  /** Ids of what moved, by what it is. */
  moved: z.record(z.string(), z.array(z.string())),
  /** The account that came with the record that went; null: none. */
  accountId: zObjectId.nullable(),
  /** The account that the kept one had before; absent: before that was noted. */
  keptAccountId: zObjectId.nullable().optional(),
  /** What stood in the kept record where something was filled in, and in the other before it went. */
  before: z.strictObject({ kept: z.unknown(), gone: z.unknown() }),
  at: z.date(),
  undoneAt: z.date().nullable(),
});
export type MergeRecord = z.output<typeof merge>;
const mergeSchema = schemaOf(merge);
mergeSchema.index({ keptId: 1, at: -1 });
mergeSchema.index({ goneId: 1, at: -1 });

/** A desk's code by which somebody takes their record over. `_id`: an HMAC of it. */
const claim = z.strictObject({
  _id: z.string(),
  personId: zObjectId,
  byAccountId: zObjectId,
  office: z.string(),
  /** An HMAC of the range of addresses from which the desk made it; absent: it isn't known. */
  range: z.string().optional(),
  expiresAt: z.date(),
});
export type ClaimRecord = z.output<typeof claim>;
const claimSchema = schemaOf(claim);
claimSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
claimSchema.index({ personId: 1 });
claimSchema.index({ range: 1 });

export const peopleModels = (connection: Connection) => ({
  entries: modelOn(connection, 'RegisterEntry', entrySchema, 'register'),
  nameCounts: modelOn(connection, 'NameCount', nameCountSchema, 'nameCounts'),
  acts: modelOn(connection, 'Act', actSchema, 'acts'),
  doubles: modelOn(connection, 'Double', doubleSchema, 'doubles'),
  merges: modelOn(connection, 'Merge', mergeSchema, 'merges'),
  claims: modelOn(connection, 'Claim', claimSchema, 'claims'),
});
