import { createHmac, randomInt } from 'node:crypto';
import { problem } from '../../platform/problem.ts';
import type { IdentityModels } from './model.ts';
import { countOne, uncountOne } from './tallies.ts';

/** What codes need; the sign-in library is set up with it before the whole of `Deps` exists. */
export type CodeDeps = {
  models: Pick<IdentityModels, 'codes' | 'tallies'>;
  secret: string;
  clock: () => Date;
};

export const CODE_SECONDS = 300;
export const RESEND_SECONDS = 60;
/** Wrong codes for one number, over all its codes. */
const WRONG_CODES = { points: 5, seconds: 900 };
const SENDS = [
  { points: 1, seconds: RESEND_SECONDS },
  { points: 5, seconds: 3600 },
  { points: 10, seconds: 86_400 },
];

const hmac = (secret: string, ...parts: string[]) =>
  createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');
const keyOf = (deps: CodeDeps, phone: string) => hmac(deps.secret, 'code.phone', phone);
const hashOf = (deps: CodeDeps, phone: string, code: string) => hmac(deps.secret, 'code', phone, code);
const secondsUntil = (deps: CodeDeps, until: Date) =>
  Math.max(1, Math.ceil((until.getTime() - deps.clock().getTime()) / 1000));

/** Counts one message to a number (E.164); throws `auth.too_many_codes` where it had enough of them. */
export async function countSend(deps: CodeDeps, phone: string): Promise<void> {
  const key = keyOf(deps, phone);
  for (const { points, seconds } of SENDS) {
    const { count, until } = await countOne(deps, `send:${seconds}:${key}`, seconds);
    if (count > points)
      throw problem('auth.too_many_codes', { retryAfterSeconds: secondsUntil(deps, until) });
  }
}

/** Makes the one live code of a number; an earlier one is void from now on. */
export async function issueCode(deps: CodeDeps, phone: string): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = new Date(deps.clock().getTime() + CODE_SECONDS * 1000);
  await deps.models.codes.updateOne(
    { _id: keyOf(deps, phone) },
    { hash: hashOf(deps, phone, code), expiresAt },
    { upsert: true },
  );
  return code;
}

/**
 * Uses up a number's code. Throws `auth.code_expired`, `auth.code_wrong` or `auth.too_many_attempts`. An attempt is
 * counted before the code is looked at, and the code is taken by one conditional delete: guesses in parallel all
 * count, and of redemptions in parallel one succeeds.
 */
export async function redeemCode(deps: CodeDeps, phone: string, code: string): Promise<void> {
  const { codes } = deps.models;
  const _id = keyOf(deps, phone);
  const expiresAt = { $gt: deps.clock() };
  // Where there is nothing to guess nothing is counted, so that strangers can't lock a number out by typing.
  if (!(await codes.exists({ _id, expiresAt }))) throw problem('auth.code_expired');
  const attempts = `wrong:${_id}`;
  const { count, until } = await countOne(deps, attempts, WRONG_CODES.seconds);
  if (count > WRONG_CODES.points) {
    throw problem('auth.too_many_attempts', { retryAfterSeconds: secondsUntil(deps, until) });
  }
  const { deletedCount } = await codes.deleteOne({ _id, hash: hashOf(deps, phone, code), expiresAt });
  if (deletedCount !== 1) throw problem('auth.code_wrong');
  await uncountOne(deps, attempts);
}
