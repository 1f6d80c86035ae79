import type { FeedQuery } from '@linggong/contracts/feed.ts';
import type { Deps } from '../../deps.ts';
import { counts } from '../../platform/http/ceilings.ts';
import type { Prepared, StandingAnswer } from '../../platform/http/env.ts';
import { prepareBytes } from '../../platform/http/prepared.ts';
import { problem } from '../../platform/problem.ts';
import type { Limit } from '../../platform/rate-limit.ts';
import { cardTexts } from './card-texts.ts';
import { type KeptAnswer, type KeptPage, keptPages } from './kept-pages.ts';
import { readFeed } from './page.ts';
import type { PublicGigs } from './public-gigs.ts';

/** Pages that nobody has asked for lately, for one address: searches that are all unlike cost the database most. */
const COLD: Limit = { points: 600, seconds: 60 };
/** Of one address at the same time: what they wait for, all others wait for behind them. */
const COLD_AT_ONCE = 4;
/** Of a page that is not begun. */
const NEVER = new Promise<never>(() => undefined);

/**
 * Pages of the listing as they go out. The first page of a filter is read once for all who ask for it, and again when
 * something happened that concerns it; those of a place stay with who stands there.
 */
export function feedPages(deps: Deps, publicGigs: PublicGigs) {
  const from = { publicGigs, cardTexts: cardTexts(deps) };
  const kept = keptPages(deps, publicGigs);

  async function read(page: KeptPage, query: FeedQuery): Promise<KeptAnswer> {
    const { body, ids, end, from: since, until } = await readFeed(deps, from, query);
    page.read = { ids, end };
    const holds = () => {
      const now = deps.clock().getTime();
      return !page.isOver && now >= since && now < until;
    };
    return { ...prepareBytes(body), holds, stands: () => publicGigs.isUpToDate() && holds() };
  }

  const reading = counts();
  const atOnce = COLD_AT_ONCE * Math.max(1, deps.limits.scale);
  const countCold = (clientIp: string) => {
    if (reading.at(clientIp) >= atOnce) throw problem('request.rate_limited', { retryAfterSeconds: 1 });
    return deps.limits.take('feed.cold', clientIp, COLD);
  };
  async function readFor<T>(clientIp: string, read: () => Promise<T>): Promise<T> {
    reading.add(clientIp);
    try {
      return await read();
    } finally {
      reading.drop(clientIp);
    }
  }

  /** Throws `request.rate_limited` where an address asks for too much that has to be read for it alone. */
  return async (query: FeedQuery, clientIp: string): Promise<Prepared | StandingAnswer> => {
    if (query.cursor !== undefined || query.near !== undefined) {
      await countCold(clientIp);
      const { body } = await readFor(clientIp, () => readFeed(deps, from, query));
      return prepareBytes(body);
    }
    const key = JSON.stringify(Object.entries(query).sort());
    // What happened before this was asked for ends what it concerns, also what is still being read.
    const refreshing = publicGigs.upToDate();
    if (refreshing) await refreshing;
    const answer = await kept.get(key)?.answer;
    if (answer?.holds()) return answer;
    const counting = countCold(clientIp);
    // At once where it can be: whoever asks the same meanwhile waits for this one.
    if (counting) await counting;
    const { sort, cursor: _cursor, limit: _limit, ...filter } = query;
    const begun = { at: deps.clock(), seq: deps.position() };
    const page: KeptPage = { sort, filter, begun, answer: NEVER, read: null, isOver: false };
    page.answer = readFor(clientIp, () => read(page, query));
    kept.put(key, page);
    page.answer.catch(() => kept.remove(page));
    return page.answer;
  };
}
