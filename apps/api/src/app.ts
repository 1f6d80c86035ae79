import { Hono } from 'hono';
import type { Deps } from './deps.ts';
import { featureWarnings, registerFeatures } from './features.ts';
import type { ApiEnv } from './platform/http/env.ts';
import {
  answerProblem,
  apiHeaders,
  noStore,
  type OwnOrigin,
  requestContext,
  sameOrigin,
} from './platform/http/middleware.ts';
import { registerReference } from './platform/http/reference.ts';
import type { StandingAnswers } from './platform/http/standing.ts';
import type { Metrics } from './platform/metrics.ts';
import { type AllProblemTexts, problem } from './platform/problem.ts';
import { limitRequests, type SessionIn } from './platform/rate-limit.ts';
import { settingWarnings } from './platform/settings.ts';
import type { InReaders } from './words/words.ts';

/** The HTTP API: `/api/v1`, its reference, and what operations staff ask for. */
export function createApp(options: {
  deps: Deps;
  isOwnOrigin: OwnOrigin;
  figures: Metrics;
  standing: StandingAnswers;
  texts: AllProblemTexts;
  inReaders: InReaders;
  sessionIn: SessionIn;
  ready: () => Promise<boolean>;
}): Hono<ApiEnv> {
  const { deps, figures, texts } = options;
  const app = new Hono<ApiEnv>();
  const refuse = answerProblem(texts);
  app.onError(refuse);
  app.notFound((c) => refuse(problem('request.not_found'), c));
  app.use((c, next) => {
    const headers = { cookie: c.req.header('cookie'), 'accept-language': c.req.header('accept-language') };
    return options.inReaders(headers, next);
  });
  app.use(options.standing.keep);
  app.use(requestContext({ log: deps.log, trustProxy: deps.settings.TRUST_PROXY }));
  app.use(figures.middleware);

  app.get('/healthz', (c) => c.text('ok'));
  const warnings = settingWarnings(deps.settings).map((warning) => `warning: ${warning}`);
  app.get('/readyz', async (c) => {
    if (!(await options.ready())) return c.text('not ready', 503);
    return c.text(['ready', ...warnings, ...featureWarnings(deps), ...deps.alarms.current()].join('\n'));
  });
  app.get('/metrics', async (c) => {
    c.header('Content-Type', figures.contentType);
    return c.body(await figures.text());
  });

  const v1 = new Hono<ApiEnv>();
  v1.use(apiHeaders);
  v1.use(noStore);
  v1.use(limitRequests(deps.limits, options.sessionIn));
  v1.use(sameOrigin(options.isOwnOrigin));
  registerFeatures(v1, deps);
  app.route('/api/v1', v1);
  registerReference(app, { texts, publicOrigin: deps.settings.PUBLIC_ORIGIN });
  return app;
}
