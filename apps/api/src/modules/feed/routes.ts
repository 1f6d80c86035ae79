import { zFeedFilter, zFeedPage, zFeedQuery, zFeedSummary } from '@linggong/contracts/feed.ts';
import { zGigDetail } from '@linggong/contracts/gig.ts';
import { isPublic } from '@linggong/rules/gig-state.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint, endpointForAsker } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { answerPrepared, prepare } from '../../platform/http/prepared.ts';
import { readGig } from './detail.ts';
import { feedPages } from './first-pages.ts';
import { publicGigs } from './public-gigs.ts';
import { readSummary } from './summary.ts';

const tag = 'feed';

export function registerFeedRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const gigs = publicGigs(deps);
  const pageOf = feedPages(deps, gigs);
  endpoint(
    app,
    {
      method: 'get',
      path: '/gigs',
      tag,
      forAnyone: true,
      summary: 'Public gigs, a page at a time',
      query: zFeedQuery,
      answer: zFeedPage,
    },
    async ({ query, c }) => {
      const answer = await pageOf(query, c.get('clientIp'));
      if ('stands' in answer) c.set('standing', answer);
      return answerPrepared(c, answer);
    },
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/gigs/summary',
      tag,
      forAnyone: true,
      summary: 'How much work there is now',
      query: zFeedFilter,
      answer: zFeedSummary,
    },
    ({ query }) => readSummary(deps, gigs, query),
  );
  endpointForAsker(
    app,
    {
      method: 'get',
      path: '/gigs/:key',
      tag,
      summary: 'A gig by its id or number: a public one, or one that one holds, as it was agreed',
      params: z.object({ key: z.string().max(40) }),
      answer: zGigDetail,
      problems: ['gig.not_found', 'gig.in_review', 'gig.gone'],
    },
    async ({ params, asker, c }) => {
      const gig = await readGig(deps, asker, params.key);
      return isPublic(gig.state) ? answerPrepared(c, prepare(gig)) : gig;
    },
  );
}
