import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => ({
  me: requireMe(event),
  employers: requireRole(event, 'employer'),
});
