import type { GigState } from '@linggong/contracts/gig.ts';

const PUBLIC: ReadonlySet<GigState> = new Set(['published', 'full', 'begun', 'closed', 'expired']);

/** The desk's page where an operator can decide about a gig as it stands: among what is public, or in the queue. */
export const gigHref = (gigId: string, state: GigState): string =>
  `/desk/${PUBLIC.has(state) ? 'public' : 'gigs'}/${gigId}`;
