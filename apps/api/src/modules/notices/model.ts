import { NOTICE_KINDS, zNoticeSettings } from '@linggong/contracts/notice.ts';
import { type Connection, Schema } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';
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
const settings = z.strictObject({
  _id: zObjectId,
  ...zNoticeSettings.partial().shape,
  /** The day of the last digest, in the deployment's zone. */
  digestDay: z.string().nullable(),
});
export type NoticeSettingsRecord = z.output<typeof settings>;

/** A browser that may be told, as long as its session lasts. */
const subscription = z.strictObject({
  /** A hash of the endpoint. */
  _id: z.string(),
  personId: zObjectId,
  sessionId: zObjectId,
  endpoint: z.string(),
  keys: z.strictObject({ p256dh: z.string(), auth: z.string() }),
  /** The server's public key that it was made for. */
  serverKey: z.string(),
  at: z.date(),
  /** How often in a row its service refused for good. */
  refusals: z.number().default(0),
});
export type PushSubscriptionRecord = z.output<typeof subscription>;

/** One of the text messages that a person may get on a day; `_id` names person, day and number. */
const text = z.strictObject({ _id: z.string(), messageId: z.string(), at: z.date() });
export type TextRecord = z.output<typeof text>;

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
    forPersonId: { type: id },
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

const settingsSchema = schemaOf(settings);

const subscriptionSchema = schemaOf(subscription);
subscriptionSchema.index({ personId: 1, at: 1 });
subscriptionSchema.index({ sessionId: 1 });

const textSchema = schemaOf(text);
textSchema.index({ messageId: 1 });
textSchema.index({ at: 1 }, { expireAfterSeconds: 3 * 86_400 });

export const noticeModels = (connection: Connection) => ({
  notices: modelOn(connection, 'Notice', noticeSchema, 'notices'),
  noticeSettings: modelOn(connection, 'NoticeSettings', settingsSchema, 'notice_settings'),
  pushSubscriptions: modelOn(connection, 'PushSubscription', subscriptionSchema, 'push_subscriptions'),
  texts: modelOn(connection, 'Text', textSchema, 'texts'),
});
