import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Where closing one's account leads; whoever has one has not closed it. */
export const load: PageServerLoad = ({ locals }) => {
  if (locals.me) redirect(303, '/me');
};
