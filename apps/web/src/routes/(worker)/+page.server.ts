import { redirect } from '@sveltejs/kit';
import { makeCall } from '#lib/api/client.ts';
import { listGigs, summariseGigs } from '#lib/api/gigs.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { getRegion, listRegions } from '#lib/api/regions.ts';
import { filterOf, readParams } from '#lib/feed-filter.ts';
import { parseGigNumber } from '#lib/format/number.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, fetch }) => {
  const params = readParams(url.searchParams);
  const number = parseGigNumber(params.q ?? '');
  if (number) redirect(303, `/gigs/${number}`);

  const call = makeCall(fetch);
  const filter = filterOf(params);
  const { region: regionId } = params;
  const [page, summary, region, below] = await Promise.all([
    listGigs(call, params),
    summariseGigs(call, filter),
    regionId ? getRegion(call, regionId) : null,
    listRegions(call, { parent: regionId }),
  ]);
  const here = region?.ok ? region.data : null;
  return {
    params,
    filter,
    page: orThrow(page),
    summary: summary.ok ? summary.data : null,
    /** From the city down to where the list is narrowed to; empty: everywhere. */
    crumbs: here
      ? here.path
          .map((id, at) => ({ id, name: here.pathNames[at] ?? '' }))
          .slice(here.path.length > 1 && here.home ? 1 : 0)
      : [],
    below: below.ok ? below.data.items.map(({ id, name }) => ({ id, name })) : [],
  };
};
