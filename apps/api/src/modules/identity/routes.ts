import * as api from '@linggong/contracts/api/identity.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { requireMay } from './access.ts';
import { registerAdminRoutes } from './admin-routes.ts';
import { agree } from './consent.ts';
import { demoPeople, signInAsDemo } from './demo.ts';
import { registerDeviceRoutes } from './device-routes.ts';
import { changePerson, toPerson } from './persons.ts';
import { sendCode } from './send-code.ts';
import { askedCookie, isSecure, setCookies } from './session-cookie.ts';
import { me, signIn, signOut } from './usecases.ts';

export function registerIdentityRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const asking = askedCookie(isSecure(deps.settings));
  registerAdminRoutes(app, deps);
  registerDeviceRoutes(app, deps);
  serve(app, api.requestCode, async ({ body, c }) => {
    const asked = asking.read(c);
    const answer = await sendCode(deps, { ...body, clientIp: c.get('clientIp'), asked });
    asking.keep(c, answer.asked);
    return answer.sent;
  });
  serve(app, api.signIn, async ({ body, c }) => {
    const asked = asking.read(c);
    const { me: signedIn, cookies } = await signIn(deps, {
      ...body,
      clientIp: c.get('clientIp'),
      userAgent: c.req.header('user-agent'),
      asked,
    });
    setCookies(c, cookies);
    if (asked) asking.drop(c);
    return signedIn;
  });
  serve(app, api.signOut, async ({ viewer, c }) => {
    setCookies(c, await signOut(deps, viewer, c.req.raw.headers));
  });
  serve(app, api.getMe, ({ viewer }) => me(deps, viewer));
  serve(app, api.agreeToTexts, ({ viewer, body }) => agree(deps, viewer, body));
  serve(app, api.changePerson, async ({ viewer, body }) => {
    requireMay(viewer, 'person.change');
    return toPerson(deps, await changePerson(deps, viewer.personId, body));
  });
  serve(app, api.listDemoPeople, async () => ({ items: demoPeople(deps) }));
  serve(app, api.signInAsDemo, async ({ body, c }) => {
    const { me: signedIn, cookies } = await signInAsDemo(deps, body.key, c.req.header('user-agent'));
    setCookies(c, cookies);
    return signedIn;
  });
}
