import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { zFeedFilter } from '@linggong/contracts/feed.ts';
import type { Watchers } from '../../platform/realtime/sockets.ts';
import { wants } from './matching.ts';

/** The open feeds of this process. */
export function feedWatchers(): Watchers {
  const filters = new Map<Parameters<Watchers['watch']>[0], FeedFilter>();
  return {
    watch: (feed, query) => void filters.set(feed, zFeedFilter.parse(query)),
    unwatch: (feed) => void filters.delete(feed),
    each(event, to) {
      for (const [feed, filter] of filters) if (wants(filter, event)) to(feed);
    },
  };
}
