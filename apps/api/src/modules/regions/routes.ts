import { zRegion, zRegionList, zRegionsQuery } from '@linggong/contracts/region.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Hono } from 'hono';
import { etag } from 'hono/etag';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { getRegion, listRegions } from './usecases.ts';

const CACHED = 'public, max-age=600';

export function registerRegionRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  app.use('/regions/*', etag());
  app.use('/regions', etag());
  endpoint(
    app,
    {
      method: 'get',
      path: '/regions',
      tag: 'regions',
      summary:
        'Regions below `parent`, or with `q` in their name; without either the own city and its counties',
      query: zRegionsQuery,
      answer: zRegionList,
      problems: ['region.not_found'],
    },
    async ({ query, c }) => {
      const items = await listRegions(deps, query);
      c.header('Cache-Control', CACHED);
      return { items };
    },
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/regions/:id',
      tag: 'regions',
      summary: 'One region',
      params: z.object({ id: zId }),
      answer: zRegion,
      problems: ['region.not_found'],
    },
    async ({ params, c }) => {
      const region = await getRegion(deps, params.id);
      c.header('Cache-Control', CACHED);
      return region;
    },
  );
}
