import * as z from 'zod';
import { zAlert } from './alert.ts';
import { SHIFT_ENDS, zBookingState } from './booking.ts';
import { CREW_ACTS } from './crew.ts';
import { zVerification } from './employer.ts';
import { zFeedFilter } from './feed.ts';
import { DECISIONS, zDecision } from './flag.ts';
import { zGigCard, zGigNumber, zGigState } from './gig.ts';
import { zNoticeKind } from './notice.ts';
import { zGrantState } from './proxy.ts';
import { zReportKind } from './report.ts';
import { zHeld, zQueueItem } from './review.ts';
import { zId, zInstant, zPageSize, zSeq, zWholeIn } from './scalars.ts';

const places = z.object({
  gigId: zId,
  number: zGigNumber,
  open: z.int().nullable(),
  state: zGigState,
  shifts: z.array(z.object({ id: zId, open: z.int().nullable() })),
  /** It was full, and somebody stepped back. */
  freed: z.boolean().optional(),
  /** Somebody stepped back, full before or not. */
  back: z.boolean().optional(),
});

/** Every event of the log by its versioned type. What a payload may say is what all its audience may see. */
export const EVENT_PAYLOADS = {
  'gig.published.v1': z
    .object({ gig: zGigCard })
    .describe(
      'A gig became public, or came back from review with a new version. Audience: public, by filter.',
    ),
  'gig.changed.v1': z
    .object({ gigId: zId, number: zGigNumber, version: z.int() })
    .describe(
      'A gig that was public before has a new public version. Told beside `gig.published`, which only those hear whose filter it matches: a list that shows an older version takes it out. Audience: public.',
    ),
  'gig.places.v1': places.describe('Places went down or up. Audience: public.'),
  'gig.closed.v1': z
    .object({ gigId: zId, number: zGigNumber, state: zGigState })
    .describe('No longer public: withdrawn, closed by its employer, or back in review. Audience: public.'),
  'gig.reviewed.v1': z
    .object({
      gigId: zId,
      state: zGigState,
      decision: z.enum(DECISIONS).nullable(),
      reason: z.string().nullable(),
      article: z.string().nullable(),
      by: zDecision.shape.by.optional().describe('Who decided; events of before don’t say it.'),
    })
    .describe('Its state or a decision. Audience: its employer.'),
  'crew.changed.v1': z
    .object({
      crewBookingId: zId,
      crewId: zId,
      gigId: zId,
      number: zGigNumber,
      /** How many of it come or wait for an answer, and how many at least are to; null: nothing is said of it. */
      people: z.int(),
      atLeast: z.int().nullable(),
      short: z.boolean(),
      /** What was done for several of it at once, by its leader or the employer: how many heads, and on how many days. */
      did: z
        .object({
          what: z.enum(CREW_ACTS),
          bookingIds: z.array(zId),
          shiftIds: z.array(zId),
          people: z.int(),
          days: z.int(),
        })
        .optional(),
      /** Who of it comes no more since, or not to these shifts, by whom it was. */
      left: z
        .object({
          bookingIds: z.array(zId),
          shiftIds: z.array(zId).optional(),
          by: z.enum(['leader', 'own']),
        })
        .optional(),
    })
    .describe(
      'A crew’s booking was made, or somebody joined or left it. Audience: its leader, the employer.',
    ),
  'review.queued.v1': z
    .object({ item: zQueueItem })
    .describe(
      'A posting waits for a decision, or what waits has changed. Audience: the operators of its region.',
    ),
  'review.claimed.v1': z
    .object({ gigId: zId, accountId: zId, byName: z.string(), until: zInstant })
    .describe('An operator has it open. Audience: the operators of its region.'),
  'review.released.v1': z
    .object({ gigId: zId })
    .describe('Nobody has it open any more. Audience: the operators of its region.'),
  'review.held.v1': z
    .object({ gigId: zId, held: zHeld.nullable() })
    .describe(
      'A decision was made that is not carried out yet; null: it was undone. Audience: the operators of its region.',
    ),
  'review.left.v1': z
    .object({ gigId: zId })
    .describe(
      'Left the queue: decided, or taken back by its employer. Audience: the operators of its region.',
    ),
  'employer.verified.v1': z
    .object({
      employerId: zId,
      verificationState: z.enum(['verified', 'expired', 'none']),
      verification: zVerification.nullable(),
    })
    .describe(
      'What was checked of an employer, as everybody sees it; null: nothing that still holds. Audience: public.',
    ),
  'session.ended.v1': z
    .object({ by: z.string() })
    .describe(
      'Never handed on as an event: the session’s live connections are ended, on all processes but the one that says so. Audience: the session.',
    ),
  'account.phone_changed.v1': z
    .object({
      accountId: zId,
      /** It has none for now, as somebody else has the one that it had. */
      released: z.boolean().optional(),
    })
    .describe('The account has another number, or none; neither is said. Audience: the person.'),
  'employer.contact_changed.v1': z
    .object({ employerId: zId, byAccountId: zId })
    .describe(
      'People call another number for it, or none; neither is said. Audience: its members and its operators.',
    ),
  'employer.suspended.v1': z
    .object({ employerId: zId, suspended: z.boolean() })
    .describe('It may publish nothing for now, or again. Audience: its members and its operators.'),
  'booking.changed.v1': z
    .object({
      bookingId: zId,
      gigId: zId,
      number: zGigNumber,
      state: zBookingState,
      /** The state before; null: it was just made. */
      was: zBookingState.nullable(),
      /** What was taken is no longer what is offered, or is no longer looked at. */
      changed: z.boolean(),
      /** Shifts that it holds no longer, by what happened now. */
      ended: z.array(z.object({ shiftId: zId, how: z.enum(SHIFT_ENDS) })).optional(),
      /** Shifts that it holds, or asks for, beside those that it had. */
      extended: z.array(zId).optional(),
      /** Done with others of its crew, of which `crew.changed.v1` tells once. */
      ofCrew: z.boolean().optional(),
      /** The person has another name than the one that the employer chose. */
      renamed: z.boolean().optional(),
      /** What was changed of the gig was not answered before the work began: what was agreed holds. */
      unanswered: z.boolean().optional(),
    })
    .describe('A booking was made, or is no longer as it was. Audience: the person and the employer.'),
  'report.changed.v1': z
    .object({
      reportId: zId,
      gigId: zId,
      number: zGigNumber,
      kind: zReportKind,
      handled: z.boolean(),
    })
    .describe(
      'Somebody reported a gig, or a report was handled. Audience: the operators in charge; nothing of who it was.',
    ),
  'people.changed.v1': z
    .object({ personId: zId })
    .describe(
      'A person of the register is there, or their record, or what they hold by a grant, is no longer as it was. Audience: the operators in charge, and the person; nothing of who it is.',
    ),
  'grant.changed.v1': z
    .object({
      grantId: zId,
      state: zGrantState,
      /** Absent in what was told before there was this field. */
      what: z.enum(['recorded', 'ended', 'reopened', 'looked', 'moved']).optional(),
    })
    .describe(
      'Somebody may act for another, or no longer; `what` was done with it. Audience: the person, who acts for them, the operators in charge; it names nobody.',
    ),
  'alarm.changed.v1': z
    .object({ alarmId: zId, aside: z.boolean() })
    .describe(
      'Something about people who act for others is worth a look, or somebody looked. Audience: the operators in charge, of a county or above it; it names nobody.',
    ),
  'notice.added.v1': z
    .object({ kind: zNoticeKind, title: z.string(), href: z.string() })
    .describe('One more unread notice in the inbox of each. Audience: the persons.'),
  'notice.read.v1': z
    .object({ ids: z.array(zId).nullable(), upTo: zInstant.nullable(), unread: z.int() })
    .describe('Read on one of the person’s devices. Audience: the person.'),
  'alert.changed.v1': z
    .object({ alertId: zId, alert: zAlert.nullable() })
    .describe('An alert was saved, changed or (with null) taken away. Audience: the person.'),
} as const;

