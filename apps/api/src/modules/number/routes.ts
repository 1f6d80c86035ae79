import * as api from '@linggong/contracts/api/number.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { setCookies } from '../identity/public.ts';
import { changeNumber, confirmNumber, sendComingCode, sendLeavingCode } from './change.ts';
import { signInReturning } from './returning.ts';

/** Another number for one's account: a code to the one that it has, then one to the new one; a number that came back. */
export function registerNumberRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.signInReturning, async ({ body, c }) => {
    const { me, cookies } = await signInReturning(deps, {
      ...body,
      clientIp: c.get('clientIp'),
      userAgent: c.req.header('user-agent'),
    });
    setCookies(c, cookies);
    return me;
  });
  serve(app, api.sendPhoneCode, ({ viewer, c }) =>
    sendLeavingCode(deps, viewer, { clientIp: c.get('clientIp') }),
  );
  serve(app, api.confirmPhone, ({ viewer, body, c }) =>
    confirmNumber(deps, viewer, { ...body, clientIp: c.get('clientIp') }),
  );
  serve(app, api.sendNewPhoneCode, ({ viewer, body, c }) =>
    sendComingCode(deps, viewer, { ...body, clientIp: c.get('clientIp') }),
  );
  serve(app, api.changePhone, ({ viewer, body, c }) =>
    changeNumber(deps, viewer, { ...body, clientIp: c.get('clientIp') }),
  );
}
