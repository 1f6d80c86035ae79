import { roleLinks } from '#lib/server/role-links.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({ me: locals.me, roleLinks: roleLinks(locals.me) });
