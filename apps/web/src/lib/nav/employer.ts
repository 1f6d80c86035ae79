import { wordsOf } from '#lib/words/words.ts';
import type { NavEntry } from './entry.ts';

const employer = () => wordsOf('employer');

/** Pages of employers, in order; the first is where the header leads. */
export const employerEntries = (): NavEntry[] => [
  { href: '/employer', word: employer().nav.gigs, icon: 'my', deep: false },
  { href: '/employer/gigs/new', word: employer().nav.post, icon: 'post', deep: false },
];
