import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { GigRecord } from '../model.ts';
import { WITHOUT_TERMS } from './find.ts';

type Source = Pick<Deps, 'models'>;
type AtDesk = Partial<Pick<GigRecord, 'claim' | 'held' | 'flags' | 'setBack'>>;

/** What operators do with a posting changes no word of it, and no revision. */
export const setAtDesk = async (deps: Source, gigId: Types.ObjectId, change: AtDesk): Promise<void> => {
  await deps.models.gigs.updateOne({ _id: gigId }, { $set: change });
};

/** As `setAtDesk`, while it still says what was read; false where it no longer does. */
export async function setIfUnchanged(
  deps: Source,
  { _id, revision }: Pick<GigRecord, '_id' | 'revision'>,
  change: AtDesk,
): Promise<boolean> {
  const { matchedCount } = await deps.models.gigs.updateOne({ _id, revision }, { $set: change });
  return matchedCount > 0;
}

/** Gives a waiting posting to an operator; false where it no longer waits, or another has it. */
export async function claimWaiting(
  deps: Source,
  gigId: Types.ObjectId,
  { claim, now }: { claim: NonNullable<GigRecord['claim']>; now: Date },
): Promise<boolean> {
  const { accountId } = claim;
  const free = {
    $or: [{ claim: null }, { 'claim.until': { $lte: now } }, { 'claim.accountId': accountId }],
  };
  const { matchedCount } = await deps.models.gigs.updateOne(
    { _id: gigId, state: 'in_review', ...free },
    { $set: { claim } },
  );
  return matchedCount > 0;
}

/** Those about which an account decided and that are not carried out yet. */
export const gigsHeldBy = (deps: Source, accountId: string) =>
  deps.models.gigs.find({ 'held.accountId': accountId }, WITHOUT_TERMS).lean().exec();

/** Of decisions that should have been carried out. */
export async function lateHolds(deps: Source, now: Date, most: number): Promise<string[]> {
  const late = await deps.models.gigs
    .find({ 'held.until': { $type: 'date', $lte: now } }, { _id: 1 })
    .limit(most)
    .lean();
  return late.map(({ _id }) => _id.toHexString());
}

/** What waits for the operators of these regions: overdue first, by risk, then the others as they came. */
export async function waitingFor(
  deps: Source,
  of: { regionIds: readonly string[]; importId?: string; now: Date },
  most: number,
) {
  const { gigs } = deps.models;
  const { regionIds, importId, now } = of;
  const waiting = {
    state: 'in_review' as const,
    deskPath: { $in: regionIds },
    ...(importId ? { importId } : {}),
  };
  const overdue = await gigs
    .find({ ...waiting, dueAt: { $lte: now } }, { terms: 0 })
    .sort({ risk: -1, submittedAt: 1, _id: 1 })
    .limit(most)
    .lean();
  const inTime = await gigs
    .find({ ...waiting, dueAt: { $gt: now } }, { terms: 0 })
    .sort({ submittedAt: 1, _id: 1 })
    .limit(most - overdue.length || 1)
    .lean();
  return {
    shown: [...overdue, ...inTime].slice(0, most),
    total: () => gigs.countDocuments(waiting),
  };
}

/** What an operator reads of a gig that is out, or was taken down. */
export type DeskGig = Omit<GigRecord, 'terms' | 'earlier'>;

const SHOWN = {
  up: (now: Date) => ({
    state: { $in: ['published', 'closed'] as const },
    $or: [{ validUntil: { $gt: now } }, { endsAt: { $gt: now } }],
  }),
  down: () => ({ state: { $in: ['returned', 'refused'] as const }, version: { $gt: 0 } }),
};

/** What is looked for: patterns within a number or a title, whatever the case, or who posted it. */
export type Sought = { number: string | null; title: string; employerIds: readonly Types.ObjectId[] };

const seeking = ({ number, title, employerIds }: Sought) => {
  const like = (pattern: string) => ({ $regex: pattern, $options: 'i' });
  return {
    $or: [
      ...(number === null ? [] : [{ number: like(number) }]),
      { 'posting.title': like(title) },
      { employerId: { $in: employerIds } },
    ],
  };
};

/**
 * A page of what was public once in these regions, the last first: `up` what is, or may still be worked, by when it was
 * published first; `down` what was taken down, by when it was changed. `sought` null: all of it.
 */
export const gigsOnDesk = (
  deps: Source,
  of: { regionIds: readonly string[]; show: keyof typeof SHOWN; sought: Sought | null; now: Date },
  { after, most }: { after: object; most: number },
): Promise<DeskGig[]> =>
  deps.models.gigs
    .find(
      {
        ...SHOWN[of.show](of.now),
        deskPath: { $in: of.regionIds },
        $and: [of.sought ? seeking(of.sought) : {}, after],
      },
      { terms: 0, earlier: 0 },
    )
    .sort({ [of.show === 'down' ? 'updatedAt' : 'publishedAt']: -1, _id: -1 })
    .limit(most)
    .lean()
    .exec();
