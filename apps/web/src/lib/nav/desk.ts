import type { NavEntry } from './entry.ts';

/** Pages of operators, in order; the first is where the header leads. */
export const deskEntries: NavEntry[] = [];
