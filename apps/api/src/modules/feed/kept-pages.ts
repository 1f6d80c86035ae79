import type { FeedFilter, FeedQuery } from '@linggong/contracts/feed.ts';
import { comparePositions, positionOf } from '@linggong/matching/gig-index/order.ts';
import type { Deps } from '../../deps.ts';
import type { StandingAnswer } from '../../platform/http/env.ts';
import type { ReadPage } from './page.ts';
import type { PublicGigs } from './public-gigs.ts';

/** A few megabytes; the oldest goes first. */
const MOST = 200;

/**
 * What changes nothing of an employer that a card says; all that does tells something, the closing of an account that
 * its sessions ended. Of gigs it is known which are touched.
 */
const LEAVES_EMPLOYERS = /^(?:gig|review|booking|report|notice|alert)\./;

/** `holds`: nothing that is known concerns it. `stands`: and all is known that happened. */
export type KeptAnswer = StandingAnswer & { holds: () => boolean };

export type KeptPage = {
  sort: FeedQuery['sort'];
  filter: FeedFilter;
  answer: Promise<KeptAnswer>;
  /** When it was begun, and where the log was then. */
  begun: { at: Date; seq: number };
  /** What it depends on, once it is read; until then on all that its filter asks for. */
  read: Pick<ReadPage, 'ids' | 'end'> | null;
  /** Something that concerns it happened since it was begun: it is for those alone who asked before that. */
  isOver: boolean;
};

/** First pages that are kept, until something happens to a gig that is on them or belongs there. */
export function keptPages(deps: Pick<Deps, 'onChange'>, publicGigs: PublicGigs) {
  const pages = new Map<string, KeptPage>();

  function concerns({ sort, filter, read }: KeptPage, id: string): boolean {
    if (read?.ids.has(id)) return true;
    const gig = publicGigs.matched(id, filter);
    if (!gig) return false;
    return !read?.end || comparePositions(sort, positionOf(gig, { sort }), read.end) <= 0;
  }

  function drop(isConcerned: (page: KeptPage) => boolean): void {
    for (const [key, page] of pages) {
      if (!isConcerned(page)) continue;
      page.isOver = true;
      pages.delete(key);
    }
  }

  publicGigs.listen((id) => drop((page) => id === null || concerns(page, id)));
  deps.onChange((events) => {
    if (events.some(({ type }) => !LEAVES_EMPLOYERS.test(type))) drop(() => true);
    // One that shows what was committed before the log had it says that it shows less than it does.
    for (const { type, at, seq } of events)
      if (type.startsWith('gig.') && seq !== undefined)
        drop(({ begun }) => begun.seq < seq && begun.at >= at);
  });

  return {
    get: (key: string): KeptPage | undefined => pages.get(key),
    put(key: string, page: KeptPage): void {
      pages.delete(key);
      pages.set(key, page);
      // Nobody watches over it any more.
      const oldest = pages.size > MOST ? pages.values().next().value : null;
      drop((one) => one === oldest);
    },
    /** One that could not be read. */
    remove: (page: KeptPage): void => drop((one) => one === page),
  };
}
