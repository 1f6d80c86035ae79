import { ALARM_KINDS } from '@linggong/contracts/alarm.ts';
import {
  CONSENT_DOUBTS,
  GRANT_ENDERS,
  zConsentKind,
  zProxyRelation,
  zProxyScope,
} from '@linggong/contracts/proxy.ts';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import { modelOn } from '../../platform/database.ts';
import { schemaOf, zObjectId } from '../../platform/document-schema.ts';

/**
 * That a person lets another act for them: for what, from when until when, how they agreed and who wrote it down. It is
 * never changed but to end: another grant takes its place.
 */
const grant = z.strictObject({
  _id: zObjectId,
  personId: zObjectId,
  /** The person who acts, and their account. */
  proxyId: zObjectId,
  proxyAccountId: zObjectId,
  /** What the person calls them. */
  proxyName: z.string(),
  relation: zProxyRelation,
  /** The region for which the proxy is an organiser or a broker; null: family. */
  roleRegionId: zObjectId.nullable(),
  /** The regions whose operators are in charge, as the person's were then. */
  deskPath: z.array(zObjectId),
  scopes: z.array(zProxyScope),
  from: z.date(),
  /** It counts no more from then on. */
  until: z.date(),
  consent: z.strictObject({
    kind: zConsentKind,
    witness: z.string().nullable(),
    fileId: zObjectId.nullable(),
  }),
  recorded: z.strictObject({
    as: z.enum(['person', 'desk']),
    accountId: zObjectId,
    name: z.string(),
    office: z.string().nullable(),
    at: z.date(),
  }),
  /** Nobody ended it; it may be over by its last day all the same. */
  open: z.boolean(),
  ended: z
    .strictObject({
      by: z.enum(GRANT_ENDERS),
      accountId: zObjectId.nullable(),
      /** What ended those of several people at once; absent: it alone was ended. */
      actId: zObjectId.optional(),
      at: z.date(),
    })
    .nullable(),
  /** The one between the two that it took the place of; absent: there was none. */
  replaces: zObjectId.optional(),
  doubts: z.array(z.enum(CONSENT_DOUBTS)),
  /** The county looked at how consent was given. */
  looked: z
    .strictObject({ accountId: zObjectId, office: z.string(), remark: z.string(), at: z.date() })
    .nullable(),
});
export type GrantRecord = z.output<typeof grant>;

const grantSchema = schemaOf(grant);
// Of one person to one proxy there is one that nobody ended.
grantSchema.index({ proxyId: 1, personId: 1 }, { unique: true, partialFilterExpression: { open: true } });
grantSchema.index({ personId: 1, 'recorded.at': -1 });
grantSchema.index({ proxyId: 1, 'recorded.at': -1 });
grantSchema.index({ until: 1 }, { partialFilterExpression: { open: true } });
grantSchema.index({ deskPath: 1, 'recorded.at': -1, _id: -1 });

/** Something that a county is told of: in each once for each proxy, kind and day, or for each phone. It holds nothing up. */
const alarm = z.strictObject({
  _id: zObjectId,
  /** What it is once: of which kind, about whom, on which day; of a phone an HMAC of it; and in which county. */
  once: z.string(),
  kind: z.enum(ALARM_KINDS),
  /** Null: nobody acts for these people, as far as is known. */
  proxyId: zObjectId.nullable(),
  /** From the root down to the county; never empty. */
  deskPath: z.array(zObjectId),
  count: z.number(),
  of: z.number(),
  employerId: zObjectId.nullable().default(null),
  employerName: z.string().default(''),
  /** Those that may be named, the county's own first, and how many there are in all. */
  personIds: z.array(zObjectId),
  people: z.number().default(0),
  /** How many of these are of other counties; absent: before that was kept. */
  elsewhere: z.number().optional(),
  at: z.date(),
  aside: z
    .strictObject({ accountId: zObjectId, office: z.string(), remark: z.string(), at: z.date() })
    .nullable(),
});
export type AlarmRecord = z.output<typeof alarm>;

const alarmSchema = schemaOf(alarm);
alarmSchema.index({ once: 1 }, { unique: true });
alarmSchema.index({ deskPath: 1, at: -1, _id: -1 });

export const proxyModels = (connection: Connection) => ({
  proxyAlarms: modelOn(connection, 'ProxyAlarm', alarmSchema, 'proxyAlarms'),
  grants: modelOn(connection, 'Grant', grantSchema, 'grants'),
});
