import * as api from '@linggong/contracts/api/regions.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { getRegion, listRegions } from './usecases.ts';

export function registerRegionRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.listRegions, async ({ query }) => ({ items: await listRegions(deps, query) }));
  serve(app, api.getRegion, ({ params }) => getRegion(deps, params.id));
}
