import type { Me } from '@linggong/contracts/account.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { NavEntry } from './entry.ts';

const common = () => wordsOf('common');

/** Where notices are; in every frame of who is signed in. */
export const inboxEntry = (): NavEntry => ({
  href: '/inbox',
  word: common().nav.inbox,
  icon: 'inbox',
  deep: true,
  also: ['/alerts'],
});

/** What a worker moves between; the last one is the way in for who is not signed in. */
export function workerEntries(me: Pick<Me, 'accountId'> | null): NavEntry[] {
  const { nav } = common();
  return [
    { href: '/', word: nav.find, icon: 'find', deep: false },
    { href: '/my', word: nav.my, icon: 'my', deep: true },
    ...(me ? [inboxEntry()] : []),
    me
      ? { href: '/me', word: nav.me, icon: 'me', deep: true }
      : { href: '/sign-in', word: common().signIn, icon: 'me', deep: true },
  ];
}
