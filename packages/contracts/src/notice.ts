import * as z from 'zod';
import { plainNumber } from './digits.ts';
import { zId, zInstant, zPageCursor, zPageSize, zSeq } from './scalars.ts';

export const NOTICE_KINDS = [
  /** A gig that one of the person's alerts asks for. */
  'gig.match',
  'booking.confirmed',
  'booking.declined',
  'booking.cancelled',
  /** The gig is no longer what was taken. */
  'booking.changed',
  /** To both sides: what was changed was not answered before the work began, so what was agreed holds. */
  'booking.unanswered',
  /** A request that nobody answered before the work began. */
  'booking.lapsed',
  'shift.tomorrow',
  /** To the employer: somebody asks for a place and waits for an answer. */
  'booking.asked',
  /** To the employer: somebody took a gig that is taken at once. */
  'booking.taken',
  /** To the employer: somebody who was confirmed stepped back. */
  'booking.left',
  /** To the employer: somebody who was confirmed has another name since. */
  'booking.renamed',
  /** To the employer: since a time was changed, somebody has other work at that time. */
  'booking.clash',
  /** To the employer: a crew booked or asks, somebody of it was replaced or more come; once, whatever its size. */
  'crew.came',
  /** To the employer: a crew, or several of it, were counted on and stepped back by their leader's hand. */
  'crew.left',
  /** To a leader: the employer took the crew. */
  'crew.taken',
  /** To a leader: the employer did not want the crew, or not on some days. */
  'crew.declined',
  /** To who acts for some of a crew: what its leader or the employer did; once, for however many. */
  'crew.your_people',
  /** To leader and employer: too few of a crew are left since somebody stepped back. */
  'crew.short',
  /** To who was to come as of a crew: its leader took them off the work. */
  'crew.taken_off',
  /** To a leader: somebody of the crew stepped back by themselves. */
  'crew.stepped_back',
  /** To a leader who asked to be told: so many places are free. */
  'crew.places_free',
  /** To a person and to who acts for them: they may from now on; for something else, or longer; no longer. */
  'grant.given',
  'grant.replaced',
  'grant.ended',
  /** To who acts for somebody: it ends by itself before work that these hold. */
  'grant.ends_soon',
  /** To the employer: what an operator decided. */
  'gig.published',
  'gig.returned',
  'gig.refused',
  /** What came of a report. To who made it. */
  'report.handled',
  /** To who forwarded it: an operator sent it back. */
  'import.returned',
  /** To the employer: all places are taken. */
  'gig.full',
  /** Nobody has opened the app for long: pushes will end with the session. */
  'push.ending',
  /** One's account has another number. */
  'account.phone_changed',
  /** To the employer: people call another number for it. */
  'employer.contact_changed',
  /** To the employer: operators let it publish nothing for now, or again. */
  'employer.suspended',
  'employer.lifted',
] as const;
export const zNoticeKind = z.enum(NOTICE_KINDS).meta({ id: 'NoticeKind' });
export type NoticeKind = z.infer<typeof zNoticeKind>;

/** The mark before a notice; its title says the same in words. */
export const zNoticeIcon = z
  .enum(['find', 'done', 'remove', 'alert', 'clock', 'me', 'back', 'post'])
  .meta({ id: 'NoticeIcon' });
export type NoticeIcon = z.infer<typeof zNoticeIcon>;

export const zNotice = z
  .object({
    id: zId,
    kind: zNoticeKind,
    icon: zNoticeIcon,
    /** One line, as a person would say it. */
    title: z.string(),
    body: z.string(),
    /** Who stepped back, leads the crew that took one off the work, or is the other side of a grant, by name where the reader may know it; it is in no push and no text message. */
    who: z.string().nullable(),
    /** Of one that is told to who acts for somebody: whom it is about, while they may see it; in no push either. */
    about: z.string().nullable(),
    /** Where it leads: a path of this site. */
    href: z.string(),
    at: zInstant,
    readAt: zInstant.nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof zNotice>;

export const zNoticesQuery = z.object({
  /** Opaque; of the page before. */
  cursor: zPageCursor.optional(),
  limit: zPageSize(50, 20),
});
export const zNoticesPage = z
  .object({
    items: z.array(zNotice),
    nextCursor: z.string().nullable(),
    unread: z.int(),
    asOf: zInstant,
    /** The page shows the log up to here: live events after it are news. */
    seq: zSeq,
  })
  .meta({ id: 'NoticesPage' });
export type NoticesPage = z.infer<typeof zNoticesPage>;

/** How many are unread, and the log's end when that was counted. */
export const zUnread = z.object({ unread: z.int(), seq: zSeq }).meta({ id: 'Unread' });
export type Unread = z.infer<typeof zUnread>;

/** Marks notices as read: those named, or all up to a moment. */
export const zReadMark = z
  .union([z.object({ ids: z.array(zId).min(1).max(100) }), z.object({ upTo: zInstant })])
  .meta({ id: 'ReadMark' });
export type ReadMark = z.infer<typeof zReadMark>;

/** A time of day in the deployment's zone. */
const zTimeOfDay = z
  .string()
  .overwrite(plainNumber)
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 08:00 这样');

export const zNoticeSettings = z
  .object({
    /** To browsers that have been allowed to show notices. */
    push: z.boolean(),
    /** Text messages: for what can't wait (a booking cancelled or changed, a shift tomorrow), or none. */
    sms: z.enum(['urgent', 'off']),
    /** Nothing goes out between these times, unless the work begins before it could; null: no such time. */
    quiet: z.object({ from: zTimeOfDay, to: zTimeOfDay }).nullable(),
    /** When the digest of new matches goes out. */
    digestAt: zTimeOfDay,
  })
  .meta({ id: 'NoticeSettings' });
export type NoticeSettings = z.infer<typeof zNoticeSettings>;

/** What `PushManager.subscribe` gives, by its `toJSON`. */
export const zPushSubscription = z
  .object({
    endpoint: z.url().max(1000),
    keys: z.object({
      p256dh: z.string().regex(/^[\w-]{87}=?$/),
      auth: z.string().regex(/^[\w-]{22}(==)?$/),
    }),
  })
  .meta({ id: 'PushSubscription' });
export type PushSubscription = z.infer<typeof zPushSubscription>;
export const zPushEndpoint = zPushSubscription.pick({ endpoint: true }).meta({ id: 'PushEndpoint' });
/** The server's public key, for `PushManager.subscribe`: a P-256 point, base64url. */
export const zPushKey = z.object({ key: z.string() }).meta({ id: 'PushKey' });

/** What a pushed message tells the browser's service worker. */
export const zPushMessage = z.object({
  title: z.string(),
  body: z.string(),
  href: z.string(),
  /** A later message with the same tag takes the earlier one's place. */
  tag: z.string(),
  /** What it is said in. */
  lang: z.string(),
});
export type PushMessage = z.infer<typeof zPushMessage>;
