import type { NavEntry } from './entry.ts';

/** Pages of employers, in order; the first is where the header leads. */
export const employerEntries: NavEntry[] = [];
