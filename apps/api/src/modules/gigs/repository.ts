import type { Posting } from '@linggong/contracts/posting.ts';
import { gigDigits } from '@linggong/rules/gig-number.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { asTheyAre } from '../../platform/database.ts';
import { problem } from '../../platform/problem.ts';
import { type EmployerRecord, joinEmployers } from '../employers/public.ts';
import type { DecisionRecord, GigRecord } from './model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

const ID = /^[0-9a-f]{24}$/;

/** Most of a gig's record, and only search and its check look at it. */
export const WITHOUT_TERMS = { terms: 0, flags: 0 } as const;

/** By its id, or by its number with or without the dash, without the fields named; throws `gig.not_found`. */
export async function gigByIdOrNumber(
  deps: Source,
  idOrNumber: string,
  without?: Partial<typeof WITHOUT_TERMS>,
): Promise<GigRecord> {
  const number = gigDigits(idOrNumber);
  const filter = number ? { number } : { _id: idOrNumber };
  if (!number && !ID.test(idOrNumber)) throw problem('gig.not_found');
  const gig = await deps.models.gigs.findOne(filter, without).lean();
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

/** What was decided about several gigs, oldest first, without the postings. */
export const decisionsOf = (deps: Source, gigIds: readonly Id[]) =>
  deps.models.decisions
    .find({ gigId: { $in: gigIds } }, { posting: 0 })
    .sort({ at: 1, _id: 1 })
    .lean();

/** Keeps a decision about a posting for good. */
export async function recordDecision(
  deps: Source,
  decision: Omit<DecisionRecord, '_id'>,
): Promise<DecisionRecord> {
  const record = { _id: new Types.ObjectId(), ...decision };
  await deps.models.decisions.insertMany([record], asTheyAre());
  return record;
}

/** The posting as it was when it was passed last; null: it never was. */
export async function lastPassed(deps: Source, gigId: Id): Promise<Posting | null> {
  const decision = await deps.models.decisions
    .findOne({ gigId, decision: 'approve' }, { posting: 1 })
    .sort({ at: -1 })
    .lean();
  return decision?.posting ?? null;
}

export const gigById = (deps: Source, id: Id | string): Promise<GigRecord | null> =>
  deps.models.gigs.findById(id).lean().exec();

/** In no order; those that there are not are left out. */
export const gigsByIds = (deps: Source, ids: readonly (Id | string)[]): Promise<GigRecord[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids } })
    .lean()
    .exec();

/** As `gigsByIds`, for many: what people don't read is left out. */
export const gigsWithoutTerms = (deps: Source, ids: readonly (Id | string)[]): Promise<GigRecord[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids } }, WITHOUT_TERMS)
    .lean<GigRecord[]>()
    .exec();

/** For who says no more of it than its spoken number. */
export const gigNumberOf = (
  deps: Source,
  id: Id | string,
): Promise<Pick<GigRecord, '_id' | 'number'> | null> =>
  deps.models.gigs.findById(id, { number: 1 }).lean().exec();

/** Gigs of these whose time is over, whatever their state; without what people don't read. */
export const gigsOver = (deps: Source, ids: readonly Id[], now: Date): Promise<GigRecord[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids }, validUntil: { $lte: now } }, WITHOUT_TERMS)
    .lean<GigRecord[]>()
    .exec();

/** The employers of what an import made. */
export const employersOfImport = (deps: Source, importId: Id): Promise<Id[]> =>
  deps.models.gigs.distinct('employerId', { importId }).exec();

/** Who decided about a gig last until then, an operator or the rules; null: nobody. */
export async function decidedBy(
  deps: Source,
  gigId: string,
  until: Date,
): Promise<DecisionRecord['by'] | null> {
  const decision = await deps.models.decisions
    .findOne({ gigId, at: { $lte: until } }, { by: 1 })
    .sort({ at: -1 })
    .lean();
  return decision?.by ?? null;
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

/** All gigs of these employers, without what people don't read. */
export const gigsOfEmployers = (deps: Source, employerIds: readonly Id[]): Promise<GigRecord[]> =>
  deps.models.gigs
    .find({ employerId: { $in: employerIds } }, WITHOUT_TERMS)
    .lean<GigRecord[]>()
    .exec();

/** Numbers and titles alone, by the ids as hex strings. */
export async function gigTitles(
  deps: Source,
  ids: readonly Id[],
): Promise<Map<string, { number: string; title: string }>> {
  const gigs = await deps.models.gigs
    .find({ _id: { $in: ids } }, { number: 1, 'posting.title': 1 })
    .lean<Pick<GigRecord, '_id' | 'number' | 'posting'>[]>();
  return new Map(gigs.map(({ _id, number, posting }) => [String(_id), { number, title: posting.title }]));
}
