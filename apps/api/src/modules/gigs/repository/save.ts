import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { asTheyAre } from '../../../platform/database.ts';
import { problem } from '../../../platform/problem.ts';
import type { GigRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;

/** New gigs; a number, or a source and id, that another has makes the database refuse them all. */
export const insertGigs = (deps: Source, gigs: readonly GigRecord[]) =>
  deps.models.gigs.insertMany(gigs, asTheyAre());

/**
 * Saves a changed gig over the one that was read, and gives it back with its next revision. Throws
 * `gig.changed_meanwhile` where someone else was faster, or a booking has taken or given back places since.
 */
export async function saveGig(
  deps: Source & Pick<Deps, 'clock'>,
  before: GigRecord,
  change: Partial<GigRecord>,
): Promise<GigRecord> {
  const saved = { ...change, revision: before.revision + 1, updatedAt: deps.clock() };
  const result = await deps.models.gigs.updateOne(
    { _id: before._id, revision: before.revision, bookingLock: before.bookingLock ?? null },
    { $set: saved },
    // It is typed, and to put each of a hundred terms to them costs more than the update.
    { runValidators: false },
  );
  if (result.matchedCount === 0) throw problem('gig.changed_meanwhile');
  return { ...before, ...saved };
}

/** Deletes a draft that never was sent in; false where it is none, or no longer. */
export async function deleteUnsent(deps: Source, _id: Types.ObjectId): Promise<boolean> {
  const { deletedCount } = await deps.models.gigs.deleteOne({ _id, state: 'draft', version: 0 });
  return deletedCount > 0;
}
