import type { GigState, ManagedGig } from '@linggong/contracts/gig.ts';
import { headcount, openPlaces } from '@linggong/rules/open-places.ts';

export const GROUPS = ['returned', 'waiting', 'draft', 'open', 'past'] as const;
export type Group = (typeof GROUPS)[number];

const groupOfState: Record<GigState, Group> = {
  draft: 'draft',
  in_review: 'waiting',
  returned: 'returned',
  refused: 'past',
  published: 'open',
  full: 'open',
  begun: 'open',
  closed: 'past',
  expired: 'past',
  withdrawn: 'past',
};

/** An employer's gigs by what there is to do about them, empty groups left out. */
export function grouped(gigs: readonly ManagedGig[]): { group: Group; gigs: ManagedGig[] }[] {
  return GROUPS.map((group) => ({
    group,
    gigs: gigs.filter((gig) => groupOfState[gig.state] === group),
  })).filter(({ gigs }) => gigs.length > 0);
}

/** Places of a gig as its employer counts them; null where a headcount is open. */
export const placesOf = (gig: ManagedGig): { open: number | null; headcount: number | null } => ({
  open: openPlaces(gig.shifts, gig.posting.together),
  headcount: headcount(gig.shifts, gig.posting.together),
});
