import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** Those of these employers that have gigs, see `EmployerHooks`. */
export const withGigs = (deps: Source, ids: readonly Id[], { ever } = { ever: false }): Promise<Id[]> => {
  const theirs = { employerId: { $in: [...ids] } };
  const left = { state: { $ne: 'withdrawn' as const } };
  return deps.models.gigs.distinct(
    'employerId',
    ever ? { ...theirs, $or: [left, { version: { $gt: 0 } }] } : { ...theirs, ...left },
  );
};

/** The paths of regions of all gigs of one, see `EmployerHooks`. */
export async function placesOf(deps: Source, employerId: Id): Promise<Id[][]> {
  const gigs = await deps.models.gigs.find({ employerId }, { regionPath: 1 }).lean();
  return gigs.map(({ regionPath }) => regionPath);
}
