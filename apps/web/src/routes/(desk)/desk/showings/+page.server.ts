import { listShowings } from '#lib/api/bookings.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  list: orThrow(await listShowings(makeCall(fetch), url.searchParams.get('cursor'))),
});
