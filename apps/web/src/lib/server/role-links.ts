import type { Me } from '@linggong/contracts/account.ts';
import { common } from '#lib/messages/common.ts';
import { deskEntries } from '#lib/nav/desk.ts';
import { employerEntries } from '#lib/nav/employer.ts';

/** One of the roles of a person who has several, and where its pages begin. */
export type RoleLink = { href: string; word: string };

/**
 * Made on the server, so that a worker's phone does not load the words of employers' and operators' pages.
 * None for who is a worker alone. The last is where they begin: who works at a desk at the desk.
 */
export function roleLinks(me: Me | null): RoleLink[] {
  const has = (role: string) => me?.roles.some((r) => r.role === role);
  const links: RoleLink[] = [];
  if (has('employer') && employerEntries[0])
    links.push({ href: employerEntries[0].href, word: common.nav.employer });
  if (has('operator') && deskEntries[0]) links.push({ href: deskEntries[0].href, word: common.nav.desk });
  return links.length > 0 ? [{ href: '/', word: common.nav.find }, ...links] : [];
}

/** Whoever has no people to look for yet finds the way to it: by signing in and registering, to the posting. */
export const passersLinks = (me: Me | null): RoleLink[] =>
  me?.roles.some(({ role }) => role === 'employer' || role === 'operator')
    ? []
    : [{ href: '/employer/gigs/new', word: common.nav.hire }];

/** Where a person begins. */
export const homeOf = (me: Me): string => roleLinks(me).at(-1)?.href ?? '/';
