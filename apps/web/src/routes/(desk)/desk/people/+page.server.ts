import { listPeople } from '@linggong/contracts/api/people.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const q = url.searchParams.get('q');
  const cursor = url.searchParams.get('cursor');
  return { q: q ?? '', list: orThrow(await makeCall(fetch)(listPeople, { query: { q, cursor } })) };
};
