import { randomInt } from 'node:crypto';
import type { Challenge, Proof } from '@linggong/contracts/challenge.ts';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Deps } from '../../deps.ts';
import { hmac, phoneKey } from '../../platform/keyed.ts';
import { problem } from '../../platform/problem.ts';
import { countOne, uncountOne } from '../../platform/tallies.ts';
import { requireLeft, takeCode } from './budgets.ts';
import { secondsUntil } from './code-keys.ts';
import { challengeAsked } from './code-words.ts';

/** Of one try: about 2 ms of one core here, several times that on a cheap phone. */
const COST = 5000;
/** So long a challenge counts after it could have been waited for. */
const GOOD_SECONDS = 300;

const secretsOf = ({ secret }: Pick<Deps, 'secret'>) => ({
  hmacSignatureSecret: hmac(secret, 'code.challenge'),
  hmacKeySignatureSecret: hmac(secret, 'code.challenge.key'),
});

/** A new one for a number (E.164). Costs one try; what solves it isn't looked up again but known by its signature. */
async function challengeFor(deps: Deps, phone: string): Promise<Challenge> {
  const { challenge_work: work, challenge_wait: wait } = deps.codeBudgets;
  const later = (seconds: number) => new Date(deps.clock().getTime() + seconds * 1000).toISOString();
  const made = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    counter: randomInt(Math.ceil(work / 2), work + 1),
    deriveKey,
    data: { for: phoneKey(deps, phone), waitUntil: later(wait), expiresAt: later(wait + GOOD_SECONDS) },
    ...secretsOf(deps),
  });
  return made as Challenge;
}

const asked = (deps: Deps, challenge: Challenge, again = false) => {
  const { waitUntil } = challenge.parameters.data;
  return problem('identity.challenge', {
    challenge,
    detail: challengeAsked(waitUntil, deps.settings.STATION_PHONE, again),
    retryAfterSeconds: secondsUntil(deps, new Date(waitUntil)),
  });
};

/** What a proof is worth; `early`: it is good, but neither solved nor waited for yet. */
async function judge(
  deps: Deps,
  phone: string,
  { challenge, solution }: Proof,
): Promise<'solved' | 'waited' | 'early' | 'nothing'> {
  const { invalidSignature, verified } = await verifySolution({
    challenge,
    solution: { counter: 0, derivedKey: '00', ...solution },
    deriveKey,
    ...secretsOf(deps),
  });
  const { for: whose, waitUntil, expiresAt } = challenge.parameters.data;
  const now = deps.clock();
  if (invalidSignature || whose !== phoneKey(deps, phone) || new Date(expiresAt) <= now) return 'nothing';
  if (solution) return verified ? 'solved' : 'nothing';
  return new Date(waitUntil) <= now ? 'waited' : 'early';
}

/** Uses a challenge up, over all processes; null: it was. The answer takes that back. */
async function useUp(deps: Deps, { signature, parameters }: Challenge) {
  const key = `challenge:${signature}`;
  const { count } = await countOne(deps, key, secondsUntil(deps, new Date(parameters.data.expiresAt)));
  return count > 1 ? null : () => uncountOne(deps, key);
}

/**
 * Lets a number (E.164) through that brings a challenge of its own, solved or waited for, for the first time. Throws
 * `identity.challenge` with one to do: the same where it comes too early, else a new one. Who waited takes from a
 * budget of their own, as waiting costs a program nothing: `auth.too_many_codes` where it is used up. The answer takes
 * back what wasn't sent.
 */
export async function requireProof(
  deps: Deps,
  { phone, clientIp, proof }: { phone: string; clientIp: string; proof: Proof | null },
): Promise<() => Promise<void>> {
  if (!proof) throw asked(deps, await challengeFor(deps, phone));
  const worth = await judge(deps, phone, proof);
  if (worth === 'early') throw asked(deps, proof.challenge);
  if (worth === 'waited') await requireLeft(deps, 'waited', clientIp);
  const giveBack = worth === 'nothing' ? null : await useUp(deps, proof.challenge);
  if (!giveBack) throw asked(deps, await challengeFor(deps, phone), true);
  if (worth !== 'waited') return giveBack;
  try {
    const untake = await takeCode(deps, 'waited', clientIp);
    return async () => {
      await untake();
      await giveBack();
    };
  } catch (error) {
    await giveBack();
    throw error;
  }
}
