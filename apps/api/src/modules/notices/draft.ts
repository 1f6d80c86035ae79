import type { EventPayload } from '@linggong/contracts/events.ts';
import type { NoticeRecord } from './model.ts';

/**
 * A notice to be. Title and body name no person and no phone number: they are shown on locked screens. Times are
 * written with `when(...)` of `messages/when.ts`, or by `dated.ts` of the rules: never as today or tomorrow.
 */
export type NoticeDraft = Pick<NoticeRecord, 'key' | 'kind' | 'title' | 'body' | 'href' | 'pace'> & {
  personId: string;
  gigId?: string;
  bookingId?: string;
  /** When the work that it is about begins: it may have to come at night. */
  begins?: Date;
  /** From then on it is of no use to anybody. */
  notAfter?: Date;
};

/** A booking event with the id that tells it from others. */
export type BookingEvent = { eventId: string; at: Date; payload: EventPayload<'booking.changed.v1'> };
