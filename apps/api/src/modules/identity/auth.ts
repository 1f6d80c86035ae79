import { randomBytes } from 'node:crypto';
import { sessionCookieName } from '@linggong/contracts/session-cookie.ts';
import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import type { Connection } from 'mongoose';
import * as z from 'zod';
import type { Platform } from '../../platform/platform.ts';
import { problem } from '../../platform/problem.ts';
import { redeemPass } from './codes.ts';
import { identityModels } from './model.ts';
import { cookieAttributes, isSecure, SESSION_SECONDS, sessionEnd } from './session-cookie.ts';

/** The library wants an address. It says nothing of the person, and no mail can reach it (RFC 2606). */
const noAddress = () => `${randomBytes(16).toString('hex')}@account.invalid`;

/** Accounts without a phone number: of people whom a desk hands their record. Called by us alone, as all of it. */
const withoutNumber = {
  id: 'without-number',
  endpoints: {
    makeAccount: createAuthEndpoint('/without-number/make', { method: 'POST' }, async (ctx) => {
      const made = { email: noAddress(), emailVerified: false, name: '' };
      const user = await ctx.context.internalAdapter.createUser(made, { method: 'claim' });
      return ctx.json({ id: user.id });
    }),
    openSession: createAuthEndpoint(
      '/without-number/open',
      { method: 'POST', body: z.object({ accountId: z.string() }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.accountId);
        if (!user) throw problem('person.not_found');
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ id: user.id });
      },
    ),
  },
} as const;

/**
 * The sign-in library: accounts, sessions and their cookie. Its own HTTP routes are not served: our routes call
 * `auth.api`, so that limits, contracts and problem details hold for them too. Codes are ours, see `codes.ts`.
 */
export function createAuth(platform: Platform, connection: Connection) {
  const secure = isSecure(platform.settings);
  const client = connection.getClient();
  const codes = { models: identityModels(connection), secret: platform.secret, clock: platform.clock };
  return betterAuth({
    baseURL: platform.settings.PUBLIC_ORIGIN ?? 'http://localhost',
    secret: platform.secret,
    database: mongodbAdapter(client.db(connection.name), { client }),
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    databaseHooks: {
      session: {
        // By the clock by which everything else here is told whether it still lasts.
        create: {
          before: async (session) => ({ data: { ...session, expiresAt: sessionEnd(platform.clock()) } }),
        },
      },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message, ...details) =>
        platform.log[level === 'error' ? 'error' : 'warn']({ details }, message),
    },
    advanced: {
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: sessionCookieName(secure),
          attributes: cookieAttributes(secure),
        },
      },
    },
    plugins: [
      withoutNumber,
      phoneNumber({
        // Never asked for by our routes: they issue and redeem codes themselves, and come with a pass.
        sendOTP: () => undefined,
        verifyOTP: async ({ phoneNumber: phone, code }) => {
          await redeemPass(codes, phone, code);
          return true;
        },
        signUpOnVerification: {
          getTempEmail: noAddress,
          getTempName: () => '',
        },
      }),
    ],
  });
}
