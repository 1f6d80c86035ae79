import { listAlerts, saveAlert } from '@linggong/contracts/api/alerts.ts';
import { getGig, listGigs, summariseGigs } from '@linggong/contracts/api/feed.ts';
import { getRegion, listRegions } from '@linggong/contracts/api/regions.ts';
import type { FeedParams } from '@linggong/contracts/feed.ts';
import { hasWords } from '@linggong/matching/terms.ts';
import { type Cookies, redirect } from '@sveltejs/kit';
import { type Call, makeCall } from '#lib/api/client.ts';
import { refuse } from '#lib/api/form.ts';
import { orThrow } from '#lib/api/or-throw.ts';
import { alertState } from '#lib/features/alerts/state.ts';
import { feedHref, filterOf, readParams } from '#lib/features/feed/filter.ts';
import type { Choice } from '#lib/features/feed/panel.ts';
import { parseGigNumber } from '#lib/features/gig/number.ts';
import { signInPath } from '#lib/nav/paths.ts';
import { feedPanels, nothingFound } from '#lib/server/feed-panels.ts';
import { keepAlert, saveKeptAlert } from '#lib/server/kept-alert.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { Actions, PageServerLoad } from './$types';

const words = () => wordsOf('feed');

export const load: PageServerLoad = async ({ url, fetch, locals, cookies }) => {
  const params = readParams(url.searchParams);
  const call = makeCall(fetch);
  const number = parseGigNumber(params.q ?? '');
  // A number that no gig has may be a word all the same.
  if (number && (await isGig(call, number))) redirect(303, `/gigs/${number}`);

  const filter = filterOf(params);
  const { region: regionId } = params;
  const [page, summary, region, below, alert] = await Promise.all([
    call(listGigs, { query: params }),
    call(summariseGigs, { query: filter }),
    regionId ? call(getRegion, { params: { id: regionId } }) : null,
    call(listRegions, { query: { parent: regionId } }),
    locals.me ? ownAlert(call, cookies, filter) : ({ state: 'none', problem: null } as const),
  ]);
  const list = orThrow(page);
  const here = region?.ok ? region.data : null;
  return {
    params,
    filter,
    page: list,
    summary: summary.ok ? summary.data : null,
    /** The name of where the list is narrowed to; empty: everywhere. */
    place: here?.pathNames.at(-1) ?? '',
    places: placeChoices(params, here, below.ok ? below.data.items : []),
    panels: feedPanels(params, new Date(list.asOf)),
    /** Why nothing was found, where it is the search. */
    nothing: params.q ? nothingFound(params.q, number) : null,
    /** What was searched for has no words: nothing to be told of either. */
    wordless: Boolean(params.q) && !hasWords(params.q ?? ''),
    alert,
  };
};

type Above = { path: string[]; pathNames: string[]; home: boolean };

/** Where one can go from here: everywhere, what lies above (the province not, at home), here, what lies below. */
function placeChoices(
  params: FeedParams,
  here: Above | null,
  below: { id: string; name: string }[],
): Choice[] {
  const choice = (region: string | undefined, word: string): Choice => ({
    word,
    on: params.region === region,
    href: feedHref(params, { region }),
  });
  const above = here?.path.map((id, at) => choice(id, here.pathNames[at] ?? '')) ?? [];
  return [
    choice(undefined, words().place.everywhere),
    ...above.slice(above.length > 1 && here?.home ? 1 : 0),
    ...below.map(({ id, name }) => choice(id, name)),
  ];
}

/** Whether a gig has or had this number: its page says what is so of it. */
async function isGig(call: Call, number: string): Promise<boolean> {
  const answer = await call(getGig, { params: { key: number } });
  return answer.ok || ['gig.gone', 'gig.in_review'].includes(answer.problem.code);
}

/** Whether this list is one that the reader is told of; what they asked for before they signed in is saved first. */
async function ownAlert(call: Call, cookies: Cookies, filter: FeedParams) {
  const problem = await saveKeptAlert(cookies, call, filter);
  const alerts = await call(listAlerts);
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
    const answer = await makeCall(fetch)(saveAlert, { body: { filter } });
    if (!answer.ok) return refuse(answer.problem, {});
    redirect(303, feedHref(params, {}));
  },
};
