import type { Consent } from '@linggong/contracts/about.ts';
import type { Me, Role } from '@linggong/contracts/account.ts';
import type { Deps } from '../../deps.ts';
import { clientRange } from '../../platform/http/address.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { absentTicket, longAbsent } from './absence.ts';
import { requireMay } from './access.ts';
import { issuePass, redeemCode } from './codes.ts';
import { hasAgreed, recordConsent, requireInForce } from './consent.ts';
import { endBeyondCap, endingSessions } from './live-sessions.ts';
import { ensurePerson, noteThere, toPerson } from './persons.ts';
import { maskPhone, normalisePhone } from './phone.ts';
import { accountById, accountIdByPhone } from './repository/accounts.ts';
import { rememberRange } from './sends.ts';
import { rolesOf } from './viewer.ts';

const ATTEMPTS_SECONDS = 900;

const AGENT_LENGTH = 400;
/** Who signs in (E.164), and with what. */
type Device = { phone: string; userAgent?: string | undefined };

/** `cookies`: the Set-Cookie values of the new session. */
export type SignedIn = { me: Me; cookies: string[] };

async function openSession(deps: Deps, { phone, userAgent = '' }: Device, pass: string): Promise<SignedIn> {
  const { headers, response } = await deps.auth.api.verifyPhoneNumber({
    body: { phoneNumber: phone, code: pass },
    headers: agentOf(userAgent),
    returnHeaders: true,
  });
  return opened(deps, response.user.id, headers);
}

/** Kept with the session, for its owner to know the device by. */
const agentOf = (userAgent: string) => new Headers({ 'user-agent': userAgent.slice(0, AGENT_LENGTH) });

/** An account that has no number yet, and no person: for who is handed a record. */
export async function makeAccount(deps: Deps): Promise<string> {
  return (await deps.auth.api.makeAccount({})).id;
}

/** Signs in to an account, by whatever it was shown that it is theirs. */
export async function openAccount(deps: Deps, accountId: string, userAgent = ''): Promise<SignedIn> {
  const { headers } = await deps.auth.api.openSession({
    body: { accountId },
    headers: agentOf(userAgent),
    returnHeaders: true,
  });
  return opened(deps, accountId, headers);
}

async function opened(deps: Deps, accountId: string, headers: Headers): Promise<SignedIn> {
  await endBeyondCap(deps, accountId);
  await noteThere(deps, accountId);
  return { me: await meOf(deps, accountId, await rolesOf(deps, accountId)), cookies: headers.getSetCookie() };
}

/**
 * Redeems a code for a session; a number's first sign-in makes its account. With a consent, it is recorded; without one
 * all else waits until it is given. Throws `auth.consent_outdated` before the code is used up, `auth.phone_invalid`,
 * `auth.code_expired`, `auth.code_wrong`, `auth.too_many_attempts`, and `auth.whose_number` with a ticket where nobody
 * used the account for long.
 */
export async function signIn(
  deps: Deps,
  input: {
    phone: string;
    code: string;
    consent: Consent | null;
    clientIp: string;
    userAgent?: string | undefined;
    asked: string | null;
  },
): Promise<SignedIn> {
  const phone = normalisePhone(input.phone, deps.settings.PHONE_COUNTRY);
  if (input.consent) requireInForce(deps, input.consent);
  const perAddress = {
    points: deps.codeBudgets.tries_address / deps.limits.scale,
    seconds: ATTEMPTS_SECONDS,
  };
  await deps.limits.take('attempts.address', input.clientIp, perAddress, 'auth.too_many_attempts');
  const range = clientRange(input.clientIp);
  await redeemCode(deps, phone, input.code, { range, asked: input.asked });
  const absent = await longAbsent(deps, phone);
  if (absent) throw problem('auth.whose_number', { ticket: absentTicket(deps, absent) });
  const { clientIp, consent, userAgent } = input;
  return letIn(deps, { phone, clientIp, consent, userAgent });
}

/**
 * Signs in who has shown that a number (E.164) is theirs, remembers from where, and records what they agree to, if
 * anything.
 */
export async function letIn(
  deps: Deps,
  { consent, clientIp, ...device }: Device & { consent: Consent | null; clientIp: string },
): Promise<SignedIn> {
  const signedIn = await signInUnasked(deps, device);
  await rememberRange(deps, device.phone, clientRange(clientIp));
  return consent ? agreeing(deps, signedIn, consent, 'sign_in') : signedIn;
}

/** Records that whoever has just signed in agrees. */
export async function agreeing(
  deps: Deps,
  { me: signedIn, cookies }: SignedIn,
  consent: Consent,
  how: 'sign_in' | 'demo',
): Promise<SignedIn> {
  if (!signedIn.agreed) await recordConsent(deps, signedIn.accountId, consent, how);
  return { me: { ...signedIn, agreed: true }, cookies };
}

/** One after the other for one number, so that an account is made once. */
const withPass = <T>(deps: Deps, phone: string, use: (pass: string) => Promise<T>): Promise<T> =>
  deps.locks(`account:${phone}`, async () => use(await issuePass(deps, phone)));

/** Signs in without a message: who has shown a code, and for whom the demo lets one be. */
export const signInUnasked = (deps: Deps, device: Device): Promise<SignedIn> =>
  withPass(deps, device.phone, (pass) => openSession(deps, device, pass));

/** Ends the session, its live connections and its pushes. Without one it does nothing. */
export async function signOut(deps: Deps, viewer: Viewer | null, headers: Headers): Promise<string[]> {
  const { headers: answered } = await deps.auth.api.signOut({ headers, returnHeaders: true });
  if (viewer)
    await endingSessions(deps, async () => {
      await deps.hooks.identity.sessionsGone([viewer.sessionId]);
      return [viewer.sessionId];
    });
  return answered.getSetCookie();
}

export async function me(deps: Deps, viewer: Viewer | null): Promise<Me> {
  requireMay(viewer, 'account.read');
  return meOf(deps, viewer.accountId, viewer.roles);
}

async function meOf(deps: Deps, accountId: string, roles: readonly Role[]): Promise<Me> {
  const person = await ensurePerson(deps, accountId);
  const account = await accountById(deps, accountId);
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
  const known = await accountIdByPhone(deps, phone);
  if (known) return known.toHexString();
  const { user } = await withPass(deps, phone, (pass) =>
    deps.auth.api.verifyPhoneNumber({ body: { phoneNumber: phone, code: pass, disableSession: true } }),
  );
  await ensurePerson(deps, user.id);
  return user.id;
}
