import type { FeedFilter, FeedSummary } from '@linggong/contracts/feed.ts';
import type { Deps } from '../../deps.ts';
import type { PublicGigs } from './public-gigs.ts';

/**
 * Of the public gigs of a filter: those with places left, those with a place in a shift that begins later today, and
 * all places known. Counted in memory: it costs the database nothing, whatever strangers ask for.
 */
export async function readSummary(
  deps: Pick<Deps, 'clock'>,
  publicGigs: PublicGigs,
  filter: FeedFilter,
): Promise<FeedSummary> {
  await publicGigs.upToDate();
  const now = deps.clock();
  const sums = { gigs: 0, today: 0, places: 0 };
  publicGigs.each(filter, now, ({ open, today }) => {
    if (open === 0) return;
    sums.gigs += 1;
    sums.places += open ?? 0;
    if (today) sums.today += 1;
  });
  return { ...sums, asOf: now.toISOString() };
}
