import { timingSafeEqual } from 'node:crypto';
import type { CodeSent, Me, PhoneConfirmed } from '@linggong/contracts/account.ts';
import type { Deps } from '../../deps.ts';
import { clientRange } from '../../platform/http/address.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { hmac } from '../../platform/keyed.ts';
import { invalid, problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import {
  accountById,
  accountOfNumber,
  codeText,
  languageOf,
  me,
  normalisePhone,
  redeemNumberCode,
  rememberRange,
  requireMay,
  sendNumberCode,
} from '../identity/public.ts';
import { moveNumber } from './move.ts';

const TICKET_SECONDS = 900;

// A phone that lies open, or is shared, is no proof of who holds it: first the number that the account has is asked,
// then the new one. Who can't be reached by the old one any more is helped at the desk, see `cli.ts change-phone`.

const leaving = ({ accountId }: Viewer) => `leave ${accountId}`;
const coming = ({ accountId }: Viewer) => `join ${accountId}`;

async function numberOf(deps: Deps, viewer: Viewer): Promise<string> {
  const account = await accountById(deps, viewer.accountId);
  if (!account.phoneNumber) throw problem('auth.phone_invalid');
  return account.phoneNumber;
}

/** Good for one session, and as long as the number stays. */
const seal = (deps: Deps, { accountId, sessionId }: Viewer, phone: string, until: string) =>
  hmac(deps.secret, 'account.phone', accountId, sessionId, phone, until);

/** Sends a code to the number that the account has. */
export async function sendLeavingCode(
  deps: Deps,
  viewer: Viewer | null,
  { clientIp }: { clientIp: string },
): Promise<CodeSent> {
  requireMay(viewer, 'number.change');
  const phone = await numberOf(deps, viewer);
  const language = await languageOf(deps, viewer.personId);
  return sendNumberCode(deps, viewer, {
    phone,
    purpose: leaving(viewer),
    clientIp,
    text: (code) => codeText('leave', code, language),
  });
}

/** Takes that code, and gives a ticket with which this session may name a new number. */
export async function confirmNumber(
  deps: Deps,
  viewer: Viewer | null,
  { code, clientIp }: { code: string; clientIp: string },
): Promise<PhoneConfirmed> {
  requireMay(viewer, 'number.change');
  const phone = await numberOf(deps, viewer);
  await redeemNumberCode(deps, viewer, { phone, purpose: leaving(viewer), clientIp, code });
  const until = String(deps.clock().getTime() + TICKET_SECONDS * 1000);
  return {
    ticket: `${until}.${seal(deps, viewer, phone, until)}`,
    expiresInSeconds: TICKET_SECONDS,
  };
}

/** The number that the account has and the one that it is to have. Throws `account.confirm_first`. */
async function numbersFor(deps: Deps, viewer: Viewer, given: { ticket: string; phone: string }) {
  const from = await numberOf(deps, viewer);
  const [until = '', sealed = ''] = given.ticket.split('.');
  const [ours, theirs] = [Buffer.from(seal(deps, viewer, from, until)), Buffer.from(sealed)];
  const good = ours.length === theirs.length && timingSafeEqual(ours, theirs);
  if (!good || Number(until) <= deps.clock().getTime()) throw problem('account.confirm_first');
  const to = normalisePhone(given.phone, deps.settings.PHONE_COUNTRY);
  if (to === from) throw invalid([{ path: ['phone'], message: wordsOf('number').same }]);
  return { from, to };
}

/** Sends a code to the number that the account is to have; the same answer whether or not that has an account. */
export async function sendComingCode(
  deps: Deps,
  viewer: Viewer | null,
  given: { ticket: string; phone: string; clientIp: string },
): Promise<CodeSent> {
  requireMay(viewer, 'number.change');
  const { to } = await numbersFor(deps, viewer, given);
  const { clientIp } = given;
  const language = await languageOf(deps, viewer.personId);
  return sendNumberCode(deps, viewer, {
    phone: to,
    purpose: coming(viewer),
    clientIp,
    text: (code) => codeText('take', code, language),
  });
}

/** Gives the account its new number; all its other devices are signed out. Throws `account.phone_taken`. */
export async function changeNumber(
  deps: Deps,
  viewer: Viewer | null,
  given: { ticket: string; phone: string; code: string; clientIp: string },
): Promise<Me> {
  requireMay(viewer, 'number.change');
  const { from, to } = await numbersFor(deps, viewer, given);
  const { code, clientIp } = given;
  await redeemNumberCode(deps, viewer, { phone: to, purpose: coming(viewer), clientIp, code });
  await moveNumber(deps, { accountId: viewer.accountId, from, to, here: viewer.sessionId });
  await rememberRange(deps, to, clientRange(clientIp));
  return me(deps, viewer);
}

/**
 * For whoever runs the product: gives the account of a number another one without codes, after the desk has seen who
 * asks; it is signed out everywhere. With its person's `name` also one that has lost its number to somebody else. Throws
 * `auth.phone_invalid`, `person.not_found`, `account.phone_taken`.
 */
export async function changeNumberFor(deps: Deps, phone: string, to: string, name?: string): Promise<void> {
  const had = normalisePhone(phone, deps.settings.PHONE_COUNTRY);
  await moveNumber(deps, { ...(await accountOfNumber(deps, had, name)), to, here: null });
}
