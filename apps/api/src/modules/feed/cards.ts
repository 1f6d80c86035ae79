import type { GigCard } from '@linggong/contracts/gig.ts';
import type { Deps } from '../../deps.ts';
import { employersByIds } from '../employers/public.ts';
import { type CardSource, toCard } from '../gigs/public.ts';
import { regionsOf } from '../regions/public.ts';

/** No listing may hold the database longer. */
export const QUERY_MS = 5000;

/** A gig as it is read for a card: without its long texts. */
export type FeedCard = CardSource;
export const CARD_FIELDS = { terms: 0, flags: 0, 'posting.description': 0 } as const;

/** Cards of public gigs, in the order given. */
export async function cardsOf(deps: Deps, gigs: readonly FeedCard[], now: Date): Promise<GigCard[]> {
  const employers = await employersByIds(
    deps,
    gigs.map((gig) => gig.employerId),
  );
  const regionOfGig = await regionsOf(deps, gigs);
  return gigs.flatMap((gig) => {
    const employer = employers.get(gig.employerId.toString());
    return employer ? [toCard(gig, employer, regionOfGig(gig), now)] : [];
  });
}
