import { zEventsPage, zEventsQuery } from '@linggong/contracts/events.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { catchUp } from './usecases.ts';

export function registerEventRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/events',
      tag: 'events',
      summary: 'What came after a place in the event log, as the live connection would have told it',
      query: zEventsQuery,
      answer: zEventsPage,
      problems: ['events.window_passed'],
    },
    ({ viewer, query }) => catchUp(deps, viewer, query),
  );
}
