import type { GigState } from '@linggong/contracts/gig.ts';

/** Only gigs in these states are shown to everybody. A file of its own, so that pages load no more than it. */
export const isPublic = (state: GigState): boolean =>
  state === 'published' || state === 'full' || state === 'begun';
