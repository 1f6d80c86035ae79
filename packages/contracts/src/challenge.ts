import * as z from 'zod';
import { zInstant } from './scalars.ts';

const zShort = z.string().max(200);

/**
 * A sum to be done before something is sent, as `altcha-lib` (version 2) makes and solves it: the counter is sought
 * whose derived key begins with `keyPrefix`. It is for one request of one number. From `data.waitUntil` on it also
 * counts without a solution, for who has no program to do it; from `data.expiresAt` on it counts for nothing.
 */
export const zChallenge = z
  .object({
    parameters: z.object({
      algorithm: zShort,
      cost: z.int().positive(),
      data: z.object({ for: zShort, waitUntil: zInstant, expiresAt: zInstant }),
      keyLength: z.int().positive(),
      keyPrefix: zShort,
      keySignature: zShort,
      nonce: zShort,
      salt: zShort,
    }),
    signature: zShort,
  })
  .meta({ id: 'Challenge' });
export type Challenge = z.infer<typeof zChallenge>;

/** The challenge as it was given, and its solution; null: it was waited for. */
export const zProof = z
  .object({
    challenge: zChallenge,
    solution: z.object({ counter: z.int().nonnegative(), derivedKey: zShort }).nullable().default(null),
  })
  .meta({ id: 'Proof' });
export type Proof = z.output<typeof zProof>;
