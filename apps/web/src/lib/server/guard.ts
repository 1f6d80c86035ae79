import type { Me, Role } from '@linggong/contracts/account.ts';
import { error, redirect } from '@sveltejs/kit';
import { signInPath } from '#lib/nav/paths.ts';
import { wordsOf } from '#lib/words/words.ts';

const errors = () => wordsOf('errors');

type Event = { locals: App.Locals; url: URL };

/** Who is signed in; sends anybody else to sign in and back again. For load functions and form actions. */
export function requireMe({ locals, url }: Event): Me {
  if (!locals.me) redirect(303, signInPath(url));
  return locals.me;
}

/** The roles of one kind; the API checks again, this only spares a person a page that would be empty. */
export function requireRole<R extends Role['role']>(event: Event, role: R): Extract<Role, { role: R }>[] {
  const found = requireMe(event).roles.filter((r): r is Extract<Role, { role: R }> => r.role === role);
  if (found.length === 0) error(403, errors().forbidden.detail, { code: 'auth.forbidden' });
  return found;
}
