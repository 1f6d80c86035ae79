import * as api from '@linggong/contracts/api/contacts.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { listShowings } from './desk.ts';
import { myShowings } from './seen.ts';
import { showContact } from './show.ts';

export function registerContactRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.showContact, ({ params, viewer }) => showContact(deps, viewer, params.id));
  serve(app, api.listMyShowings, ({ viewer }) => myShowings(deps, viewer));
  serve(app, api.listShowings, ({ viewer, query }) => listShowings(deps, viewer, query));
}
