import { requireMe, requireRole } from '#lib/server/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => ({
  me: requireMe(event),
  operators: requireRole(event, 'operator'),
});
