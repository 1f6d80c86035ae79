import { NOTICE_KINDS, type NoticeSettings } from '@linggong/contracts/notice.ts';
import { type Connection, Schema, type Types } from 'mongoose';
import { modelOn } from '../../platform/database.ts';
import { PACES, type StoredNotice } from '../../platform/notices/kind.ts';

/** Where a notice is said. `digest` is a push that sums up. */
export const VIAS = ['push', 'sms', 'digest'] as const;
export type Via = (typeof VIAS)[number];

/** One person's notice in the inbox. */
export type NoticeRecord = StoredNotice & {
  /** Of one that was stored in words, see `of-before.ts`. */
  title?: string;
  body?: string;
  readAt: Date | null;
  /** Where it still has to be said. */
  via: Via[];
};

/** How a person wants to be told; who never said has no record. */
export type NoticeSettingsRecord = Partial<NoticeSettings> & {
  _id: Types.ObjectId;
  /** The day of the last digest, in the deployment's zone. */
  digestDay: string | null;
};

/** A browser that may be told, as long as its session lasts. */
export type PushSubscriptionRecord = {
  /** A hash of the endpoint. */
  _id: string;
  personId: Types.ObjectId;
  sessionId: Types.ObjectId;
  endpoint: string;
  keys: { p256dh: string; auth: string };
  /** The server's public key that it was made for. */
  serverKey: string;
  at: Date;
  /** How often in a row its service refused for good. */
  refusals: number;
};

/** One of the text messages that a person may get on a day; `_id` names person, day and number. */
export type TextRecord = { _id: string; messageId: string; at: Date };

const DAYS_KEPT = 90;

const id = Schema.Types.ObjectId;
const noticeSchema = new Schema<NoticeRecord>(
  {
    personId: { type: id, required: true },
    key: { type: String, required: true },
    kind: { type: String, enum: NOTICE_KINDS, required: true },
    said: { type: Schema.Types.Mixed },
    title: { type: String },
    body: { type: String },
    href: { type: String, required: true },
    gigId: { type: id, default: null },
    bookingId: { type: id, default: null },
    pace: { type: String, enum: PACES, required: true },
    begins: { type: Date, default: null },
    notAfter: { type: Date, default: null },
    at: { type: Date, required: true },
    readAt: { type: Date, default: null },
    via: { type: [String], default: [] },
  },
  { versionKey: false, minimize: false },
);
noticeSchema.index({ personId: 1, key: 1 }, { unique: true });
noticeSchema.index({ personId: 1, at: -1, _id: -1 });
noticeSchema.index({ personId: 1, readAt: 1 });
noticeSchema.index({ personId: 1, via: 1 });
noticeSchema.index({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 86_400 });

const quietSchema = new Schema(
  { from: { type: String, required: true }, to: { type: String, required: true } },
  { _id: false },
);
const settingsSchema = new Schema<NoticeSettingsRecord>(
  {
    _id: { type: id, required: true },
    push: Boolean,
    sms: String,
    quiet: quietSchema,
    digestAt: String,
    digestDay: { type: String, default: null },
  },
  { versionKey: false },
);

const subscriptionSchema = new Schema<PushSubscriptionRecord>(
  {
    _id: { type: String, required: true },
    personId: { type: id, required: true },
    sessionId: { type: id, required: true },
    endpoint: { type: String, required: true },
    keys: {
      type: new Schema(
        { p256dh: { type: String, required: true }, auth: { type: String, required: true } },
        { _id: false },
      ),
      required: true,
    },
    serverKey: { type: String, required: true },
    at: { type: Date, required: true },
    refusals: { type: Number, default: 0 },
  },
  { versionKey: false },
);
subscriptionSchema.index({ personId: 1, at: 1 });
subscriptionSchema.index({ sessionId: 1 });

const textSchema = new Schema<TextRecord>(
  {
    _id: { type: String, required: true },
    messageId: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
textSchema.index({ messageId: 1 });
textSchema.index({ at: 1 }, { expireAfterSeconds: 3 * 86_400 });

export const noticeModels = (connection: Connection) => ({
  notices: modelOn(connection, 'Notice', noticeSchema, 'notices'),
  noticeSettings: modelOn(connection, 'NoticeSettings', settingsSchema, 'notice_settings'),
  pushSubscriptions: modelOn(connection, 'PushSubscription', subscriptionSchema, 'push_subscriptions'),
  texts: modelOn(connection, 'Text', textSchema, 'texts'),
});
