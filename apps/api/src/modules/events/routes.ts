import * as api from '@linggong/contracts/api/events.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { catchUp } from './usecases.ts';

export function registerEventRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.listEvents, ({ viewer, query }) => catchUp(deps, viewer, query));
}
