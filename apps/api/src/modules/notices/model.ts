import { NOTICE_KINDS, type NoticeKind } from '@linggong/contracts/notice.ts';
import type { Connection, Types } from 'mongoose';
import { Schema } from 'mongoose';
import { modelOn } from '../../platform/database.ts';

/**
 * How soon somebody should hear of it. `urgent`: at once, by text message too. `at_once`: when it happens, but not at
 * night. `digest`: once a day, with the others.
 */
export const PACES = ['urgent', 'at_once', 'digest'] as const;
export type Pace = (typeof PACES)[number];

/** One person's notice in the inbox. */
export type NoticeRecord = {
  _id: Types.ObjectId;
  personId: Types.ObjectId;
  /** What it tells of; nobody is told the same thing twice. */
  key: string;
  kind: NoticeKind;
  title: string;
  body: string;
  href: string;
  gigId: Types.ObjectId | null;
  bookingId: Types.ObjectId | null;
  pace: Pace;
  /** When the work that it is about begins; null: not known, or it is about none. */
  begins: Date | null;
  /** From then on it is of no use to anybody; null: always of use. */
  notAfter: Date | null;
  at: Date;
  readAt: Date | null;
};

const DAYS_KEPT = 90;

const id = Schema.Types.ObjectId;
const noticeSchema = new Schema<NoticeRecord>(
  {
    personId: { type: id, required: true },
    key: { type: String, required: true },
    kind: { type: String, enum: NOTICE_KINDS, required: true },
    title: { type: String, required: true },
    body: { type: String, default: '' },
    href: { type: String, required: true },
    gigId: { type: id, default: null },
    bookingId: { type: id, default: null },
    pace: { type: String, enum: PACES, required: true },
    begins: { type: Date, default: null },
    notAfter: { type: Date, default: null },
    at: { type: Date, required: true },
    readAt: { type: Date, default: null },
  },
  { versionKey: false },
);
noticeSchema.index({ personId: 1, key: 1 }, { unique: true });
noticeSchema.index({ personId: 1, at: -1, _id: -1 });
noticeSchema.index({ personId: 1, readAt: 1 });
noticeSchema.index({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 86_400 });

export const noticeModels = (connection: Connection) => ({
  notices: modelOn(connection, 'Notice', noticeSchema, 'notices'),
});
