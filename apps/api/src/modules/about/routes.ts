import { zAbout, zLegalText, zTextKind } from '@linggong/contracts/about.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { mapOf } from './map.ts';
import { operatorOf } from './operator.ts';

export function registerAboutRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const tag = 'about';
  endpoint(
    app,
    {
      method: 'get',
      path: '/about',
      tag,
      summary: 'Who runs it, how to reach the service desk, which texts are in force',
      answer: zAbout,
      forAnyone: true,
    },
    async () => {
      const { name: operator, phone, hours, icp, police } = operatorOf(deps.settings);
      const { terms, privacy } = deps.texts;
      const texts = { terms: terms.version, privacy: privacy.version };
      return { operator, phone, hours, icp, police, map: mapOf(deps.settings), texts };
    },
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/texts/:kind',
      tag,
      summary: 'The terms of use or the privacy policy, as they are in force',
      params: z.object({ kind: zTextKind }),
      answer: zLegalText,
      forAnyone: true,
    },
    async ({ params: { kind } }) => deps.texts[kind],
  );
}
