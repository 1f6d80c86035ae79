import type { Challenge, Proof } from '@linggong/contracts/challenge.ts';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/** A phone that isn't through by then waits instead. */
const LIMIT_MS = 60_000;

/**
 * Does the sum of a challenge. The browser's own cryptography does the work beside the page, so no worker is needed.
 * Null: it can't be done here (no https), took too long or was stopped.
 */
export async function solve(challenge: Challenge, controller: AbortController): Promise<Proof['solution']> {
  if (!globalThis.crypto?.subtle) return null;
  const solution = await solveChallenge({ challenge, deriveKey, controller, timeout: LIMIT_MS }).catch(
    () => null,
  );
  return solution && { counter: solution.counter, derivedKey: solution.derivedKey };
}
