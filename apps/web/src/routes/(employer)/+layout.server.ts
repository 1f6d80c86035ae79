import { requireMe } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

/** Anybody who is signed in may look for people: who has no employer yet registers one here. */
export const load: LayoutServerLoad = (event) => {
  const me = requireMe(event);
  return { me, employers: me.roles.filter((role) => role.role === 'employer') };
};
