import type { FeedItem } from '#lib/api/gigs.ts';
import { ticket } from '#lib/messages/ticket.ts';

/**
 * What a ticket shows. A published gig has all of it; a draft is drawn from what is typed so far, with
 * `number: null`.
 */
export type TicketGig = Pick<
  FeedItem,
  | 'title'
  | 'pay'
  | 'shifts'
  | 'together'
  | 'open'
  | 'headcount'
  | 'place'
  | 'included'
  | 'employer'
  | 'sourceName'
  | 'reach'
  | 'state'
> & { number: string | null; tradeId: string | null; distanceKm?: number | null };

/** A ticket that no longer takes anyone is drawn quietly. */
export const isQuiet = (gig: Pick<TicketGig, 'state'>): boolean =>
  gig.state === 'full' || gig.state === 'closed' || gig.state === 'expired' || gig.state === 'withdrawn';

/** What places count: of days that are taken singly nine may be four people on one day and five on the next. */
export const placeUnit = (gig: { shifts: readonly unknown[]; together: boolean }): string =>
  gig.shifts.length > 1 && !gig.together ? ticket.turns : ticket.people;
