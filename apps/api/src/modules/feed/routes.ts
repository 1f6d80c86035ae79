import * as api from '@linggong/contracts/api/feed.ts';
import { isPublic } from '@linggong/rules/gig-moves.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { answerPrepared, prepare } from '../../platform/http/prepared.ts';
import { serve, serveForAsker } from '../../platform/http/serve.ts';
import { readGig } from './detail.ts';
import { feedPages } from './first-pages.ts';
import { publicGigs } from './public-gigs.ts';
import { readSummary } from './summary.ts';

export function registerFeedRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const gigs = publicGigs(deps);
  const pageOf = feedPages(deps, gigs);
  serve(app, api.listGigs, async ({ query, c }) => {
    const answer = await pageOf(query, c.get('clientIp'));
    if ('stands' in answer) c.set('standing', answer);
    return answerPrepared(c, answer);
  });
  serve(app, api.summariseGigs, ({ query }) => readSummary(deps, gigs, query));
  serveForAsker(app, api.getGig, async ({ params, asker, c }) => {
    const gig = await readGig(deps, asker, params.key);
    return isPublic(gig.state) ? answerPrepared(c, prepare(gig)) : gig;
  });
}
