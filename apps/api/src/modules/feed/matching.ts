import type { EventPayload } from '@linggong/contracts/events.ts';
import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { type MatchableGig, matches } from '@linggong/matching/filter.ts';
import type { StoredEvent } from '../../platform/events/models.ts';
import { matchable } from '../gigs/public.ts';

/** One event is put to many filters: what they look at is worked out once. */
const seen = new WeakMap<StoredEvent, MatchableGig>();

/** The newly published gig that an event tells of; null: it tells of something else. */
export function offered(event: StoredEvent): MatchableGig | null {
  if (event.type !== 'gig.published.v1') return null;
  let gig = seen.get(event);
  if (!gig) {
    gig = matchable((event.payload as EventPayload<'gig.published.v1'>).gig);
    seen.set(event, gig);
  }
  return gig;
}

/** Whether a feed with this filter wants to hear of a newly published gig; of any other event: no. */
export function wants(filter: FeedFilter, event: StoredEvent): boolean {
  const gig = offered(event);
  return gig !== null && matches(filter, gig);
}
