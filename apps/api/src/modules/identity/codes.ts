import { createHmac, randomBytes } from 'node:crypto';
import { retryingDuplicates } from '../../platform/database.ts';
import { hmac, phoneKey } from '../../platform/keyed.ts';
import { problem } from '../../platform/problem.ts';
import { uncountOne } from '../../platform/tallies.ts';
import { type CodeDeps, type PassDeps, subjectOf } from './code-keys.ts';
import type { CodeRecord } from './model.ts';
import { addPass, codeByKey, goodCodeByKey, replaceCode, useCodeUp, usePassUp } from './repository/codes.ts';
import { countTry, type From } from './tries.ts';

export const CODE_SECONDS = 300;
/** So long a number's code stays the same, however often it is sent. */
const SAME_CODE_SECONDS = 1800;
/** So long, and so many, codes that a number had are known for such. */
const PAST_SECONDS = 7200;
const PAST_KEPT = 5;
const PASS_SECONDS = 60;

const hashOf = (deps: CodeDeps, phone: string, code: string) => hmac(deps.secret, 'code', phone, code);
const passKeyOf = (deps: PassDeps, phone: string, pass: string) =>
  hmac(deps.secret, 'code.pass', phone, pass);

const codeOf = (deps: CodeDeps, phone: string, nonce: string): string => {
  const bytes = createHmac('sha256', deps.secret).update(`code.digits\n${phone}\n${nonce}`).digest();
  return String(bytes.readBigUInt64BE() % 1_000_000n).padStart(6, '0');
};
/** Those that were a number's before, with one more. */
const withPast = (deps: CodeDeps, phone: string, { past, nonce }: CodeRecord): string[] =>
  nonce ? [...past, hashOf(deps, phone, codeOf(deps, phone, nonce))].slice(-PAST_KEPT) : past;

/**
 * The code of a number, to be sent now. A number keeps its code for half an hour, or until it is used: messages are
 * late and overtake each other, and whichever of them comes first signs in. Each sending makes it good for five minutes
 * from then; one that fails takes nothing away.
 */
export async function issueCode(deps: CodeDeps, phone: string, purpose = ''): Promise<string> {
  const subject = subjectOf(phone, purpose);
  const _id = phoneKey(deps, subject);
  return retryingDuplicates(async () => {
    const now = deps.clock();
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    const known = await codeByKey(deps, _id);
    const keeps = known?.nonce && known.madeAt > later(-SAME_CODE_SECONDS);
    const nonce = keeps ? known.nonce! : randomBytes(16).toString('base64url');
    const code = {
      _id,
      nonce,
      madeAt: keeps ? known.madeAt : now,
      goodUntil: later(CODE_SECONDS),
      past: known ? (keeps ? known.past : withPast(deps, subject, known)) : [],
      expiresAt: later(PAST_SECONDS),
    };
    // Used up, or made, by another at the same moment: that one is there now.
    await replaceCode(deps, code, known);
    return codeOf(deps, subject, nonce);
  });
}

/** A pass for one sign-in that no message brings, for ourselves: it takes nobody's code away. */
export async function issuePass(deps: PassDeps, phone: string): Promise<string> {
  const pass = randomBytes(24).toString('base64url');
  const madeAt = deps.clock();
  const until = new Date(madeAt.getTime() + PASS_SECONDS * 1000);
  await addPass(deps, passKeyOf(deps, phone, pass), { madeAt, until });
  return pass;
}

/** Uses up a pass; throws `auth.code_wrong`. */
export async function redeemPass(deps: PassDeps, phone: string, pass: string): Promise<void> {
  if (!(await usePassUp(deps, passKeyOf(deps, phone, pass)))) throw problem('auth.code_wrong');
}

/**
 * Uses up a number's code. Throws `auth.code_expired`, `auth.code_old`, `auth.code_wrong` or `auth.too_many_attempts`.
 * An attempt is counted before the code is looked at, and the code is taken by one conditional update: guesses in
 * parallel all count, and of redemptions in parallel one succeeds. Wrong ones count on the number, whatever they are for.
 */
export async function redeemCode(
  deps: CodeDeps,
  phone: string,
  code: string,
  from: From & { purpose?: string },
): Promise<void> {
  const subject = subjectOf(phone, from.purpose ?? '');
  const known = await goodCodeByKey(deps, phoneKey(deps, subject));
  // Where there is nothing to guess nothing is counted, so that strangers can't lock a number out by typing.
  if (!known?.nonce) throw problem('auth.code_expired');
  // One of an earlier message is no guess.
  if (known.past.includes(hashOf(deps, subject, code))) throw problem('auth.code_old');
  const counted = await countTry(deps, phone, from);
  if (code !== codeOf(deps, subject, known.nonce)) throw problem('auth.code_wrong');
  if (!(await useCodeUp(deps, known, withPast(deps, subject, known)))) throw problem('auth.code_expired');
  for (const key of counted) await uncountOne(deps, key);
}
