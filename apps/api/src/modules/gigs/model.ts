import type { Decision, Flag } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { SET_BACK, type SetBack } from '@linggong/contracts/review.ts';
import { STORED_STATES, type StoredState } from '@linggong/rules/gig-moves.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

export type ShiftRecord = {
  _id: Types.ObjectId;
  startsAt: Date | null;
  endsAt: Date | null;
  headcount: number | null;
  /** Places left. Goes down only by a conditional update in the transaction that writes the booking. */
  open: number | null;
};

export type HeldRecord = {
  decision: Decision['decision'];
  reason: string | null;
  article: string | null;
  accountId: Types.ObjectId;
  byName: string;
  /** What was decided about: a posting that waits, one that people see or come for, or one that was taken down. */
  about: 'waiting' | 'public' | 'down';
  /** The revision that was read. */
  revision: number;
  /** When it is carried out. */
  until: Date;
};

export type GigRecord = {
  _id: Types.ObjectId;
  number: string;
  employerId: Types.ObjectId;
  /** `full` and `expired` are derived from it by `gigState`. */
  state: StoredState;
  /** Counts saved changes. */
  revision: number;
  /** Counts published versions; 0: never published. */
  version: number;
  /** As it was typed; its shifts carry the ids of `shifts`. */
  posting: Posting;
  shifts: ShiftRecord[];
  together: boolean;
  /** From the root to the workplace's region; empty while it isn't known. */
  regionPath: Types.ObjectId[];
  /** The regions whose operators are in charge: the workplace's, or the importer's for work elsewhere. */
  deskPath: Types.ObjectId[];
  flags: Flag[];
  risk: number;
  submittedAt: Date | null;
  dueAt: Date | null;
  /** First time; a new version keeps its place in the feed. */
  publishedAt: Date | null;
  /** When it stops being public: its validity or, if that is earlier, the end of its last shift where all are dated. */
  validUntil: Date | null;
  /** Everybody who looks has been told that its time has passed. */
  expiryTold: boolean;
  /** Start of the first and end of the last dated shift. */
  startsAt: Date | null;
  endsAt: Date | null;
  /** Days on which it has a shift, in the deployment's zone. */
  days: string[];
  dayPayFen: number | null;
  /** What search looks for: single characters and pairs, see the feed's terms. */
  terms: string[];
  /** Who a forwarded posting is from, its id there, and the region of the office that brought it in. */
  source: { name: string; externalId: string; officeId: Types.ObjectId | null } | null;
  importId: Types.ObjectId | null;
  claim: { accountId: Types.ObjectId; byName: string; until: Date } | null;
  /** A decision that is not carried out yet; see `review/standing.ts` for when it still counts. */
  held?: HeldRecord | null;
  /** Why the last decision was not carried out. */
  setBack?: SetBack | null;
  /** Its employer had ended it before operators took it down: it is not put back. */
  wasOver?: boolean;
  /** While it waits: what it said up to which revision, the oldest first. */
  earlier?: { revision: number; posting: Posting }[];
  /** Counts what bookings did to it, so that a change of the gig at the same moment conflicts. */
  bookingLock?: number;
  createdAt: Date;
  updatedAt: Date;
};

/** Without what only search and its check look at, which is most of a gig's record. */
export type GigRead = Omit<GigRecord, 'terms' | 'flags'>;

/** What was decided about a posting; kept for good. */
export type DecisionRecord = {
  _id: Types.ObjectId;
  gigId: Types.ObjectId;
  decision: 'approve' | 'return' | 'refuse';
  by: 'operator' | 'auto';
  accountId: Types.ObjectId | null;
  byName: string | null;
  at: Date;
  flags: Flag[];
  reason: string | null;
  article: string | null;
  gigVersion: number;
  /** The posting as it was decided. */
  posting: Posting;
};

/** What a gig said as its version N, kept when it was changed. */
export type GigVersionRecord = {
  _id: Types.ObjectId;
  gigId: Types.ObjectId;
  version: number;
  posting: Posting;
  at: Date;
};

const id = Schema.Types.ObjectId;
const mixed = Schema.Types.Mixed;
const date = { type: Date, default: null };
const shiftSchema = new Schema<ShiftRecord>({
  startsAt: date,
  endsAt: date,
  headcount: { type: Number, default: null },
  open: { type: Number, default: null },
});
const claimSchema = new Schema(
  {
    accountId: { type: id, required: true },
    byName: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { _id: false },
);
const heldSchema = new Schema<HeldRecord>(
  {
    decision: { type: String, required: true },
    reason: { type: String, default: null },
    article: { type: String, default: null },
    accountId: { type: id, required: true },
    byName: { type: String, required: true },
    about: { type: String, required: true },
    revision: { type: Number, required: true },
    until: { type: Date, required: true },
  },
  { _id: false },
);
const sourceSchema = new Schema(
  {
    name: { type: String, required: true },
    externalId: { type: String, required: true },
    officeId: { type: id, default: null },
  },
  { _id: false },
);

const gigSchema = new Schema<GigRecord>(
  {
    number: { type: String, required: true },
    employerId: { type: id, required: true },
    state: { type: String, enum: STORED_STATES, required: true },
    revision: { type: Number, default: 0 },
    version: { type: Number, default: 0 },
    posting: { type: mixed, required: true },
    shifts: { type: [shiftSchema], default: [] },
    together: { type: Boolean, default: false },
    regionPath: { type: [id], default: [] },
    deskPath: { type: [id], default: [] },
    flags: { type: mixed, default: [] },
    risk: { type: Number, default: 0 },
    submittedAt: date,
    dueAt: date,
    publishedAt: date,
    validUntil: date,
    expiryTold: { type: Boolean, default: false },
    startsAt: date,
    endsAt: date,
    days: { type: [String], default: [] },
    dayPayFen: { type: Number, default: null },
    terms: { type: [String], default: [] },
    source: { type: sourceSchema, default: null },
    importId: { type: id, default: null },
    claim: { type: claimSchema, default: null },
    held: heldSchema,
    setBack: { type: String, enum: [...SET_BACK, null] },
    wasOver: Boolean,
    earlier: { type: mixed, default: undefined },
    bookingLock: Number,
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
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

const decisionSchema = new Schema<DecisionRecord>(
  {
    gigId: { type: id, required: true },
    decision: { type: String, required: true },
    by: { type: String, required: true },
    accountId: { type: id, default: null },
    byName: { type: String, default: null },
    at: { type: Date, required: true },
    flags: { type: mixed, default: [] },
    reason: { type: String, default: null },
    article: { type: String, default: null },
    gigVersion: { type: Number, required: true },
    posting: { type: mixed, required: true },
  },
  { versionKey: false, minimize: false },
);
decisionSchema.index({ gigId: 1, at: 1 });

const versionSchema = new Schema<GigVersionRecord>(
  {
    gigId: { type: id, required: true },
    version: { type: Number, required: true },
    posting: { type: mixed, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
versionSchema.index({ gigId: 1, version: 1 }, { unique: true });

export const gigModels = (connection: Connection) => ({
  gigs: modelOn(connection, 'Gig', gigSchema, 'gigs'),
  decisions: modelOn(connection, 'Decision', decisionSchema, 'decisions'),
  gigVersions: modelOn(connection, 'GigVersion', versionSchema, 'gig_versions'),
});
