import type { GigCard } from '@linggong/contracts/gig.ts';
import type { Deps } from '../../deps.ts';
import { employersByIds } from '../employers/public.ts';
import { type GigRead, toCard } from '../gigs/public.ts';
import { regionsOf } from '../regions/public.ts';

/** Cards of public gigs, in the order given. */
export async function cardsOf(deps: Deps, gigs: readonly GigRead[], now: Date): Promise<GigCard[]> {
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
