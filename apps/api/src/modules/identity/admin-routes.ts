import * as api from '@linggong/contracts/api/operators.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { grantOperator, listOperators, revokeOperator } from './grants.ts';

export function registerAdminRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.listOperators, async ({ viewer }) => ({ items: await listOperators(deps, viewer) }));
  serve(app, api.grantOperator, ({ viewer, body }) => grantOperator(deps, viewer, body));
  serve(app, api.revokeOperator, ({ viewer, params }) => revokeOperator(deps, viewer, params.id));
}
