import type { Me } from '@linggong/contracts/account.ts';
import { deskEntries } from '#lib/nav/desk.ts';
import { employerEntries } from '#lib/nav/employer.ts';
import { wordsOf } from '#lib/words/words.ts';

const common = () => wordsOf('common');

/** One of the roles of a person who has several, and where its pages begin. */
export type RoleLink = { href: string; word: string };

/**
 * Made on the server, so that a worker's phone does not load the words of employers' and operators' pages.
 * None for who is a worker alone. The last is where they begin: who works at a desk at the desk.
 */
export function roleLinks(me: Me | null): RoleLink[] {
  const has = (role: string) => me?.roles.some((r) => r.role === role);
  const links: RoleLink[] = [];
  const { nav } = common();
  const [employers] = employerEntries();
  const [desk] = deskEntries();
  if (has('employer') && employers) links.push({ href: employers.href, word: nav.employer });
  if (has('operator') && desk) links.push({ href: desk.href, word: nav.desk });
  return links.length > 0 ? [{ href: '/', word: nav.find }, ...links] : [];
}

/** Whoever has no people to look for yet finds the way to it: by signing in and registering, to the posting. */
export const passersLinks = (me: Me | null): RoleLink[] =>
  me?.roles.some(({ role }) => role === 'employer' || role === 'operator')
    ? []
    : [{ href: '/employer/gigs/new', word: common().nav.hire }];

/** Where a person begins. */
export const homeOf = (me: Me): string => roleLinks(me).at(-1)?.href ?? '/';