export type EventType = keyof typeof EVENT_PAYLOADS;
export type EventPayload<T extends EventType> = z.infer<(typeof EVENT_PAYLOADS)[T]>;

const eventSchemas = Object.entries(EVENT_PAYLOADS).map(([type, payload]) =>
  z.object({ id: zId, seq: zSeq, type: z.literal(type), at: zInstant, payload }),
);
/** An event as a client gets it, by socket or by catch-up. Drop what you have by `id`, apply in order of `seq`. */
export const zEvent = z
  .discriminatedUnion(
    'type',
    eventSchemas as [(typeof eventSchemas)[number], ...(typeof eventSchemas)[number][]],
  )
  // The schemas are made from the table of payloads: which type has which is known to it alone.
  .meta({ id: 'Event' }) as unknown as z.ZodType<LiveEvent, LiveEvent>;
export type EventOf<T extends EventType> = {
  id: string;
  seq: number;
  type: T;
  at: string;
  payload: EventPayload<T>;
};
export type LiveEvent = { [T in EventType]: EventOf<T> }[EventType];

/** Catch-up over REST: what came after `after` and this identity may see; `gig.published` by the filter. */
export const zEventsQuery = zFeedFilter.extend({
  after: zWholeIn(zSeq),
  limit: zPageSize(500, 200),
});
export const zEventsPage = z
  .object({
    items: z.array(zEvent),
    /** Continue from here, even where `items` is empty. */
    seq: zSeq,
    /** More is waiting behind `seq`. */
    more: z.boolean(),
  })
  .meta({ id: 'EventsPage' });

export type EventsPage = { items: LiveEvent[]; seq: number; more: boolean };
