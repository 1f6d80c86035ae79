import type { FEED_SORTS as Sorts } from '@linggong/contracts/feed.ts';

/** The orders of the list. Written again, not imported: the contract's file brings its validator with it. */
export const FEED_SORTS = ['newest', 'start', 'pay', 'distance'] as const satisfies typeof Sorts;
