import { gigDigits } from '@linggong/rules/gig-number.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { problem } from '../../../platform/problem.ts';
import { type EmployerRecord, joinEmployers } from '../../employers/public.ts';
import type { GigRead, GigRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

const ID = /^[0-9a-f]{24}$/;

/** Most of a gig's record, and only search and its check look at it. */
export const WITHOUT_TERMS = { terms: 0, flags: 0 } as const;

/** Throws `gig.not_found` for what is neither an id nor a number. */
function named(idOrNumber: string): { _id: string } | { number: string } {
  const number = gigDigits(idOrNumber);
  if (number) return { number };
  if (!ID.test(idOrNumber)) throw problem('gig.not_found');
  return { _id: idOrNumber };
}

/** By its id, or by its number with or without the dash; throws `gig.not_found`. */
export async function gigByIdOrNumber(deps: Source, idOrNumber: string): Promise<GigRecord> {
  const gig = await deps.models.gigs.findOne(named(idOrNumber)).lean();
  if (!gig) throw problem('gig.not_found');
  return gig;
}

/** As `gigByIdOrNumber`, without what people don't read. */
export async function gigWithoutTerms(deps: Source, idOrNumber: string): Promise<GigRead> {
  const gig = await deps.models.gigs.findOne(named(idOrNumber), WITHOUT_TERMS).lean();
  if (!gig) throw problem('gig.not_found');
  return gig;
}

/** A gig and its employer (undefined: it is gone) in one read; null where there is no such gig. */
export async function gigWithEmployer(
  deps: Source,
  id: string,
): Promise<{ gig: GigRecord; employer: EmployerRecord | undefined } | null> {
  const [found] = await deps.models.gigs.aggregate<GigRecord & { employers: EmployerRecord[] }>([
    { $match: { _id: new Types.ObjectId(id) } },
    joinEmployers(deps, 'employerId'),
  ]);
  if (!found) return null;
  const { employers: its, ...gig } = found;
  return { gig, employer: its[0] };
}

/** The id of a gig that is named by its id, which may be nobody's, or by its number. Throws `gig.not_found`. */
export const gigIdOf = async (deps: Source, idOrNumber: string): Promise<string> =>
  ID.test(idOrNumber) ? idOrNumber : (await gigByIdOrNumber(deps, idOrNumber))._id.toHexString();

export const gigById = (deps: Source, id: Id | string): Promise<GigRecord | null> =>
  deps.models.gigs.findById(id).lean().exec();

/** In no order; those that there are not are left out. */
export const gigsByIds = (deps: Source, ids: readonly (Id | string)[]): Promise<GigRecord[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids } })
    .lean()
    .exec();

/** As `gigsByIds`, for many: what people don't read is left out. */
export const gigsWithoutTerms = async (deps: Source, ids: readonly (Id | string)[]): Promise<GigRead[]> =>
  ids.length === 0 ? [] : deps.models.gigs.find({ _id: { $in: ids } }, WITHOUT_TERMS).lean();

/** For who says no more of it than its spoken number. */
export const gigNumberOf = (
  deps: Source,
  id: Id | string,
): Promise<Pick<GigRecord, '_id' | 'number'> | null> =>
  deps.models.gigs.findById(id, { number: 1 }).lean().exec();

/** Numbers and titles alone, by the ids as hex strings. */
export async function gigTitles(
  deps: Source,
  ids: readonly Id[],
): Promise<Map<string, { number: string; title: string }>> {
  const gigs = await deps.models.gigs
    .find({ _id: { $in: ids } })
    .select({ number: 1, 'posting.title': 1 })
    .lean();
  return new Map(gigs.map(({ _id, number, posting }) => [String(_id), { number, title: posting.title }]));
}

/** Those of these numbers that a gig has. */
export async function numbersTaken(deps: Source, numbers: readonly string[]): Promise<Set<string>> {
  const taken = await deps.models.gigs.find({ number: { $in: numbers } }, { number: 1 }).lean();
  return new Set(taken.map(({ number }) => number));
}
