import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { GigRead, GigRecord } from '../model.ts';
import { WITHOUT_TERMS } from './find.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** All gigs of these employers, without what people don't read. */
export const gigsOfEmployers = (deps: Source, employerIds: readonly Id[]): Promise<GigRead[]> =>
  deps.models.gigs
    .find({ employerId: { $in: employerIds } }, WITHOUT_TERMS)
    .lean()
    .exec();

/** A page of an employer's gigs, the last changed first; without `state` whatever it is. */
export const pageOfEmployer = (
  deps: Source,
  employerId: string,
  { state, after, most }: { state?: GigRecord['state']; after: object; most: number },
): Promise<GigRecord[]> =>
  deps.models.gigs
    .find({ employerId, ...(state ? { state } : {}), ...after })
    .sort({ updatedAt: -1, _id: -1 })
    .limit(most)
    .lean()
    .exec();

/** Those of these employers that have gigs, see `EmployerHooks`. */
export const withGigs = (deps: Source, ids: readonly Id[], { ever } = { ever: false }): Promise<Id[]> => {
  const theirs = { employerId: { $in: [...ids] } };
  const left = { state: { $ne: 'withdrawn' as const } };
  return deps.models.gigs
    .distinct(
      'employerId',
      ever ? { ...theirs, $or: [left, { version: { $gt: 0 } }] } : { ...theirs, ...left },
    )
    .exec();
};

/** The paths of regions of all gigs of one, see `EmployerHooks`. */
export async function placesOf(deps: Source, employerId: Id): Promise<Id[][]> {
  const gigs = await deps.models.gigs.find({ employerId }, { regionPath: 1 }).lean();
  return gigs.map(({ regionPath }) => regionPath);
}

/** The drafts that an employer keeps, but for one of them: how many, and their bytes as they are stored. */
export async function draftsHeld(
  deps: Source,
  employerId: { toString(): string },
  but?: Id,
): Promise<{ number: number; bytes: number }> {
  const ofEmployer = { employerId: new Types.ObjectId(employerId.toString()), state: 'draft', version: 0 };
  const [held] = await deps.models.gigs.aggregate<{ number: number; bytes: number }>([
    { $match: but ? { ...ofEmployer, _id: { $ne: but } } : ofEmployer },
    { $group: { _id: null, number: { $sum: 1 }, bytes: { $sum: { $bsonSize: '$$ROOT' } } } },
  ]);
  return held ?? { number: 0, bytes: 0 };
}

/** An employer's postings that wait for operators, but for one of them. */
export const countInReview = (deps: Source, employerId: Id, but: Id): Promise<number> =>
  deps.models.gigs.countDocuments({ employerId, state: 'in_review', _id: { $ne: but } }).exec();

/** The last of an employer's gigs to be begun, by number and title. */
export async function latestTitlesOf(
  deps: Source,
  employerId: Id,
  most: number,
): Promise<{ _id: Id; number: string; title: string }[]> {
  const gigs = await deps.models.gigs
    .find({ employerId })
    .select({ number: 1, 'posting.title': 1 })
    .sort({ _id: -1 })
    .limit(most)
    .lean();
  return gigs.map(({ _id, number, posting }) => ({ _id, number, title: posting.title }));
}

/** An employer's gigs in these states. */
export async function gigIdsIn(
  deps: Source,
  employerId: string,
  states: readonly GigRecord['state'][],
): Promise<Id[]> {
  const found = await deps.models.gigs
    .find({ employerId: new Types.ObjectId(employerId), state: { $in: states } }, { _id: 1 })
    .lean();
  return found.map(({ _id }) => _id);
}
