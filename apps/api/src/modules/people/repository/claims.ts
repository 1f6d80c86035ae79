import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { ClaimRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;

/** Makes a code the only one of its person. Fails as a duplicate where another has the very same. */
export async function replaceClaim(deps: Source, claim: ClaimRecord): Promise<void> {
  await deps.models.claims.deleteMany({ personId: claim.personId });
  await deps.models.claims.insertMany([claim]);
}

/** Uses a code up; null: there is none, or it is over. Of two at once one gets it. */
export const useClaimUp = (deps: Source & Pick<Deps, 'clock'>, _id: string): Promise<ClaimRecord | null> =>
  deps.models.claims
    .findOneAndDelete({ _id, expiresAt: { $gt: deps.clock() } })
    .lean()
    .exec();

/** Whether a desk made a code there that is still good. */
export const isMadeIn = async (deps: Source & Pick<Deps, 'clock'>, range: string): Promise<boolean> =>
  (await deps.models.claims.exists({ range, expiresAt: { $gt: deps.clock() } })) !== null;

export const dropClaims = (deps: Source, personId: Types.ObjectId) =>
  deps.models.claims.deleteMany({ personId });
