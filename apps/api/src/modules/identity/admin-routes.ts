import { zNewOperator, zOperatorGrant, zOperatorGrants } from '@linggong/contracts/account.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { grantOperator, listOperators, revokeOperator } from './grants.ts';

export function registerAdminRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const tag = 'admin';
  endpoint(
    app,
    {
      method: 'get',
      path: '/admin/operators',
      tag,
      summary: 'Who is operator of which region',
      answer: zOperatorGrants,
      problems: ['auth.required', 'auth.forbidden'],
    },
    async ({ viewer }) => ({ items: await listOperators(deps, viewer) }),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/admin/operators',
      tag,
      summary: 'Makes someone operator of a region and all below it',
      body: zNewOperator,
      answer: zOperatorGrant,
      status: 201,
      problems: ['auth.required', 'auth.forbidden', 'auth.phone_invalid', 'region.not_found'],
    },
    ({ viewer, body }) => grantOperator(deps, viewer, body),
  );
  endpoint(
    app,
    {
      method: 'delete',
      path: '/admin/operators/:id',
      tag,
      summary: 'Takes an operator’s role away',
      params: z.object({ id: zId }),
      problems: ['auth.required', 'auth.forbidden'],
    },
    async ({ viewer, params }) => {
      await revokeOperator(deps, viewer, params.id);
      return undefined;
    },
  );
}
