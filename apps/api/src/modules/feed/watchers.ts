import { zFeedFilter } from '@linggong/contracts/feed.ts';
import { createFilterIndex } from '@linggong/matching/filter-index.ts';
import type { Lane } from '../../platform/realtime/lane.ts';
import type { Watchers } from '../../platform/realtime/sockets.ts';
import { offered } from './matching.ts';

/** The open feeds of this process. */
export function feedWatchers(): Watchers {
  const filters = createFilterIndex<Lane>();
  return {
    watch: (feed, query) => filters.set(feed, zFeedFilter.parse(query)),
    unwatch: (feed) => void filters.remove(feed),
    each(event, to) {
      // What filters look at is worked out for them alone.
      const gig = filters.size > 0 ? offered(event) : null;
      if (gig) filters.match(gig, to);
    },
  };
}
