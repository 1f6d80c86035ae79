import type { Decision } from '@linggong/contracts/flag.ts';
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

const lastDecision = ({ decisions }: ManagedGig) =>
  [...decisions].sort((a, b) => b.at.localeCompare(a.at))[0];

/** A refusal of what people had seen takes it down. */
export const tookDown = ({ decision, gigVersion }: Pick<Decision, 'decision' | 'gigVersion'>): boolean =>
  decision === 'refuse' && gigVersion > 0;

/** Whether it ended as the station took it down, rather than was never passed. */
export function isTakenDown(gig: ManagedGig): boolean {
  const last = lastDecision(gig);
  return gig.state === 'refused' && last !== undefined && tookDown(last);
}

/** The last decision that said why not, where it still holds. */
export function standingReason(gig: ManagedGig): { reason: string; article: string | null } | null {
  if (gig.state !== 'returned' && gig.state !== 'refused') return null;
  const last = lastDecision(gig);
  return last?.reason ? { reason: last.reason, article: last.article } : null;
}
