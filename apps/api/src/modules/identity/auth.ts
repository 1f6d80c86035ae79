import { randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { phoneNumber } from 'better-auth/plugins';
import type { Connection } from 'mongoose';
import type { Platform } from '../../platform/platform.ts';
import { redeemCode } from './codes.ts';
import { identityModels } from './model.ts';

const SESSION_SECONDS = 30 * 86_400;

/** The session's cookie. `__Host-` binds it to this very host where the connection is encrypted. */
export const cookieName = (secure: boolean) => (secure ? '__Host-linggong_session' : 'linggong_session');
export const isSecure = (settings: Platform['settings']) =>
  settings.PUBLIC_ORIGIN?.startsWith('https:') ?? false;

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
          name: cookieName(secure),
          attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
    },
    plugins: [
      phoneNumber({
        // Never asked for by our routes: they issue codes themselves.
        sendOTP: () => undefined,
        verifyOTP: async ({ phoneNumber: phone, code }) => {
          await redeemCode(codes, phone, code);
          return true;
        },
        signUpOnVerification: {
          // The library wants an address. It says nothing of the person, and no mail can reach it (RFC 2606).
          getTempEmail: () => `${randomBytes(16).toString('hex')}@account.invalid`,
          getTempName: () => '',
        },
      }),
    ],
  });
}
