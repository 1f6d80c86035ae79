import * as api from '@linggong/contracts/api/about.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { mapOf } from './map.ts';
import { operatorOf } from './operator.ts';

export function registerAboutRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.getAbout, async () => {
    const { name: operator, phone, hours, icp, police } = operatorOf(deps.settings);
    const { terms, privacy } = deps.texts;
    const texts = { terms: terms.version, privacy: privacy.version };
    return { operator, phone, hours, icp, police, map: mapOf(deps.settings), texts };
  });
  serve(app, api.getText, async ({ params: { kind } }) => deps.texts[kind]);
}
