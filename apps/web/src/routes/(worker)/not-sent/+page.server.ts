import { safePath } from '#lib/nav/paths.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ to: safePath(url.searchParams.get('to')) });
