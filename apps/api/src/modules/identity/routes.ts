import { zConsent } from '@linggong/contracts/about.ts';
import {
  zCodeRequest,
  zCodeSent,
  zDemoPeople,
  zDemoSignIn,
  zMe,
  zPerson,
  zPersonChange,
  zSignIn,
} from '@linggong/contracts/account.ts';
import type { Context, Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { requireSignedIn } from './access.ts';
import { registerAdminRoutes } from './admin-routes.ts';
import { agree } from './consent.ts';
import { demoPeople, signInAsDemo } from './demo.ts';
import { registerDeviceRoutes } from './device-routes.ts';
import { changePerson, toPerson } from './persons.ts';
import { sendCode } from './send-code.ts';
import { askedCookie, isSecure } from './session-cookie.ts';
import { me, signIn, signOut } from './usecases.ts';

const setCookies = (c: Context<ApiEnv>, cookies: string[]) => {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true });
};

export function registerIdentityRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const tag = 'account';
  const asking = askedCookie(isSecure(deps.settings));
  registerAdminRoutes(app, deps);
  registerDeviceRoutes(app, deps);
  endpoint(
    app,
    {
      method: 'post',
      path: '/session/code',
      tag,
      summary:
        'Sends a sign-in code by text message; the same answer whether or not the number has an account. Where many new numbers ask, `identity.challenge` brings a sum that `altcha-lib` does: ask again with it and its solution as `proof`',
      body: zCodeRequest,
      answer: zCodeSent,
      problems: ['auth.phone_invalid', 'auth.too_many_codes', 'identity.challenge'],
    },
    async ({ body, c }) => {
      const asked = asking.read(c);
      const answer = await sendCode(deps, { ...body, clientIp: c.get('clientIp'), asked });
      asking.keep(c, answer.asked);
      return answer.sent;
    },
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/session',
      tag,
      summary: 'Signs in with a code; the first sign-in of a number makes its account',
      body: zSignIn,
      answer: zMe,
      problems: [
        'auth.phone_invalid',
        'auth.code_wrong',
        'auth.code_expired',
        'auth.code_old',
        'auth.too_many_attempts',
        'auth.consent_outdated',
      ],
    },
    async ({ body, c }) => {
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
    },
  );
  endpoint(app, { method: 'delete', path: '/session', tag, summary: 'Signs out' }, async ({ viewer, c }) => {
    setCookies(c, await signOut(deps, viewer, c.req.raw.headers));
    return undefined;
  });
  endpoint(
    app,
    {
      method: 'get',
      path: '/me',
      tag,
      summary: 'Who is signed in',
      answer: zMe,
      problems: ['auth.required'],
    },
    ({ viewer }) => me(deps, viewer),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/me/consent',
      tag,
      summary: 'Agrees to the terms and the privacy policy as they were shown',
      body: zConsent,
      problems: ['auth.required', 'auth.consent_outdated'],
    },
    async ({ viewer, body }) => {
      await agree(deps, viewer, body);
      return undefined;
    },
  );
  endpoint(
    app,
    {
      method: 'patch',
      path: '/me/person',
      tag,
      summary: 'Changes one’s own record',
      body: zPersonChange,
      answer: zPerson,
      problems: ['auth.required', 'region.not_found'],
    },
    async ({ viewer, body }) => {
      requireSignedIn(viewer);
      return toPerson(deps, await changePerson(deps, viewer.personId, body));
    },
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/demo/people',
      tag: 'demo',
      summary: 'Whom one can be in the demo',
      answer: zDemoPeople,
      problems: ['auth.demo_only'],
    },
    async () => ({ items: demoPeople(deps) }),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/demo/session',
      tag: 'demo',
      summary: 'Signs in as a demo person',
      body: zDemoSignIn,
      answer: zMe,
      problems: ['auth.demo_only', 'person.not_found'],
    },
    async ({ body, c }) => {
      const { me: signedIn, cookies } = await signInAsDemo(deps, body.key, c.req.header('user-agent'));
      setCookies(c, cookies);
      return signedIn;
    },
  );
}
