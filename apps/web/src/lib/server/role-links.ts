import type { Me } from '@linggong/contracts/account.ts';
import { common } from '#lib/messages/common.ts';
import { deskEntries } from '#lib/nav/desk.ts';
import { employerEntries } from '#lib/nav/employer.ts';

/** A way from a worker's page to where else this person works. */
export type RoleLink = { href: string; word: string };

/**
 * Made on the server, so that a worker's phone does not load the words of employers' and operators' pages.
 * Who works at a desk first.
 */
export function roleLinks(me: Me | null): RoleLink[] {
  const has = (role: string) => me?.roles.some((r) => r.role === role);
  const links: RoleLink[] = [];
  if (has('operator') && deskEntries[0]) links.push({ href: deskEntries[0].href, word: common.nav.desk });
  if (has('employer') && employerEntries[0])
    links.push({ href: employerEntries[0].href, word: common.nav.employer });
  return links;
}

/** Where a person begins. */
export const homeOf = (me: Me): string => roleLinks(me)[0]?.href ?? '/';
