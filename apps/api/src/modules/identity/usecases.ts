import { randomUUID } from 'node:crypto';
import type { Consent } from '@linggong/contracts/about.ts';
import type { CodeSent, Me, Role } from '@linggong/contracts/account.ts';
import type { Deps } from '../../deps.ts';
import { signInCodeText } from '../../messages/texts.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import type { Limit } from '../../platform/rate-limit.ts';
import { requireSession } from './access.ts';
import { CODE_SECONDS, countSend, issueCode, issuePass, RESEND_SECONDS } from './codes.ts';
import { hasAgreed, recordConsent, requireInForce } from './consent.ts';
import { endingSessions } from './live-sessions.ts';
import type { ConsentRecord } from './model.ts';
import { ensurePerson, toPerson } from './persons.ts';
import { maskPhone, normalisePhone } from './phone.ts';
import { rolesOf } from './viewer.ts';

/** One address may be a village's, or a carrier's for many phones; what one number gets is counted by itself. */
const CODES_PER_ADDRESS: Limit = { points: 60, seconds: 3600 };
/** Over all: what is sent because of an attack has an end. */
const CODES_IN_ALL: Limit = { points: 500, seconds: 3600 };
const ATTEMPTS_PER_ADDRESS: Limit = { points: 200, seconds: 900 };

/**
 * Sends a code. The answer is the same whether or not the number has an account. Throws `auth.phone_invalid`,
 * `auth.too_many_codes`, or `server.unavailable` where the message could not be handed over.
 */
export async function sendCode(deps: Deps, input: { phone: string; clientIp: string }): Promise<CodeSent> {
  const phone = normalisePhone(input.phone, deps.settings.PHONE_COUNTRY);
  await deps.limits.take('codes.address', input.clientIp, CODES_PER_ADDRESS, 'auth.too_many_codes');
  await countSend(deps, phone);
  await deps.limits.take('codes.all', '', CODES_IN_ALL, 'auth.too_many_codes');
  const code = await issueCode(deps, phone);
  try {
    await deps.sms.send({ id: randomUUID(), to: phone, text: signInCodeText(code) });
  } catch (error) {
    deps.log.error({ err: error }, 'text message not sent');
    throw problem('server.unavailable', { retryAfterSeconds: RESEND_SECONDS });
  }
  return { phoneMasked: maskPhone(phone), expiresInSeconds: CODE_SECONDS, resendInSeconds: RESEND_SECONDS };
}

/** `cookies`: the Set-Cookie values of the new session. */
export type SignedIn = { me: Me; cookies: string[] };

async function openSession(deps: Deps, phone: string, code: string): Promise<SignedIn> {
  const { headers, response } = await deps.auth.api.verifyPhoneNumber({
    body: { phoneNumber: phone, code },
    returnHeaders: true,
  });
  const accountId = response.user.id;
  return { me: await meOf(deps, accountId, await rolesOf(deps, accountId)), cookies: headers.getSetCookie() };
}

/**
 * Redeems a code for a session; a number's first sign-in makes its account. With a consent, it is recorded; without one
 * all else waits until it is given. Throws `auth.consent_outdated` before the code is used up, `auth.phone_invalid`,
 * `auth.code_expired`, `auth.code_wrong`, `auth.too_many_attempts`.
 */
export async function signIn(
  deps: Deps,
  input: { phone: string; code: string; consent: Consent | null; clientIp: string },
): Promise<SignedIn> {
  const phone = normalisePhone(input.phone, deps.settings.PHONE_COUNTRY);
  if (input.consent) requireInForce(deps, input.consent);
  await deps.limits.take('attempts.address', input.clientIp, ATTEMPTS_PER_ADDRESS, 'auth.too_many_attempts');
  const signedIn = await openSession(deps, phone, input.code);
  return input.consent ? agreeing(deps, signedIn, input.consent, 'sign_in') : signedIn;
}

/** Records that whoever has just signed in agrees. */
export async function agreeing(
  deps: Deps,
  { me: signedIn, cookies }: SignedIn,
  consent: Consent,
  how: ConsentRecord['how'],
): Promise<SignedIn> {
  if (!signedIn.agreed) await recordConsent(deps, signedIn.accountId, consent, how);
  return { me: { ...signedIn, agreed: true }, cookies };
}

/** One after the other for one number, so that an account is made once. */
const withPass = <T>(deps: Deps, phone: string, use: (pass: string) => Promise<T>): Promise<T> =>
  deps.locks(`account:${phone}`, async () => use(await issuePass(deps, phone)));

/** Signs in without a message: for whom the demo lets one be. */
export const signInUnasked = (deps: Deps, phone: string): Promise<SignedIn> =>
  withPass(deps, phone, (pass) => openSession(deps, phone, pass));

/** Ends the session, its live connections and its pushes. Without one it does nothing. */
export async function signOut(deps: Deps, viewer: Viewer | null, headers: Headers): Promise<string[]> {
  const { headers: answered } = await deps.auth.api.signOut({ headers, returnHeaders: true });
  if (viewer)
    await endingSessions(deps, async () => {
      await deps.models.pushSubscriptions.deleteMany({ sessionId: viewer.sessionId });
      return [viewer.sessionId];
    });
  return answered.getSetCookie();
}

export async function me(deps: Deps, viewer: Viewer | null): Promise<Me> {
  requireSession(viewer);
  return meOf(deps, viewer.accountId, viewer.roles);
}

async function meOf(deps: Deps, accountId: string, roles: readonly Role[]): Promise<Me> {
  const person = await ensurePerson(deps, accountId);
  const account = await deps.models.accounts.findById(accountId).lean().orFail();
  return {
    accountId,
    name: person.name,
    phoneMasked: account.phoneNumber ? maskPhone(account.phoneNumber) : '',
    person: await toPerson(deps, person),
    roles: [...roles],
    agreed: hasAgreed(deps, person),
  };
}

/** The account of a number (E.164), made where there is none yet, the way that a first sign-in makes it. */
export async function ensureAccount(deps: Deps, phone: string): Promise<string> {
  const known = await deps.models.accounts.findOne({ phoneNumber: phone }, { _id: 1 }).lean();
  if (known) return known._id.toString();
  const { user } = await withPass(deps, phone, (pass) =>
    deps.auth.api.verifyPhoneNumber({ body: { phoneNumber: phone, code: pass, disableSession: true } }),
  );
  await ensurePerson(deps, user.id);
  return user.id;
}
