import { zDeskGigsQuery } from '@linggong/contracts/review.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { listDeskGigs } from '#lib/api/review.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const { q, show, cursor } = Object.fromEntries(url.searchParams);
  const asked = zDeskGigsQuery.safeParse({ q, show, cursor });
  const query = asked.success ? asked.data : zDeskGigsQuery.parse({});
  return { query, list: orThrow(await listDeskGigs(makeCall(fetch), query)) };
};
