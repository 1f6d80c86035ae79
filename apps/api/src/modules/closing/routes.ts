import { zCloseAccount, zClosing } from '@linggong/contracts/account.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { endedCookie } from '../identity/session-cookie.ts';
import { closeAccount, readClosing } from './close.ts';

export function registerClosingRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const tag = 'account';
  endpoint(
    app,
    {
      method: 'get',
      path: '/me/closing',
      tag,
      summary: 'What closing the account would end, and what stands in its way',
      answer: zClosing,
      problems: ['auth.required'],
    },
    ({ viewer }) => readClosing(deps, viewer),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/me/close',
      tag,
      summary: 'Closes the account for good; records are kept under a pseudonym',
      body: zCloseAccount,
      problems: [
        'auth.required',
        'auth.phone_invalid',
        'auth.too_many_attempts',
        'account.phone_mismatch',
        'account.still_needed',
      ],
    },
    async ({ viewer, body, c }) => {
      await closeAccount(deps, viewer, body.phone);
      c.header('Set-Cookie', endedCookie(deps.settings), { append: true });
      return undefined;
    },
  );
}
