import type { EventOf, LiveEvent } from '@linggong/contracts/events.ts';
import type { FeedItem } from '@linggong/contracts/feed.ts';
import { type LiveFeed, liveFeed, withEvent } from '../../apps/web/src/lib/features/feed/live.ts';
import { call, type DemoSession } from './api.ts';
import { liveClient } from './live-client.ts';

const FEED_EVENTS = new Set(['gig.published.v1', 'gig.places.v1', 'gig.closed.v1']);
type FeedEvent = EventOf<'gig.published.v1'> | EventOf<'gig.places.v1'> | EventOf<'gig.closed.v1'>;

/** An open feed: the page's own list, kept by the page's own rules. `payMin` in fen. */
export async function feedPage(options: {
  url: string;
  /** The way to the server by which the page itself is loaded. */
  direct: string;
  session: DemoSession | null;
  payMin: number | null;
  address: string;
  levelled: (tookMs: number) => void;
}) {
  const { url, session, payMin } = options;
  const headers = { 'x-real-ip': options.address };
  const filter: Record<string, string> = payMin === null ? {} : { payMin: String(payMin) };
  const query = new URLSearchParams(filter);
  const { body } = await call(options.direct, session, 'GET', `/gigs?${query}`, undefined, headers);
  const { items, seq } = body as { items: FeedItem[]; seq: number };
  let feed: LiveFeed = liveFeed(items);
  let levelAt = 0;
  let heard: () => void = () => undefined;
  const client = liveClient({
    url,
    session,
    from: seq,
    filter,
    headers,
    show(events: LiveEvent[]) {
      for (const event of events) if (FEED_EVENTS.has(event.type)) feed = withEvent(feed, event as FeedEvent);
    },
    levelled(tookMs) {
      options.levelled(tookMs);
      levelAt = performance.now();
      heard();
    },
  });
  return {
    ...client,
    session,
    payMin,
    from: seq,
    /** Every ticket on the page, and those that wait. */
    tickets: () => [...feed.waiting, ...feed.items],
    waiting: () => feed.waiting.map(({ id }) => id),
    /** How many milliseconds after `moment` it was level again. */
    async levelAfter(moment: number): Promise<number> {
      while (levelAt < moment) await new Promise<void>((resolve) => (heard = resolve));
      return levelAt - moment;
    },
  };
}
export type FeedPage = Awaited<ReturnType<typeof feedPage>>;
