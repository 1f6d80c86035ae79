import { listDeskGigs } from '@linggong/contracts/api/review.ts';
import { zDeskGigsQuery } from '@linggong/contracts/review.ts';
import { makeCall } from '#lib/api/client.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const { q, show, cursor } = Object.fromEntries(url.searchParams);
  const asked = zDeskGigsQuery.safeParse({ q, show, cursor });
  const query = asked.success ? asked.data : zDeskGigsQuery.parse({});
  return { query, list: orThrow(await makeCall(fetch)(listDeskGigs, { query })) };
};
