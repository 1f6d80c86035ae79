import type { FeedPage, FeedQuery } from '@linggong/contracts/feed.ts';
import type { Deps } from '../../deps.ts';
import { counts } from '../../platform/http/ceilings.ts';
import type { Prepared, StandingAnswer } from '../../platform/http/env.ts';
import { prepare } from '../../platform/http/prepared.ts';
import { problem } from '../../platform/problem.ts';
import type { Limit } from '../../platform/rate-limit.ts';
import { readFeed } from './page.ts';
import type { PublicGigs } from './public-gigs.ts';

/** A few megabytes; the oldest goes first. */
const MOST = 200;
const MINUTE_MS = 60_000;
/** Pages that nobody has asked for lately, for one address: searches that are all unlike cost the database most. */
const COLD: Limit = { points: 600, seconds: 60 };
/** Of one address at the same time: what they wait for, all others wait for behind them. */
const COLD_AT_ONCE = 4;

/** Until when a page says what is so if nothing happens: its minute, or the first beginning or end of what is on it. */
function standsUntil({ asOf, items }: FeedPage): number {
  const from = Date.parse(asOf);
  const ends = items.flatMap(({ validUntil, shifts }) => [
    validUntil,
    ...shifts.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]),
  ]);
  const times = ends.flatMap((end) => (end === null ? [] : Date.parse(end)));
  return Math.min(from + MINUTE_MS, ...times.filter((time) => time > from));
}

/**
 * Pages of the listing as they go out. The first page of a filter is read once for all who ask for it, and again
 * after each edition; those of a place stay with who stands there.
 */
export function feedPages(deps: Deps, publicGigs: PublicGigs) {
  const kept = new Map<string, { edition: number; answer: Promise<StandingAnswer> }>();

  async function read(query: FeedQuery, edition: number): Promise<StandingAnswer> {
    const page = await readFeed(deps, publicGigs, query);
    const [from, until] = [Date.parse(page.asOf), standsUntil(page)];
    const stands = () => {
      if (deps.edition() !== edition) return false;
      const now = deps.clock().getTime();
      return now >= from && now < until;
    };
    return { ...prepare(page), stands };
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
      return prepare(await readFor(clientIp, () => readFeed(deps, publicGigs, query)));
    }
    const key = JSON.stringify(Object.entries(query).sort());
    const edition = deps.edition();
    const known = kept.get(key);
    // One that is being read since before a change is for those who asked before it.
    if (known?.edition === edition) {
      const answer = await known.answer;
      if (answer.stands()) return answer;
    }
    const counting = countCold(clientIp);
    // At once where it can be: whoever asks the same meanwhile waits for this one.
    if (counting) await counting;
    const answer = readFor(clientIp, () => read(query, deps.edition()));
    kept.delete(key);
    kept.set(key, { edition: deps.edition(), answer });
    if (kept.size > MOST) kept.delete(kept.keys().next().value!);
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
