import type { Posting } from '@linggong/contracts/posting.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { asTheyAre } from '../../../platform/database.ts';
import type { DecisionRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** Keeps a decision about a posting for good. */
export async function recordDecision(
  deps: Source,
  decision: Omit<DecisionRecord, '_id'>,
): Promise<DecisionRecord> {
  const record = { _id: new Types.ObjectId(), ...decision };
  await deps.models.decisions.insertMany([record], asTheyAre());
  return record;
}

/** What was decided about several gigs, oldest first, without the postings. */
export const decisionsOf = (deps: Source, gigIds: readonly Id[]) =>
  deps.models.decisions
    .find({ gigId: { $in: gigIds } }, { posting: 0 })
    .sort({ at: 1, _id: 1 })
    .lean();

/** The posting as it was when it was passed last; null: it never was. */
export async function lastPassed(deps: Source, gigId: Id): Promise<Posting | null> {
  const decision = await deps.models.decisions
    .findOne({ gigId, decision: 'approve' }, { posting: 1 })
    .sort({ at: -1 })
    .lean();
  return decision?.posting ?? null;
}

/** What operators refused of these gigs, the first first. */
export const refusalsOf = (
  deps: Source,
  gigIds: readonly Id[],
): Promise<Pick<DecisionRecord, 'gigId' | 'at' | 'article'>[]> =>
  deps.models.decisions
    .find({ gigId: { $in: gigIds }, decision: 'refuse', by: 'operator' }, { gigId: 1, at: 1, article: 1 })
    .sort({ at: 1 })
    .lean()
    .exec();

/** What operators did not pass of these gigs, or took down, the latest first. */
export const turnedDown = (
  deps: Source,
  gigIds: readonly Id[],
  most: number,
): Promise<Pick<DecisionRecord, 'gigId' | 'decision' | 'gigVersion' | 'reason' | 'byName' | 'at'>[]> =>
  deps.models.decisions
    .find(
      { gigId: { $in: gigIds }, by: 'operator', decision: { $in: ['return', 'refuse'] } },
      { gigId: 1, decision: 1, gigVersion: 1, reason: 1, byName: 1, at: 1 },
    )
    .sort({ at: -1 })
    .limit(most)
    .lean()
    .exec();
