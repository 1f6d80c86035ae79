import { type Cookies, redirect } from '@sveltejs/kit';
import { alertState } from '#lib/alert-state.ts';
import { listAlerts, saveAlert } from '#lib/api/alerts.ts';
import { type Call, makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { type FeedParams, listGigs, summariseGigs } from '#lib/api/gigs.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { getRegion, listRegions } from '#lib/api/regions.ts';
import { feedHref, filterOf, readParams } from '#lib/feed-filter.ts';
import { parseGigNumber } from '#lib/format/number.ts';
import { signInPath } from '#lib/nav/paths.ts';
import { keepAlert, saveKeptAlert } from '#lib/server/kept-alert.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, fetch, locals, cookies }) => {
  const params = readParams(url.searchParams);
  const number = parseGigNumber(params.q ?? '');
  if (number) redirect(303, `/gigs/${number}`);

  const call = makeCall(fetch);
  const filter = filterOf(params);
  const { region: regionId } = params;
  const [page, summary, region, below, alert] = await Promise.all([
    listGigs(call, params),
    summariseGigs(call, filter),
    regionId ? getRegion(call, regionId) : null,
    listRegions(call, { parent: regionId }),
    locals.me ? ownAlert(call, cookies, filter) : ({ state: 'none', problem: null } as const),
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
    alert,
  };
};

/** Whether this list is one that the reader is told of; what they asked for before they signed in is saved first. */
async function ownAlert(call: Call, cookies: Cookies, filter: FeedParams) {
  const problem = await saveKeptAlert(cookies, call, filter);
  const alerts = await listAlerts(call);
  return {
    state: alerts.ok ? alertState(alerts.data.items, filter, new Date()) : ('none' as const),
    problem: problem?.detail ?? null,
  };
}

export const actions: Actions = {
  alert: async ({ url, fetch, locals, cookies }) => {
    const params = readParams(url.searchParams);
    const filter = filterOf(params);
    if (!locals.me) {
      keepAlert(cookies, url, filter);
      redirect(303, signInPath(new URL(feedHref(params, {}), url)));
    }
    const answer = await saveAlert(makeCall(fetch), { filter });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, feedHref(params, {}));
  },
};
