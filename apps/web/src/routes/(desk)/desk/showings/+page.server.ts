import { listShowings } from '@linggong/contracts/api/contacts.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  list: orThrow(await makeCall(fetch)(listShowings, { query: { cursor: url.searchParams.get('cursor') } })),
});
