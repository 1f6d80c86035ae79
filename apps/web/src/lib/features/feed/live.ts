import type { EventOf } from '@linggong/contracts/events.ts';
import type { FeedItem } from '@linggong/contracts/feed.ts';
import type { GigCard } from '@linggong/contracts/gig.ts';
import { withPlaces } from '#lib/live/places.ts';

/** The list as it is shown: what is on it, and the new ones that wait until they are asked for. */
export type LiveFeed = {
  items: readonly FeedItem[];
  waiting: readonly FeedItem[];
  /** Which event each gig that is or was on it was last changed by: an older one that comes late changes nothing. */
  seqs: ReadonlyMap<string, number>;
};

/** What a list of gigs is changed by. */
export const FEED_EVENTS = [
  'gig.published.v1',
  'gig.changed.v1',
  'gig.places.v1',
  'gig.closed.v1',
  'employer.verified.v1',
] as const;
type FeedEvent = { [T in (typeof FEED_EVENTS)[number]]: EventOf<T> }[(typeof FEED_EVENTS)[number]];

export const liveFeed = (items: readonly FeedItem[]): LiveFeed => ({ items, waiting: [], seqs: new Map() });

/**
 * The list after an event. What is on it changes in its place and stays there; what is new waits, so that the
 * list never moves under a thumb.
 */
export function withEvent(feed: LiveFeed, event: FeedEvent): LiveFeed {
  if (event.type === 'employer.verified.v1') {
    const change = (item: FeedItem) => withVerification(item, event.payload);
    return { ...feed, items: feed.items.map(change), waiting: feed.waiting.map(change) };
  }
  const gigId = event.type === 'gig.published.v1' ? event.payload.gig.id : event.payload.gigId;
  if ((feed.seqs.get(gigId) ?? -1) >= event.seq) return feed;
  const shown = has(feed.items, gigId);
  // Most events are about gigs that aren't here: a page that is open for a day hears of thousands.
  if (event.type !== 'gig.published.v1' && !shown && !has(feed.waiting, gigId)) return feed;
  const seqs = new Map(feed.seqs).set(gigId, event.seq);
  switch (event.type) {
    case 'gig.published.v1':
      return { ...published(feed, event.payload.gig), seqs };
    case 'gig.changed.v1': {
      // The version that is here is older: the new one was not for this list.
      const stays = (item: FeedItem) => item.id !== gigId || item.version >= event.payload.version;
      return { items: feed.items.filter(stays), waiting: feed.waiting.filter(stays), seqs };
    }
    case 'gig.places.v1': {
      const change = (item: FeedItem) => (item.id === gigId ? withPlaces(item, event.payload) : item);
      return shown
        ? { ...feed, items: feed.items.map(change), seqs }
        : { ...feed, waiting: feed.waiting.map(change), seqs };
    }
    case 'gig.closed.v1': {
      const { state } = event.payload;
      return {
        items: feed.items.map((item) => (item.id === gigId ? { ...item, state: closedState(state) } : item)),
        waiting: feed.waiting.filter((item) => item.id !== gigId),
        seqs,
      };
    }
  }
}

const has = (list: readonly FeedItem[], gigId: string) => list.some(({ id }) => id === gigId);

/** Puts those that waited on top. */
export const withWaiting = (feed: LiveFeed): LiveFeed => ({
  ...feed,
  items: [...feed.waiting, ...feed.items],
  waiting: [],
});

/** What was checked of its employer, as it is now. */
export function withVerification<G extends Pick<GigCard, 'employer'>>(
  gig: G,
  { employerId, verification }: EventOf<'employer.verified.v1'>['payload'],
): G {
  return gig.employer.id === employerId ? { ...gig, employer: { ...gig.employer, verification } } : gig;
}

function published(feed: LiveFeed, gig: GigCard): Pick<LiveFeed, 'items' | 'waiting'> {
  const anew = (item: FeedItem): FeedItem => ({ ...gig, distanceKm: item.distanceKm });
  if (has(feed.items, gig.id)) {
    return {
      items: feed.items.map((item) => (item.id === gig.id ? anew(item) : item)),
      waiting: feed.waiting,
    };
  }
  const others = feed.waiting.filter(({ id }) => id !== gig.id);
  return { items: feed.items, waiting: [{ ...gig, distanceKm: null }, ...others] };
}

/** A public page knows no more of a gig that left it than that it takes nobody. */
const closedState = (state: GigCard['state']): GigCard['state'] =>
  state === 'expired' ? 'expired' : 'closed';
