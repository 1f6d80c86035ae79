import { wordsOf } from '#lib/words/words.ts';
import type { NavEntry } from './entry.ts';

const desk = () => wordsOf('desk');
const people = () => wordsOf('people');
const report = () => wordsOf('report');

/** Pages of operators, in order; the first is where the header leads. */
export const deskEntries = (): NavEntry[] => [
  { href: '/desk', word: desk().nav.queue, icon: 'queue', deep: false, also: ['/desk/gigs/'] },
  { href: '/desk/public', word: desk().nav.public, icon: 'find', deep: true },
  { href: '/desk/employers', word: desk().nav.employers, icon: 'office', deep: true },
  {
    href: '/desk/people',
    word: people().nav,
    icon: 'me',
    deep: true,
    also: ['/desk/grants', '/desk/rolls', '/desk/alarms', '/desk/unattended'],
  },
  { href: '/desk/reports', word: report().desk.nav, icon: 'alert', deep: true },
  { href: '/desk/imports', word: desk().nav.imports, icon: 'import', deep: true },
];
