import { zDecision, zFlag } from '@linggong/contracts/flag.ts';
import { zPosting, zShiftRole } from '@linggong/contracts/posting.ts';
import { SET_BACK, zUndoable } from '@linggong/contracts/review.ts';
import { STORED_STATES } from '@linggong/rules/gig-moves.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { asItIs, schemaOf, zObjectId } from '../../platform/document-schema.ts';

const posting = asItIs(zPosting);
const flags = asItIs(z.array(zFlag));
const { decision: decided } = zDecision.shape;

const shift = z.strictObject({
  _id: zObjectId,
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  headcount: z.number().nullable(),
  /** Places left. Goes down only by a conditional update in the transaction that writes the booking. */
  open: z.number().nullable(),
  /** As its posting says it; absent: none. */
  role: asItIs(zShiftRole).optional(),
});
export type ShiftRecord = z.output<typeof shift>;

const held = z.strictObject({
  decision: decided,
  reason: z.string().nullable(),
  article: z.string().nullable(),
  accountId: zObjectId,
  byName: z.string(),
  /** What was decided about: a posting that waits, one that people see or come for, or one that was taken down. */
  about: zUndoable.shape.about,
  /** The revision that was read. */
  revision: z.number(),
  /** When it is carried out. */
  until: z.date(),
});
export type HeldRecord = z.output<typeof held>;

const gig = z.strictObject({
  _id: zObjectId,
  number: z.string(),
  employerId: zObjectId,
  /** `full` and `expired` are derived from it by `gigState`. */
  state: z.enum(STORED_STATES),
  /** Counts saved changes. */
  revision: z.number().default(0),
  /** Counts published versions; 0: never published. */
  version: z.number().default(0),
  /** As it was typed; its shifts carry the ids of `shifts`. */
  posting,
  shifts: z.array(shift).default([]),
  together: z.boolean().default(false),
  /** From the root to the workplace's region; empty while it isn't known. */
  regionPath: z.array(zObjectId).default([]),
  /** The regions whose operators are in charge: the workplace's, or the importer's for work elsewhere. */
  deskPath: z.array(zObjectId).default([]),
  flags: flags.default([]),
  risk: z.number().default(0),
  submittedAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  /** First time; a new version keeps its place in the feed. */
  publishedAt: z.date().nullable(),
  /** When it stops being public: its validity or, if that is earlier, the end of its last shift where all are dated. */
  validUntil: z.date().nullable(),
  /** Everybody who looks has been told that its time has passed. */
  expiryTold: z.boolean().default(false),
  /** Start of the first and end of the last dated shift. */
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  /** Days on which it has a shift, in the deployment's zone. */
  days: z.array(z.string()).default([]),
  dayPayFen: z.number().nullable(),
  /** What search looks for: single characters and pairs, see the feed's terms. */
  terms: z.array(z.string()).default([]),
  /** Who a forwarded posting is from, its id there, and the region of the office that brought it in. */
  source: z
    .strictObject({ name: z.string(), externalId: z.string(), officeId: zObjectId.nullable() })
    .nullable(),
  importId: zObjectId.nullable(),
  claim: z.strictObject({ accountId: zObjectId, byName: z.string(), until: z.date() }).nullable(),
  /** A decision that is not carried out yet; see `review/standing.ts` for when it still counts. */
  held: held.nullish(),
  /** Why the last decision was not carried out. */
  setBack: z.enum(SET_BACK).nullish(),
  /** Its employer had ended it before operators took it down: it is not put back. */
  wasOver: z.boolean().optional(),
  /** While it waits: what it said up to which revision, the oldest first. */
  earlier: asItIs(z.array(z.strictObject({ revision: z.number(), posting }))).optional(),
  /** Counts what bookings did to it, so that a change of the gig at the same moment conflicts. */
  bookingLock: z.number().optional(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type GigRecord = z.output<typeof gig>;

/** Without what only search and its check look at, which is most of a gig's record. */
export type GigRead = Omit<GigRecord, 'terms' | 'flags'>;

/** What was decided about a posting; kept for good. */
const decision = z.strictObject({
  _id: zObjectId,
  gigId: zObjectId,
  decision: decided,
  by: zDecision.shape.by,
  accountId: zObjectId.nullable(),
  byName: z.string().nullable(),
  at: z.date(),
  flags: flags.default([]),
  reason: z.string().nullable(),
  article: z.string().nullable(),
  gigVersion: z.number(),
  /** The posting as it was decided. */
  posting,
});
export type DecisionRecord = z.output<typeof decision>;

/** What a gig said as its version N, kept when it was changed. */
const version = z.strictObject({
  _id: zObjectId,
  gigId: zObjectId,
  version: z.number(),
  posting,
  at: z.date(),
});
export type GigVersionRecord = z.output<typeof version>;

const gigSchema = schemaOf(gig);
gigSchema.index({ number: 1 }, { unique: true });
gigSchema.index({ state: 1, publishedAt: -1, _id: -1 });
gigSchema.index({ employerId: 1, updatedAt: -1, _id: -1 });
gigSchema.index({ state: 1, deskPath: 1, submittedAt: 1 });
gigSchema.index({ state: 1, deskPath: 1, publishedAt: -1, _id: -1 });
gigSchema.index(
  { 'source.name': 1, 'source.externalId': 1, 'source.officeId': 1 },
  { unique: true, partialFilterExpression: { 'source.externalId': { $type: 'string' } } },
);
gigSchema.index({ importId: 1 });
gigSchema.index({ 'held.until': 1 }, { partialFilterExpression: { 'held.until': { $type: 'date' } } });
gigSchema.index(
  { 'held.accountId': 1 },
  { partialFilterExpression: { 'held.accountId': { $type: 'objectId' } } },
);
gigSchema.index({ validUntil: 1 }, { partialFilterExpression: { expiryTold: false, state: 'published' } });

const decisionSchema = schemaOf(decision);
decisionSchema.index({ gigId: 1, at: 1 });

const versionSchema = schemaOf(version);
versionSchema.index({ gigId: 1, version: 1 }, { unique: true });

export const gigModels = (connection: Connection) => ({
  gigs: modelOn(connection, 'Gig', gigSchema, 'gigs'),
  decisions: modelOn(connection, 'Decision', decisionSchema, 'decisions'),
  gigVersions: modelOn(connection, 'GigVersion', versionSchema, 'gig_versions'),
});
