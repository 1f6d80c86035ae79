import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { GigRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** The employers of what an import made. */
export const employersOfImport = (deps: Source, importId: Id): Promise<Id[]> =>
  deps.models.gigs.distinct('employerId', { importId }).exec();

type Waiting = Pick<GigRecord, '_id' | 'deskPath'>;

/** Those of these gigs that wait as they were brought in and about which nothing was decided. */
export async function untouchedOf(deps: Source, ids: readonly Id[]): Promise<Waiting[]> {
  const { gigs, decisions } = deps.models;
  const waiting = await gigs
    .find({ _id: { $in: ids }, state: 'in_review', revision: 0, version: 0 }, { deskPath: 1 })
    .lean();
  const decided = await decisions
    .find({ gigId: { $in: waiting.map(({ _id }) => _id) } }, { gigId: 1 })
    .lean();
  const touched = new Set(decided.map(({ gigId }) => gigId.toString()));
  return waiting.filter(({ _id }) => !touched.has(_id.toString()));
}

/** Withdraws what was brought in and not touched since: its source and id are free again. */
export const withdrawUntouched = (deps: Source, ids: readonly Id[], now: Date) =>
  deps.models.gigs.updateMany(
    { _id: { $in: ids } },
    {
      $set: {
        state: 'withdrawn',
        source: null,
        submittedAt: null,
        dueAt: null,
        claim: null,
        revision: 1,
        updatedAt: now,
      },
    },
  );
