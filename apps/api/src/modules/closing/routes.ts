import * as api from '@linggong/contracts/api/closing.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { endedCookie } from '../identity/public.ts';
import { closeAccount, readClosing } from './close.ts';
import { deregisterPerson } from './deregister.ts';

export function registerClosingRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.getClosing, ({ viewer }) => readClosing(deps, viewer));
  serve(app, api.closeAccount, async ({ viewer, body, c }) => {
    await closeAccount(deps, viewer, body);
    c.header('Set-Cookie', endedCookie(deps.settings), { append: true });
  });
  serve(app, api.deregisterPerson, ({ viewer, params, body }) =>
    deregisterPerson(deps, viewer, params.id, body),
  );
}
